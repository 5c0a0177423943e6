import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { inTransaction } from '#platform/server/db/owner.ts'
import type { EpochKeys } from '#platform/server/keys/index.ts'
import { lockEpochs, olderKeys, raiseEpoch, storeKeys, tellOfKeys } from './store-erase.ts'

export type NewEpoch = {
  readonly epoch: number
  readonly rewrapped: number
  /** Old keys that only this process has forgotten: the operator must remove them from where they came from. */
  readonly notDurable: readonly number[]
}

const PORTION = 1000

/**
 * A new epoch while the application runs: a new key, every data key wrapped under it, the old keys destroyed. What any older backup,
 * WAL segment or dump holds of keys then opens with nothing. A crash in between loses nothing; asked again, it goes on.
 *
 * `grace`: milliseconds before the old key goes, for requests that read a row a moment ago. `rotate: false` makes no key, and wraps
 * under the newest one given.
 * Throws `KeyError('provider-read-only')` where the operator gives the keys; null when another one is under way.
 */
export async function beginEpoch(
  client: pg.Client,
  keys: EpochKeys,
  { grace = 2000, rotate = true } = {},
): Promise<NewEpoch | null> {
  if (!(await lockEpochs(client))) return null
  await keys.refresh()
  const epoch = rotate ? await keys.rotate() : keys.current()
  await inTransaction(client, () => raiseEpoch(client, epoch))
  await tellOfKeys(client)
  let rewrapped = 0
  for (;;) {
    const count = await inTransaction(client, () => rewrap(client, keys, epoch))
    rewrapped += count
    if (count === 0) break
  }
  const older = keys.epochs().filter((one) => one < epoch)
  if (older.length > 0) await sleep(grace)
  const notDurable: number[] = []
  for (const one of older) if (!(await keys.destroy(one)).durable) notDurable.push(one)
  await tellOfKeys(client)
  return { epoch, rewrapped, notDurable }
}

async function rewrap(client: pg.Client, keys: EpochKeys, epoch: number): Promise<number> {
  const rows = await olderKeys(client, epoch, PORTION)
  if (rows.length === 0) return 0
  const next = rows.map((row) => {
    const { wrapped, epoch: under } = keys.wrap(row.key_id, keys.unwrap(row.key_id, row.wrapped, row.epoch))
    return { key_id: row.key_id, epoch: under, wrapped: Buffer.from(wrapped) }
  })
  await storeKeys(client, next)
  return rows.length
}
