import type pg from 'pg'
import { rebuild } from '#cases/server/index.ts'
import { openEntry, unwrapKey } from '#cases/server/sealed.ts'
import { replayRows } from '#cases/server/store-rebuild.ts'
import { asOwner, inTransaction } from '#platform/server/db/owner.ts'
import { type EpochKeys, givenEpochKeys } from '#platform/server/keys/index.ts'
import { type Context, ratioRow, type Row } from '../scripts/lib/marks.ts'
import { openCluster } from './lib/cluster.ts'
import { median } from './lib/load.ts'

export const name = 'rebuild'

const FILES = 4_000
const SMALL_FILES = 2_000
const FILES_A_SECOND = 4_000

/** Replaying every stream into new summaries, against reading and decrypting the same rows alone. A world of its own: 4,000 files. */
export async function run({ small, log }: Context): Promise<readonly Row[]> {
  const cluster = await openCluster(small ? SMALL_FILES : FILES, log)
  const keys = givenEpochKeys(cluster.epochKeys)
  const { files } = cluster.subjects
  const rates = { measured: [] as number[], baseline: [] as number[] }
  const timed = async (into: number[], work: () => Promise<unknown>) => {
    const began = performance.now()
    await work()
    into.push(files / ((performance.now() - began) / 1000))
  }
  try {
    await asOwner(cluster.adminUrl, (reading) =>
      asOwner(cluster.adminUrl, async (writing) => {
        for (let round = 0; round < 3; round++) {
          await timed(rates.baseline, () => decryptAll(reading, keys))
          await timed(rates.measured, () => rebuild({ reading, writing, keys }, { all: true }))
        }
      }),
    )
  } finally {
    await cluster.postgres.stop()
  }
  const [measured, baseline] = [median(rates.measured), median(rates.baseline)]
  const unit = 'files/s, every summary written anew'
  const row = ratioRow(
    'rebuild',
    { value: measured, unit },
    { name: 'decrypting alone', value: baseline },
    { atLeast: 0.4 },
  )
  return [{ ...row, mark: `${row.mark}, or ≥ ${FILES_A_SECOND} files/s`, ok: row.ok || measured >= FILES_A_SECOND }]
}

async function decryptAll(client: pg.Client, keys: EpochKeys): Promise<void> {
  await inTransaction(client, async () => {
    let key: ReturnType<typeof unwrapKey> | null = null
    for await (const rows of replayRows(client)) {
      for (const { stream_id, seq, id, sealed, key_id, epoch, wrapped } of rows) {
        if (key_id !== null && epoch !== null && wrapped !== null)
          key = unwrapKey(keys, stream_id, { key_id, epoch, wrapped })
        if (key !== null && sealed !== null) openEntry(key, { seq, id }, sealed)
      }
    }
  })
}
