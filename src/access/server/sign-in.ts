import { Problem } from '#platform/pure/problem.ts'
import type { RandomBytes } from '#platform/pure/bytes/index.ts'
import type { Database } from '#platform/server/db/database.ts'
import { hashPassword, isPassword, newSecret, secretHash } from '#platform/server/keys/index.ts'
import { findLogin, noteFailure, startSession, useLink } from './store.ts'

/** What signing in needs. `door` is the database role that may start sessions; ordinary requests cannot. */
export type DoorDeps = { readonly door: Database; readonly random: RandomBytes; readonly sessionHours: number }

/** Failures of one login within a quarter of an hour before it has to wait. */
const MAX_FAILURES = 10

/** Compared against when nobody has the login, so that both take the same time. */
const NOBODY = await hashPassword('no password that anybody has')

/** Checks a password and starts a session; the answer for an unknown login and for a wrong password is the same. */
export async function signInWithPassword(
  deps: DoorDeps,
  given: { login: string; password: string; device: string },
): Promise<{ person: string; token: string }> {
  const [found] = await deps.door.transaction((tx) => tx.run(findLogin, [given.login]))
  if ((found?.recent_failures ?? 0) >= MAX_FAILURES) throw new Problem('too-many-requests')
  const right = await isPassword(found?.password_hash ?? NOBODY, given.password)
  if (!right || found?.person_id == null || found.password_hash === null) {
    await deps.door.transaction((tx) => tx.run(noteFailure, [given.login]))
    throw new Problem('wrong-sign-in')
  }
  return startFor(deps, found.person_id, given.device)
}

/** Sets a password with a one-time link, ends the person's other sessions and starts a new one. */
export async function signInWithLink(
  deps: DoorDeps,
  given: { secret: string; password: string; device: string },
): Promise<{ person: string; token: string }> {
  const passwordHash = await hashPassword(given.password)
  const [used] = await deps.door.transaction((tx) => tx.run(useLink, [secretHash(given.secret), passwordHash]))
  if (used?.person == null) throw new Problem('wrong-sign-in')
  return startFor(deps, used.person, given.device)
}

/** Starts a session for a person whose identity was proved by the caller. */
export async function startFor(
  deps: DoorDeps,
  person: string,
  device: string,
): Promise<{ person: string; token: string }> {
  const token = newSecret(deps.random)
  const [started] = await deps.door.transaction((tx) =>
    tx.run(startSession, [secretHash(token).toString('hex'), person, device, deps.sessionHours]),
  )
  if (started?.id == null) throw new Problem('wrong-sign-in')
  return { person, token }
}
