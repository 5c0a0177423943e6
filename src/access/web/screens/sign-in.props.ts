export type SignInProblem =
  /** Name or password do not fit; `left` tries until the pause, when the server says so. */
  | { readonly code: 'wrong'; readonly left: number | null }
  /** Too many tries; `minutes` until the next, when the server says so. */
  | { readonly code: 'paused'; readonly minutes: number | null }
  | { readonly code: 'offline' }
  /** A field is empty. */
  | { readonly code: 'missing' }
  /** The office has a fault of its own. */
  | { readonly code: 'failed' }

export type SignInProps = {
  /** Whose instance this is, and its right address, so that a false page is noticed. */
  readonly organisation: string | null
  readonly address: string
  /** The invented people have no passwords: the way leads back to the door. */
  readonly demo: boolean
  readonly login: string
  readonly onLogin: (login: string) => void
  readonly password: string
  readonly onPassword: (password: string) => void
  readonly onSignIn: () => void
  readonly working: boolean
  readonly problem: SignInProblem | null
  /** Counts the tries, so that the summary of errors takes the focus again. */
  readonly attempt?: number
  /** Offered when the device knows a passkey: then it comes first and is the filled one. */
  readonly onPasskey: (() => void) | null
  readonly passkeyKnown: boolean
  /** A session ended in the middle of writing: what was written waits. */
  readonly returning: boolean
  /** Whom to call when the password is lost, "Laras, petugas data, 0800 000 120". */
  readonly help: string | null
}

export const SIGN_IN_FIELDS = { login: 'nama', password: 'sandi' } as const
