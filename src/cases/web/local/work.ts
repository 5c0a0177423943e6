import { type QueryClient } from '@tanstack/react-query'
import type { AnswerOf } from '#platform/pure/contract.ts'
import { fromBase64, type Uuid } from '#platform/pure/bytes/index.ts'
import { api, onReach } from '#platform/web/api.ts'
import { deviceKey, idbKeyStore, randomBytes } from '#platform/web/crypto/index.ts'
import { composeEntry, NO_BASE, type What } from '../../file/compose.ts'
import type { Entry } from '../../file/entry.ts'
import { kinds } from '../../kinds.ts'
import type { readFile } from '../../contract.ts'
import { nextCounter, openLocal } from './database.ts'
import { createDrafts, type Drafts } from './drafts.ts'
import { createOutbox, type ItemLabel, type OutboxItem } from './outbox.ts'
import { type Result, sendQueued } from './sender.ts'

export type FileAnswer = AnswerOf<typeof readFile>

/** Where the device's work is, for the sync line. */
export type WorkState = {
  readonly items: readonly OutboxItem[]
  readonly reach: 'reached' | 'gone' | 'signed-out'
  /** Since when the server is gone, milliseconds; null when it is there. */
  readonly goneSince: number | null
  readonly lastSent: number | null
}

/** What a person writes with on this device. */
export type Work = {
  /** Writes an entry: sealed here first, then sent. Resolves once it is kept on this device. */
  write(stream: Uuid, what: Omit<What, 'kv'>, label: ItemLabel): Promise<Entry>
  /** Several entries that belong together, such as a child's registration with its identity; kept all before any is sent. */
  writeAll(list: readonly { stream: Uuid; what: Omit<What, 'kv'> }[], label: ItemLabel): Promise<readonly Entry[]>
  /** What was last seen of a stream, so that the next entry stands on it. */
  saw(stream: Uuid, head: readonly [seq: number, head: string], counters: Readonly<Record<string, number>>): void
  withdraw(item: OutboxItem): Promise<void>
  sendNow(): Promise<void>
  readonly drafts: Drafts
  readonly state: () => WorkState
  readonly subscribe: (listener: () => void) => () => void
  close(): void
}

type Me = { readonly person: string; readonly device: string; readonly instanceKey: string }

const RETRY = [2_000, 5_000, 15_000, 30_000, 60_000]

