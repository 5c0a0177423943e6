import { todayIn } from '#platform/pure/partial-date.ts'

/**
 * Roles and what they permit. A role gives permissions; only a grant on a stream gives sight of a file.
 * Nobody gets content by being an administrator or a data officer.
 */
export const ROLE_PERMISSIONS = {
  caseworker: ['caseload.read', 'file.register', 'file.write', 'sheet.import', 'directory.read', 'command.permit'],
  supervisor: [
    'caseload.read',
    'file.register',
    'file.write',
    'sheet.import',
    'directory.read',
    'team.read',
    'command.permit',
  ],
  provider: ['referral.read', 'referral.answer'],
  'data-officer': ['audit.read', 'command.permit', 'health.read', 'people.read'],
  administrator: ['people.read', 'people.manage', 'health.read'],
} as const

/** A person's role in a team. */
export type RoleName = keyof typeof ROLE_PERMISSIONS

/** What an operation may need. */
export type Permission = (typeof ROLE_PERMISSIONS)[RoleName][number]

/**
 * Commands on the server that act in a person's name, and the roles that may permit them: nobody permits what they could not do
 * themselves. The database decides the same (`access.permit_command`).
 */
export const COMMAND_ROLES = {
  backup: ['data-officer'],
  rebuild: ['data-officer'],
  erase: ['data-officer'],
  import: ['caseworker', 'supervisor'],
  'undo-import': ['caseworker', 'supervisor'],
} as const satisfies Readonly<Record<string, readonly RoleName[]>>

/** A command that needs a person's permission. */
export type PermittedCommand = keyof typeof COMMAND_ROLES

export const PERMITTED_COMMANDS = Object.keys(COMMAND_ROLES) as readonly PermittedCommand[]

export type Membership = {
  readonly team: string
  readonly teamName: string
  /** Three letters that begin the codes of the team's files. */
  readonly code: string
  /** IANA time zone of the team's days. */
  readonly zone: string
  readonly role: RoleName
  readonly organisation: string
  readonly organisationName: string
}

/** Who acts in a request: a person, in a session, on a device. */
export type Actor = {
  readonly person: string
  readonly name: string
  readonly language: string
  readonly session: string
  readonly device: string
  readonly memberships: readonly Membership[]
}

/** The ISO day at an instant where a person's first team works; in UTC for who has none. */
export function todayOf(actor: Pick<Actor, 'memberships'>, now: Date): string {
  return todayIn(actor.memberships[0]?.zone ?? 'UTC', now)
}

/** All permissions of a person's roles, without repeats, in a stable order. */
export function permissionsOf(memberships: readonly Pick<Membership, 'role'>[]): readonly Permission[] {
  const all = memberships.flatMap((membership): readonly Permission[] => ROLE_PERMISSIONS[membership.role])
  return [...new Set(all)].toSorted()
}

/** Whether one of the roles permits it. */
export function permits(actor: Pick<Actor, 'memberships'>, needed: Permission): boolean {
  return permissionsOf(actor.memberships).includes(needed)
}

/** The commands that a person with these roles may permit, in the order of the table. */
export function commandsOf(memberships: readonly Pick<Membership, 'role'>[]): readonly PermittedCommand[] {
  const mine = new Set<RoleName>(memberships.map(({ role }) => role))
  return PERMITTED_COMMANDS.filter((command) => COMMAND_ROLES[command].some((role) => mine.has(role)))
}
