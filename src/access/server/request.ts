import type { Concern, LeafOutcome } from '#audit/index.ts'
import { recordLeaf } from '#audit/server/index.ts'
import type { Operation } from '#platform/pure/contract.ts'
import { Problem } from '#platform/pure/problem.ts'
import type { Database, Transaction } from '#platform/server/db/database.ts'
import type { RefusalCounter } from '../model/refusals.ts'
import type { Actor } from '../model/roles.ts'
import { type AuditDescription, type Policy, refusalOf } from '../policy.ts'
import { enter, type EnteredRow } from './store.ts'

export type AnyOperation = Operation<Operation, Policy, AuditDescription>

/** What a handler gives back: the answer, and for the leaf the streams it looked at or changed, and the person it was about. */
export type Outcome<Answer> = {
  readonly answer: Answer
  readonly concerns?: readonly Concern[]
  readonly subject?: string
}

/** What a handler may use besides its input. `actor` is null only in operations that anyone may call. */
export type Context<A = Actor> = { readonly actor: A; readonly tx: Transaction }

/** Makes ids and times of leaves, and counts the refusals that have none of their own; handed down from `app`. */
export type LeafMaker = { readonly newId: () => string; readonly now: () => Date; readonly refusals: RefusalCounter }

/** One request's operation and session token, and the streams that its address names: a refusal tells of them too. */
export type Asked = {
  readonly operation: AnyOperation
  readonly token: string | null
  readonly about?: readonly string[]
}

/**
 * Runs `work` in one transaction, with one policy decision and one leaf. `prepare` may start a query that shares the network wait
 * with the session look-up; row security denies it, whatever the policy will say.
 */
export type Run<A> = <T, P = undefined>(
  work: (context: Context<A>, prepared: P) => Promise<Outcome<T>>,
  prepare?: (tx: Transaction) => Promise<P>,
) => Promise<T>

/**
 * The one request wrapper: session → transaction → row-security context → policy → work → audit leaf → commit.
 *
 * The leaf commits with the work, before the first byte of an answer leaves. A refusal or failure rolls the work back and leaves its
 * own leaf in a second transaction.
 */
export function requestRunner(db: Database, leaves: LeafMaker, asked: Asked): Run<Actor> {
  const run = openRunner(db, leaves, asked)
  return (work, prepare) =>
    run(({ actor, tx }, prepared) => {
      if (actor === null) throw new Problem('not-signed-in')
      return work({ actor, tx }, prepared)
    }, prepare)
}

/** The same wrapper for operations that anyone may call: the actor may be null. */
export function openRunner(db: Database, leaves: LeafMaker, asked: Asked): Run<Actor | null> {
  return async (work, prepare) => {
    try {
      return await db.transaction(async (tx) => {
        const entering = tx.run(enter, [asked.token])
        const preparing = prepare?.(tx)
        preparing?.catch(() => undefined) // seen below, or rolled back with a refusal
        const actor = actorOf((await entering)[0])
        const refusal = refusalOf(asked.operation.policy, actor)
        if (refusal !== null) throw new Problem(refusal)
        // Without `prepare` the type of `prepared` is undefined, which is what `await undefined` gives.
        const outcome = await work({ actor, tx }, (await preparing) as never)
        const { concerns = [], subject } = outcome
        recordLeaf(tx, leafOf(asked, leaves, actor, { outcome: 'ok', concerns, subject }))
        return outcome.answer
      })
    } catch (error) {
      await recordRefusal(db, leaves, asked, error)
      throw error
    }
  }
}

/** Whether a token is that of a session. */
export const isSomebodys = (db: Database, token: string): Promise<boolean> =>
  db.transaction(async (tx) => (await tx.run(enter, [token])).length > 0)

function actorOf(row: EnteredRow | undefined): Actor | null {
  if (row === undefined) return null
  return {
    person: row.person_id,
    name: row.name,
    language: row.language,
    session: row.session_id,
    device: row.device_id,
    memberships: row.memberships,
  }
}

function leafOf(asked: Asked, leaves: LeafMaker, actor: Actor | null, told: LeafOutcome) {
  return {
    id: leaves.newId(),
    at: leaves.now(),
    actor: actor?.person ?? null,
    session: actor?.session ?? null,
    op: asked.operation.audit.action,
    ...told,
  }
}

/**
 * Leaves the leaf of a refusal; one of many by nobody is counted instead (`model/refusals.ts`). Who brings no token is nobody, and costs
 * no connection of those who work. When even this leaf cannot be written the first error goes on: it is the one the person must see.
 */
export async function recordRefusal(db: Database, leaves: LeafMaker, asked: Asked, error: unknown): Promise<void> {
  const code = error instanceof Problem ? error.code : 'internal'
  const isAlone = (): boolean => leaves.refusals.note(asked.operation.audit.action, code)
  if (asked.token === null && !isAlone()) return
  await db
    .transaction(async (tx) => {
      const actor = actorOf((await tx.run(enter, [asked.token]))[0])
      if (actor === null && asked.token !== null && !isAlone()) return
      const concerns = (asked.about ?? []).map((stream) => ({ stream }))
      recordLeaf(tx, leafOf(asked, leaves, actor, { outcome: 'refused', code, concerns }))
    })
    .catch(() => undefined)
}

/** Tells of refusals that were only counted: of windows that have ended, or of all as a last word. What cannot be told is kept. */
export async function tellCounted(db: Database, leaves: LeafMaker, lastWord = false): Promise<void> {
  const all = leaves.refusals.take(lastWord)
  if (all.length === 0) return
  await db
    .transaction(async (tx) => {
      for (const { op, code, times, since } of all)
        recordLeaf(tx, {
          id: leaves.newId(),
          at: leaves.now(),
          actor: null,
          session: null,
          op,
          outcome: 'refused',
          code,
          concerns: [],
          counted: { times, since: new Date(since) },
        })
    })
    .catch(() => leaves.refusals.giveBack(all))
}