/** Opens the person's work on this device. One tab sends at a time; the others see what it does. */
export async function openWork(me: Me, queries: QueryClient): Promise<Work> {
  const db = await openLocal()
  const key = await deviceKey(idbKeyStore())
  const now = () => Date.now()
  const listeners = new Set<() => void>()
  const channel = new BroadcastChannel('lindung-work')
  const bases = new Map<string, { head: readonly [number, string]; counter: number }>()
  let state: WorkState = { items: [], reach: 'reached', goneSince: null, lastSent: null }
  let tries = 0
  let timer: ReturnType<typeof setTimeout> | null = null

  const set = (change: Partial<WorkState>) => {
    state = { ...state, ...change }
    for (const listener of listeners) listener()
  }
  const refresh = async () => set({ items: await outbox.items() })
  const changed = () => {
    channel.postMessage('changed')
    void refresh()
  }
  const outbox = createOutbox({ db, key, instanceKey: fromBase64(me.instanceKey), person: me.person, now, changed })
  const drafts = createDrafts({ db, key, person: me.person, now })
  channel.onmessage = () => void refresh()

  const stopReach = onReach((reach) => {
    if (reach === 'reached' && state.goneSince !== null) set({ reach, goneSince: null })
    if (reach === 'gone' && state.goneSince === null) set({ reach, goneSince: now() })
  })

  async function sendNow(): Promise<void> {
    if (timer !== null) clearTimeout(timer)
    timer = null
    await navigator.locks.request('lindung-outbox', async () => {
      const round = await sendQueued(outbox, api, (item, result) => learn(item, result))
      if (round === 'sent') set({ lastSent: now() })
      if (round === 'signed-out') set({ reach: 'signed-out' })
      tries = round === 'gone' ? tries + 1 : 0
      if (round === 'gone') timer = setTimeout(() => void sendNow(), RETRY[Math.min(tries, RETRY.length) - 1] ?? 60_000)
    })
    await refresh()
  }

  /** An accepted entry becomes part of what was fetched, in its place; when something else came between, the file is asked for again. */
  function learn({ entry, text }: OutboxItem, result: Result): void {
    if (result.outcome !== 'accepted') return
    const before = bases.get(entry.stream)
    bases.set(entry.stream, { head: [result.seq, result.head], counter: before?.counter ?? entry.n })
    const placed = { seq: result.seq, receivedAt: result.receivedAt, text }
    queries.setQueriesData<FileAnswer>({ queryKey: ['file'] }, (answer) => {
      if (answer === undefined || !answer.streams.some(({ id }) => id === entry.stream)) return answer
      const streams = answer.streams.map((stream) =>
        stream.id === entry.stream && stream.seq === result.seq - 1
          ? { ...stream, seq: result.seq, head: result.head, entries: [...stream.entries, placed] }
          : stream,
      )
      return { ...answer, streams }
    })
    void queries.invalidateQueries({ queryKey: ['file'] })
    void queries.invalidateQueries({ queryKey: ['caseload'] })
    void queries.invalidateQueries({ queryKey: ['referrals'] })
  }

  async function compose(stream: Uuid, what: Omit<What, 'kv'>): Promise<Entry> {
    const seen = bases.get(stream)
    const n = await nextCounter(db, stream, seen?.counter ?? 0)
    const kv = kinds.find(what.kind)?.kv ?? 1
    const author = { by: me.person, device: me.device }
    return composeEntry(
      randomBytes,
      localInstant(new Date()),
      author,
      { stream, n, base: seen?.head ?? NO_BASE },
      { ...what, kv },
    )
  }

  const opens = (entry: Entry) => kinds.find(entry.kind)?.opens !== undefined && entry.base[0] === 0

  async function writeAll(list: readonly { stream: Uuid; what: Omit<What, 'kv'> }[], label: ItemLabel) {
    const entries: Entry[] = []
    for (const { stream, what } of list) entries.push(await compose(stream, what))
    for (const entry of entries) await outbox.put(entry, label, opens(entry))
    void sendNow()
    return entries
  }

  const online = () => void sendNow()
  window.addEventListener('online', online)
  await refresh()
  void outbox.tidy(now()).then(sendNow)

  return {
    async write(stream, what, label) {
      const [entry] = await writeAll([{ stream, what }], label)
      if (entry === undefined) throw new Error('nothing was written')
      return entry
    },
    writeAll,
    saw(stream, head, counters) {
      const before = bases.get(stream)
      if (before !== undefined && before.head[0] > head[0]) return
      bases.set(stream, { head, counter: Math.max(counters[me.device] ?? 0, before?.counter ?? 0) })
    },
    async withdraw(item) {
      await outbox.move(item.order, 'withdraw')
      await outbox.settle()
      await refresh()
    },
    sendNow,
    drafts,
    state: () => state,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close() {
      if (timer !== null) clearTimeout(timer)
      window.removeEventListener('online', online)
      stopReach()
      channel.close()
      db.close()
    },
  }
}

/** The device's clock as ISO with its offset: `2026-11-24T09:40:00.000+07:00`. */
export function localInstant(date: Date): string {
  const minutes = -date.getTimezoneOffset()
  const pad = (n: number) => String(Math.trunc(Math.abs(n))).padStart(2, '0')
  const shifted = new Date(date.getTime() + minutes * 60_000).toISOString().slice(0, -1)
  return `${shifted}${minutes < 0 ? '-' : '+'}${pad(minutes / 60)}:${pad(minutes % 60)}`
}
