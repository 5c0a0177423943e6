import { Problem } from '#platform/pure/problem.ts'
import { newUuid4, type RandomBytes, utf8 } from '#platform/pure/bytes/index.ts'
import type { Database } from '#platform/server/db/database.ts'
import { hashPassword, isPassword, newSecret, secretHash, sha256 } from '#platform/server/keys/index.ts'
import { findLogin, noteFailure, startSession, useLink } from './store.ts'

/** What signing in needs. `door` is the database role that may start sessions; ordinary requests cannot. */
export type DoorDeps = { readonly door: Database; readonly random: RandomBytes; readonly sessionHours: number }

/** Failures of one login within a quarter of an hour before it has to wait. */
const MAX_FAILURES = 10

/** Passwords that are hashed at once in the whole instance: each takes a processor for some tens of milliseconds, and 19 MiB. */
const MOST_AT_ONCE = 40

/** Compared against when nobody has the login, so that both take the same time. */
const NOBODY = await hashPassword('no password that anybody has')

/** Attempts under way, by login, and of all. What is under way counts like what has failed, or many at once would be one guess. */
const underWay = new Map<string, number>()
let hashing = 0

/** Does one attempt; `ahead` is how many of the same login were under way when it began. */
async function attempt<T>(login: string, work: (ahead: number) => Promise<T>): Promise<T> {
  const ahead = underWay.get(login) ?? 0
  if (hashing >= MOST_AT_ONCE || ahead >= MAX_FAILURES) throw new Problem('too-many-requests')
  hashing += 1
  underWay.set(login, ahead + 1)
  try {
    return await work(ahead)
  } finally {
    hashing -= 1
    const left = (underWay.get(login) ?? 1) - 1
    if (left > 0) underWay.set(login, left)
    else underWay.delete(login)
  }
}

/** Checks a password and starts a session; the answer for an unknown login and for a wrong password is the same. */
export function signInWithPassword(
  deps: DoorDeps,
  given: { login: string; password: string; device: string },
): Promise<{ person: string; token: string }> {
  return attempt(given.login.toLowerCase(), async (ahead) => {
    const [found] = await deps.door.transaction((tx) => tx.run(findLogin, [given.login]))
    if ((found?.recent_failures ?? 0) + ahead >= MAX_FAILURES) throw new Problem('too-many-requests')
    const right = await isPassword(found?.password_hash ?? NOBODY, given.password)
    if (!right || found?.person_id == null || found.password_hash === null) {
      await deps.door.transaction((tx) => tx.run(noteFailure, [given.login]))
      throw new Problem('wrong-sign-in')
    }
    return startFor(deps, found.person_id, given.device)
  })
}

/** Sets a password with a one-time link, ends the person's other sessions and starts a new one. */
export function signInWithLink(
  deps: DoorDeps,
  given: { secret: string; password: string; device: string },
): Promise<{ person: string; token: string }> {
  return attempt(`link ${given.secret}`, async () => {
    const passwordHash = await hashPassword(given.password)
    const [used] = await deps.door.transaction((tx) => tx.run(useLink, [secretHash(given.secret), passwordHash]))
    if (used?.person == null) throw new Problem('wrong-sign-in')
    return startFor(deps, used.person, given.device)
  })
}

/**
 * A device of its own for each person who signs in with one browser. A device's counters say what its writer had seen, and two people in
 * one browser have not seen the same; nor can anybody write as the device of somebody else, whose id stands in every entry.
 */
function deviceOf(browser: string, person: string): string {
  return newUuid4((n) => sha256(utf8(`lindung/device/1\n${browser.toLowerCase()}\n${person}`)).slice(0, n))
}

/** Starts a session for a person whose identity was proved by the caller; `browser` is the id that their browser gave itself. */
export async function startFor(
  deps: DoorDeps,
  person: string,
  browser: string,
): Promise<{ person: string; token: string }> {
  const token = newSecret(deps.random)
  const [started] = await deps.door.transaction((tx) =>
    tx.run(startSession, [secretHash(token).toString('hex'), person, deviceOf(browser, person), deps.sessionHours]),
  )
  if (started?.id == null) throw new Problem('wrong-sign-in')
  return { person, token }
}
