import pg from 'pg'
import { beginEpoch, type Caseload, ERASED_CHANNEL, replayLedger } from '#cases/server/index.ts'
import { newUuid7, type RandomBytes } from '#platform/pure/bytes/index.ts'
import type { BlobStore } from '#platform/server/blobs/index.ts'
import { asOwner } from '#platform/server/db/owner.ts'
import { urlForRole } from '#platform/server/db/roles.ts'
import type { EpochKeys } from '#platform/server/keys/index.ts'
import type { Instance } from './instance.ts'
import type { Log } from './log.ts'
import { ledgerOf } from './places.ts'

type Deps = { readonly random: RandomBytes; readonly now: () => Date; readonly log: Log }

/** Before the door opens: what was erased once is erased again, should an older backup have brought it back. */
export async function eraseAgain(instance: Instance, blobs: BlobStore, { random, now, log }: Deps): Promise<void> {
  const deps = {
    keys: instance.keys,
    blobs,
    ledger: ledgerOf(instance.config),
    newId: () => newUuid7(() => now().getTime(), random),
    now,
  }
  const streams = await asOwner(instance.adminUrl, (client) => replayLedger(client, deps))
  if (streams > 0) log.event('erased.again', { streams })
}

/** What undoing an import needs of erasure: the ledger before it commits, a new epoch after. */
export function erasureHooks(instance: Instance, { now, log }: Deps) {
  const ledger = ledgerOf(instance.config)
  const rotate = instance.keysFrom === 'files'
  const newEpoch = () => asOwner(instance.adminUrl, (client) => beginEpoch(client, instance.keys, { rotate }))
  return {
    noteErased: (streams: readonly string[]) =>
      ledger.add({ at: now().toISOString(), epoch: instance.keys.current(), streams }),
    erased: () => void newEpoch().catch((error: unknown) => log.bug(error, 'epoch')),
  }
}

/** Milliseconds before another try to listen. */
const AGAIN = 2_000

/**
 * Listens to what other processes, such as a command on this server, say of erasures: an erased file is dropped from memory at once,
 * and keys that have changed are read again. A lost connection is opened anew, and everything kept is dropped, since nobody knows what was said meanwhile.
 */
export function listenForErasures(
  { adminUrl, passwords, keys }: { adminUrl: string; passwords: Instance['passwords']; keys: EpochKeys },
  caseload: Caseload,
  log: Log,
): () => Promise<void> {
  let client: pg.Client | null = null
  let timer: NodeJS.Timeout | null = null
  let ended = false

  function hear(stream: string | undefined): void {
    if (stream !== undefined && stream !== '') caseload.forget(stream)
    else keys.refresh().catch((error: unknown) => log.bug(error, 'keys'))
  }

  function again(): void {
    if (ended || timer !== null) return
    timer = setTimeout(() => {
      timer = null
      void listen()
    }, AGAIN)
  }

  async function listen(): Promise<void> {
    const fresh = new pg.Client({ connectionString: urlForRole(adminUrl, 'lindung_app', passwords) })
    fresh.on('notification', ({ payload }) => hear(payload))
    fresh.on('error', again)
    fresh.on('end', again)
    try {
      await fresh.connect()
      if (ended) return await fresh.end()
      await fresh.query(`listen ${ERASED_CHANNEL}`)
      client = fresh
      caseload.forget()
      hear(undefined)
    } catch {
      void fresh.end().catch(() => undefined)
      again()
    }
  }

  void listen()
  return async () => {
    ended = true
    if (timer !== null) clearTimeout(timer)
    await client?.end().catch(() => undefined)
  }
}
