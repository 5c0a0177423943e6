import { type QueryClient } from '@tanstack/react-query'
import type { AnswerOf } from '#platform/pure/contract.ts'
import { fromBase64, type Uuid } from '#platform/pure/bytes/index.ts'
import { api, apiBytes, onReach } from '#platform/web/api.ts'
import { deviceKey, idbKeyStore, randomBytes } from '#platform/web/crypto/index.ts'
import { composeEntry, NO_BASE, type What } from '../../file/compose.ts'
import type { Entry } from '../../file/entry.ts'
import { kinds } from '../../kinds.ts'
import { putBlobChunk, readBlobState, type readFile, sync } from '../../contract.ts'
import { type Bases, createBases } from './bases.ts'
import { nextCounter, openLocal } from './database.ts'
import { UNFINISHED } from '../../outbox/model/machine.ts'
import { createLateWatch } from './late-watch.ts'
import { createDrafts, type DraftItem, draftKey, type Drafts } from './drafts.ts'
import { forgetIfMarked } from './forget.ts'
import { createFiles, type Files, type KeptFile } from './files.ts'
import { createFilePost, type Moving } from './file-post.ts'
import { createOutbox, isUnseen, type ItemLabel, type Outbox, type OutboxItem } from './outbox.ts'
import { type FoundEntry, writtenOf } from './unsent.ts'
import { type Result, type Round, sendQueued } from './sender.ts'

export type FileAnswer = AnswerOf<typeof readFile>

/** Where the device's work is, for the sync line and the outbox. */
export type WorkState = {
  readonly items: readonly OutboxItem[]
  readonly drafts: readonly DraftItem[]
  /** Attachments whose bytes are still here, by id. */
  readonly files: ReadonlyMap<string, KeptFile>
  /** What of the chunk under way has left. */
  readonly moving: Moving | null
  /** Since when the server is gone, milliseconds; null when it is there. */
  readonly goneSince: number | null
  readonly lastSent: number | null
  /** When sending was tried last, milliseconds. */
  readonly lastTry: number | null
}

/** What is written into one stream. */
export type Writing = { readonly stream: Uuid; readonly what: Omit<What, 'kv'> }

/** What a person writes with on this device. */
export type Work = {
  readonly me: Me
  /**
   * Entries that belong together, such as a child's registration with its identity: sealed here first, all or none, then sent.
   * Resolves once they are kept on this device; at the same moment the draft `draft` is forgotten.
   */
  readonly write: (list: readonly Writing[], label: ItemLabel, draft?: string) => Promise<readonly Entry[]>
  /** Puts entries of a file of unsent work into the outbox, as they were written; one that lies there already stays as it is. */
  readonly adopt: (found: readonly FoundEntry[]) => Promise<void>
  /** What was last seen of a stream, so that the next entry stands on it. */
  readonly saw: Bases['saw']
  /** Gives up an item that could not stand. `reason` is a word of `withdrawal.`. */
  readonly withdraw: (item: OutboxItem, reason: string) => Promise<void>
  /** Gives up attachments that the office will not take; their entry stands. */
  readonly giveUpFiles: (item: OutboxItem) => Promise<void>
  /** Puts away a late entry that was left out, once its writer has read why. */
  readonly putAway: (item: OutboxItem) => Promise<void>
  /** Its writer has seen what was decided over these. */
  readonly seen: (items: readonly OutboxItem[]) => Promise<void>
  readonly sendNow: () => Promise<void>
  readonly files: Files
  readonly drafts: Drafts
  readonly state: () => WorkState
  readonly subscribe: (listener: () => void) => () => void
  /** Forgets on this device what is finished. What is unsent or half written stays, sealed, for its writer. */
  readonly leave: () => Promise<void>
  readonly unsentForInstance: Outbox['unsentForInstance']
  readonly close: () => void
}

export type Me = { readonly person: string; readonly device: string; readonly instanceKey: string }

const RETRY = [2_000, 5_000, 15_000, 30_000, 60_000]

