import type pg from 'pg'
import { sha256 } from '#platform/server/keys/index.ts'
import type { EntryRow, Rows, Tools, Verdict } from '../model/verdict.ts'
import type { VerifierKey } from '../model/note.ts'
import { verify } from '../model/verify.ts'
import { verifyEd25519 } from './sign.ts'
import { leafRows, storedCheckpoints } from './store-verify.ts'

export type Given = {
  /** The entries of all streams, ordered; who holds keys gives them opened. */
  readonly entries: Rows<EntryRow>
  /** Signed notes from outside the database. */
  readonly copies: readonly string[]
  readonly origin: string
  readonly keys: readonly VerifierKey[]
} & Pick<Tools, 'headPreimage' | 'entryPreimage'>

/** Verifies heads, leaves, checkpoints and their copies, in the caller's transaction, which should be one snapshot. */
export async function verifyLog(client: pg.Client, given: Given): Promise<Verdict> {
  const { entries, copies, origin, keys, headPreimage, entryPreimage } = given
  const evidence = {
    entries,
    leaves: leafRows(client),
    checkpoints: await storedCheckpoints(client),
    copies,
    origin,
    keys,
  }
  return verify(evidence, { sha256, verifyEd25519, headPreimage, entryPreimage })
}
