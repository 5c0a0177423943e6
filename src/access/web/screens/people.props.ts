export type PersonRow = {
  readonly id: string
  readonly name: string
  readonly organisation: string
  /** "pekerja kasus, tim Awan" for each membership. */
  readonly roles: readonly string[]
  readonly left: boolean
  /** Null when one may not change people. */
  readonly onNewLink: (() => void) | null
  readonly onLeave: (() => void) | null
}

export type TeamRow = {
  readonly id: string
  readonly name: string
  readonly organisation: string
  readonly provides: boolean
  readonly people: number
}

export type NewPerson = { readonly name: string; readonly login: string; readonly team: string; readonly role: string }

export type PeopleProps = {
  readonly people: readonly PersonRow[]
  readonly teams: readonly TeamRow[]
  readonly roles: readonly { readonly value: string; readonly label: string }[]
  readonly search: string
  readonly onSearch: (search: string) => void
  /** Null when one may not add people. */
  readonly onAdd: ((person: NewPerson) => Promise<boolean>) | null
  /** Said in place: what became of a person who left, and of their open files. */
  readonly done: string | null
  /** Takes the link off the screen. */
  readonly onLinkKept: () => void
  /** Shown once after adding: the one-time link and for whom. */
  readonly link: { readonly name: string; readonly address: string } | null
  /** What could not be done, and what holds now. */
  readonly problem: string | null
  /** The user name that was asked for belongs to somebody already. */
  readonly taken: string | null
}
