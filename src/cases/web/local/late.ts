import type { Call } from '#platform/pure/client.ts'
import type { AnswerOf } from '#platform/pure/contract.ts'
import { readOwnLate } from '../../contract.ts'
import type { KeptFile } from './files.ts'
import type { Outbox, OutboxItem } from './outbox.ts'

/** Attachments that are still on this device, by id. */
export type Here = ReadonlyMap<string, KeptFile>

type Late = Pick<OutboxItem, 'state' | 'code' | 'entry'>

/** Set aside, and files that it announced are still here: they go ahead of the decision. */
const isAsideWithFiles = ({ state, entry }: Late, here: Here): boolean =>
  state === 'quarantined' && entry.files.some(({ id }) => here.has(id))

/** The entry is at the office, and files that it announced are still to be sent. */
export const carriesFiles = (item: Late, here: Here): boolean =>
  item.code === null && (item.state === 'accepted' || isAsideWithFiles(item, here))

/** The entry is at the office, which will not take a file that it announced. */
export const hasRefusedFiles = (item: Late, here: Here): boolean =>
  item.code !== null && (item.state === 'accepted' || isAsideWithFiles(item, here))

type Told = AnswerOf<typeof readOwnLate>['items'][number]

export type Asking = {
  readonly outbox: Pick<Outbox, 'items' | 'move' | 'decided'>
  /** What of their attachments is still here. */
  readonly here: () => Promise<Here>
  readonly api: Call
}

/** Ids in one question (contract). */
const BATCH = 50

/**
 * Asks what became of the late entries that wait for a decision, and keeps the answers. Says whether there is anything new.
 * Throws what the question threw: then nothing has changed.
 */
export async function askDecisions({ outbox, here, api }: Asking): Promise<boolean> {
  const waiting = (await outbox.items()).filter(({ state }) => state === 'quarantined')
  let changed = false
  for (let at = 0; at < waiting.length; at += BATCH) {
    const some = waiting.slice(at, at + BATCH)
    const { items } = await api(readOwnLate, { body: { ids: some.map(({ id }) => id) } })
    const told = new Map(items.map((one) => [one.id, one]))
    for (const item of some) if (await take(outbox, item, told.get(item.id), await here())) changed = true
  }
  return changed
}

async function take(
  outbox: Asking['outbox'],
  { order, entry }: OutboxItem,
  told: Told | undefined,
  here: Here,
): Promise<boolean> {
  if (told?.state === 'waiting') return false
  // The office has been set back to a copy from before it arrived, or the child's file was erased: it is sent once more, and either set
  // aside again or refused in words. Nothing is given up here by itself.
  if (told === undefined) {
    await outbox.move(order, 'decided.unknown', null)
    return true
  }
  const because = told.state === 'taken' ? null : told.because
  await outbox.decided(order, { by: told.by, at: Date.parse(told.at), because })
  // All of it had gone ahead, or was given up: nothing is left to send.
  if (because === null && !entry.files.some(({ id }) => here.has(id))) await outbox.move(order, 'files-arrived')
  return true
}
