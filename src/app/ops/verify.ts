import type pg from 'pg'
import { type Finding, isSound, parseVkey, type Verdict } from '#audit/index.ts'
import { readCheckpointCopies, verifyLog } from '#audit/server/index.ts'
import { entryPreimage, headPreimage } from '#cases/index.ts'
import { entryRows, streamFaults } from '#cases/server/index.ts'
import { type EpochKeys, sha256 } from '#platform/server/keys/index.ts'

export type VerifyDeps = {
  /** Null: only what needs no key. */
  readonly keys: EpochKeys | null
  readonly checkpointsDir: string
  readonly origin: string
  readonly vkey: string
}

export type Verified = Omit<Verdict, 'findings'> & { readonly findings: readonly Finding[]; readonly sound: boolean }

/** Verifies everything there is to verify, in the caller's transaction (repeatable read, so that it is one moment). */
export async function verifyInstance(client: pg.Client, deps: VerifyDeps): Promise<Verified> {
  const verdict = await verifyLog(client, {
    entries: entryRows(client, deps.keys),
    copies: await readCheckpointCopies(deps.checkpointsDir),
    origin: deps.origin,
    keys: [parseVkey(sha256, deps.vkey)],
    headPreimage,
    entryPreimage,
  })
  const findings = [...verdict.findings, ...(await streamFaults(client))]
  return { ...verdict, findings, sound: isSound({ ...verdict, findings }) }
}