/** Opens the person's work on this device. One tab sends at a time; the others see what it does. */
export async function openWork(me: Me, queries: QueryClient): Promise<Work> {
  await forgetIfMarked()
  const db = await openLocal()
  const key = await deviceKey(idbKeyStore())
  const now = () => Date.now()
  const listeners = new Set<() => void>()
  const channel = new BroadcastChannel('lindung-work')
  const bases = createBases(me.device)
  let state: WorkState = {
    items: [],
    drafts: [],
    files: new Map(),
    moving: null,
    goneSince: null,
    lastSent: null,
    lastTry: null,
  }
  let tries = 0
  let timer: ReturnType<typeof setTimeout> | null = null
  let closed = false

  const set = (change: Partial<WorkState>) => {
    state = { ...state, ...change }
    for (const listener of listeners) listener()
  }
  const refresh = async () => {
    if (closed) return
    const [items, kept, here] = await Promise.all([outbox.items(), drafts.list(), files.list()])
    set({ items, drafts: kept, files: here })
  }
  const changed = () => {
    if (closed) return
    channel.postMessage('changed')
    void refresh()
  }
  const outbox = createOutbox({ db, key, instanceKey: fromBase64(me.instanceKey), person: me.person, now, changed })
  const drafts = createDrafts({ db, key, person: me.person, now, changed })
  const files = createFiles({ db, key, person: me.person, now, changed })
  channel.onmessage = () => void refresh()
  const post = createFilePost({
    outbox,
    files,
    wire: {
      state: (blob) => api(readBlobState, { params: { blob } }),
      put: (blob, chunk, bytes, onSent) =>
        apiBytes(putBlobChunk, { params: { blob, chunk } }, new Blob([bytes]), onSent),
    },
    moving: (moving) => set({ moving }),
    tried: (round) => set({ lastTry: now(), ...(round === 'sent' ? { lastSent: now() } : {}) }),
    arrived: () => {
      for (const name of ['file', 'referrals']) void queries.invalidateQueries({ queryKey: [name] })
    },
  })

  const tryLater = () => {
    if (closed || timer !== null) return
    tries += 1
    timer = setTimeout(() => void sendNow(), RETRY[Math.min(tries, RETRY.length) - 1] ?? 60_000)
  }
  const stopReach = onReach((reach) => {
    if (reach === 'reached' && state.goneSince !== null) set({ goneSince: null })
    if (reach === 'gone') {
      if (state.goneSince === null) set({ goneSince: now() })
      tryLater()
    }
  })

  const late = createLateWatch({ outbox, here: () => files.list(), api }, () => void sendNow(), now)

  /** Sends, then asks what became of what was set aside; what the office no longer knows is sent once more. */
  async function sendAndLearn(): Promise<Round> {
    const round = await sendQueued(outbox, api, learn)
    if (round === 'gone' || round === 'signed-out' || !(await late.ask())) return round
    for (const name of ['file', 'quarantine']) void queries.invalidateQueries({ queryKey: [name] })
    const more = await sendQueued(outbox, api, learn)
    return more === 'nothing' ? round : more
  }

  async function sendNow(): Promise<void> {
    if (timer !== null) clearTimeout(timer)
    timer = null
    if (closed) return
    const gone = state.goneSince !== null
    const round = await navigator.locks.request('lindung-outbox', sendAndLearn)
    set({ lastTry: now(), ...(round === 'sent' ? { lastSent: now() } : {}) })
    // Nothing to send, and the server was gone: ask whether it is back.
    if (round === 'nothing' && gone) await api(sync).catch(() => undefined)
    // A server with a fault of its own answers, and cannot take anything: later, as when it is gone.
    if (round === 'gone') tryLater()
    else if (state.goneSince === null) {
      tries = 0
      if (gone) void queries.invalidateQueries()
    }
    await refresh()
    if (round !== 'gone' && round !== 'signed-out') post.kick()
    late.later(state.items.some((item) => item.state === 'quarantined'))
  }

  /** Pieces that nothing needs any more are forgotten. */
  async function tidy(): Promise<void> {
    await outbox.tidy(now())
    const needed = (await outbox.items()).filter(({ state: at }) => UNFINISHED.has(at))
    await files.sweep(new Set(needed.flatMap(({ entry }) => entry.files.map(({ id }) => id))))
  }

  /** An accepted entry becomes part of what was fetched, in its place; when something else came between, the file is asked for again. */
  function learn({ entry, text }: OutboxItem, result: Result): void {
    if (result.outcome !== 'accepted') return
    bases.accepted(entry, [result.seq, result.head])
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
    for (const name of ['file', 'caseload', 'referrals']) void queries.invalidateQueries({ queryKey: [name] })
  }

  async function compose({ stream, what }: Writing): Promise<Entry> {
    const seen = bases.of(stream)
    const n = await nextCounter(db, stream, seen.counter)
    const kv = kinds.find(what.kind)?.kv ?? 1
    const author = { by: me.person, device: me.device }
    const place = { stream, n, base: seen.head ?? NO_BASE }
    return composeEntry(randomBytes, localInstant(new Date()), author, place, { ...what, kv })
  }

  const online = () => void sendNow()
  window.addEventListener('online', online)
  await refresh()
  void tidy().then(sendNow)

  return {
    async write(list, label, draft) {
      const written = []
      for (const writing of list) {
        const entry = await compose(writing)
        written.push({ entry, opens: kinds.find(entry.kind)?.opens !== undefined && entry.base[0] === 0 })
      }
      await outbox.put(written, label, draft === undefined ? null : draftKey(me.person, draft))
      await refresh()
      void sendNow()
      return written.map(({ entry }) => entry)
    },
    async adopt(found) {
      const here = new Set((await outbox.items()).map(({ id }) => id))
      // One by one, in the order of writing: cut off in between, the file brings the rest when it is taken in again.
      for (const one of found.filter(({ entry }) => !here.has(entry.id)))
        await outbox.put([writtenOf(one)], one.label, null)
      await refresh()
      void sendNow()
    },
    saw: bases.saw,
    async withdraw(item, reason) {
      await outbox.move(item.order, 'withdraw', reason)
      await sendNow()
    },
    async giveUpFiles(item) {
      await outbox.move(item.order, 'files-given-up', null)
      await files.forget(item.entry.files.map(({ id }) => id))
    },
    async putAway(item) {
      await outbox.move(item.order, 'put-away')
      await files.forget(item.entry.files.map(({ id }) => id))
    },
    seen: (items) => outbox.seen(items.filter(isUnseen).map(({ order }) => order)),
    files,
    me,
    async sendNow() {
      late.hurry()
      await sendNow()
    },
    drafts,
    state: () => state,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    leave: () => outbox.forgetFinished(),
    unsentForInstance: outbox.unsentForInstance,
    close() {
      closed = true
      post.close()
      if (timer !== null) clearTimeout(timer)
      late.close()
      window.removeEventListener('online', online)
      stopReach()
      channel.close()
      // A form that is torn down now still saves its last letters, and a round under way still takes its answers.
      setTimeout(() => db.close(), 5_000)
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
