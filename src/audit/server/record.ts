import { type Bytes, isoFromMicros } from '#platform/pure/bytes/index.ts'
import type { Transaction } from '#platform/server/db/database.ts'
import type { LeafOutcome } from '../index.ts'
import { leafBytes } from '../model/leaf.ts'
import { writeLeaf } from './store.ts'

/** What is told about one request. `actor` and `session` are null before sign-in. */
export type Told = LeafOutcome & {
  readonly id: string
  readonly at: Date
  readonly actor: string | null
  readonly session: string | null
  readonly op: string
}

/** The canonical bytes of the leaf. `nobody` names who acted where no person did. */
export function toldBytes(
  { id, at, actor, session, op, outcome, code, concerns, subject, counted }: Told,
  nobody: string,
): Bytes {
  return leafBytes({
    v: 1,
    id,
    at: isoOf(at),
    actor: actor ?? nobody,
    op,
    outcome,
    concerns,
    ...(session === null ? {} : { session }),
    ...(code === undefined ? {} : { code }),
    ...(subject === undefined ? {} : { subject }),
    ...(counted === undefined ? {} : { times: counted.times, since: isoOf(counted.since) }),
  })
}

const isoOf = (at: Date): string => isoFromMicros(at.getTime() * 1000)

/**
 * Writes the leaf of a request in its transaction. Not awaited by the caller: it shares the network wait of the commit, and a leaf
 * that cannot be written makes the commit fail.
 */
export function recordLeaf(tx: Transaction, told: Told): void {
  const bytes = toldBytes(told, 'nobody')
  void tx.run(writeLeaf, [Buffer.from(bytes.buffer).toString()])
}
