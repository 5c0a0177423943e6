import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { appendEntries } from '#cases/contract.ts'
import { composeEntry, NO_BASE } from '#cases/file/compose.ts'
import type { Attachment, Entry } from '#cases/file/entry.ts'
import { Problem } from '#platform/pure/problem.ts'
import { announce } from '../../support/attachment.ts'
import { clientAt, cookieOf } from './server.ts'

export type Acknowledged = { readonly stream: string; readonly seq: number; readonly head: string }

/** A worker who writes without rest to a server that comes and goes, and remembers what was acknowledged. */
export type Writer = {
  /** Until `stop`, and then until everything under way has an answer. */
  readonly run: () => Promise<void>
  readonly stop: () => void
  /** Without waiting for answers: the proof has failed. */
  readonly abandon: () => void
  readonly acknowledged: ReadonlyMap<string, Acknowledged>
  /** Attachments said to be complete, with the SHA-256 of their bytes. */
  readonly attachments: ReadonlyMap<string, string>
  /** Answers to a repeat that were not the answer given before. */
  readonly contradictions: readonly string[]
  readonly counted: { lostReplies: number; repeats: number; retries: number }
}

export type WriterDeps = {
  readonly url: string
  readonly person: { readonly id: string; readonly device: string; readonly token: string }
  readonly random: () => number
  /** Files that all writers write to. */
  readonly shared: string[]
}

const PAUSE = 40
const UPLOAD_CHUNK = 1024 * 1024

export function createWriter({ url, person, random, shared }: WriterDeps): Writer {
  const acknowledged = new Map<string, Acknowledged>()
  const attachments = new Map<string, string>()
  const contradictions: string[] = []
  const counted = { lostReplies: 0, repeats: 0, retries: 0 }
  const counters = new Map<string, number>()
  const state = { stopping: false, abandoned: false }

  function write(
    stream: string,
    kind: string,
    data: Record<string, unknown>,
    files: readonly Attachment[] = [],
  ): Entry {
    const n = (counters.get(stream) ?? 0) + 1
    counters.set(stream, n)
    const author = { by: person.id, device: person.device }
    const what = { kind, kv: 1, data, files }
    return composeEntry(
      (size) => new Uint8Array(randomBytes(size)),
      new Date().toISOString(),
      author,
      { stream, n, base: NO_BASE },
      what,
    )
  }

  /** Asks again, the same bytes, until there is an answer; sometimes hangs up before it. */
  async function untilAnswered<T>(ask: (signal: AbortSignal) => Promise<T>): Promise<T> {
    for (;;) {
      const hangUp = random() < 0.1
      const signal = hangUp ? AbortSignal.timeout(Math.floor(random() * 12)) : AbortSignal.timeout(10_000)
      try {
        return await ask(signal)
      } catch (error) {
        // The server said no for a reason of its own: a bug of this proof.
        if (error instanceof Problem && !['internal', 'busy'].includes(error.code)) throw error
        // Hung up while the request was under way, not while nobody was there.
        if (hangUp && error instanceof DOMException && error.name === 'TimeoutError') counted.lostReplies += 1
        if (state.abandoned) throw error
        counted.retries += 1
        await sleep(PAUSE)
      }
    }
  }

  async function send(...entries: readonly Entry[]): Promise<void> {
    const body = {
      entries: entries.map((entry) => ({ stream: entry.stream, id: entry.id, text: JSON.stringify(entry) })),
    }
    const ask = () => untilAnswered((signal) => clientAt(url, person.token, signal)(appendEntries, { body }))
    for (let times = random() < 0.15 ? 2 : 1; times > 0; times--) {
      const { results } = await ask()
      for (const [i, result] of results.entries()) {
        const stream = entries[i]?.stream ?? ''
        if (result.outcome !== 'accepted') throw new Error(`not accepted: ${JSON.stringify(result)}`)
        const before = acknowledged.get(result.id)
        if (before !== undefined) counted.repeats += 1
        if (before !== undefined && (before.seq !== result.seq || before.head !== result.head))
          contradictions.push(result.id)
        acknowledged.set(result.id, { stream, seq: result.seq, head: result.head })
      }
    }
  }

  const put = (id: string, chunk: number, bytes: Uint8Array<ArrayBuffer>) =>
    untilAnswered(async (signal) => {
      const response = await fetch(`${url}/api/blobs/${id}/${chunk}`, {
        method: 'PUT',
        body: bytes,
        headers: { cookie: cookieOf(person.token), 'content-type': 'application/octet-stream' },
        signal,
      })
      if (!response.ok) throw new Problem(response.status >= 500 ? 'internal' : 'bad-input')
      return (await response.json()) as { complete: boolean }
    })

  async function attach(file: string): Promise<void> {
    const size = random() < 0.2 ? UPLOAD_CHUNK + 1000 : 1000
    const bytes = Buffer.from(randomBytes(size).toString('base64').slice(0, size))
    const letter = announce(bytes)
    await send(write(file, 'attachment-added', { title: 'Surat' }, [letter]))
    for (let chunk = 0; chunk * UPLOAD_CHUNK < size; chunk++) {
      const { complete } = await put(
        letter.id,
        chunk,
        new Uint8Array(bytes.subarray(chunk * UPLOAD_CHUNK, (chunk + 1) * UPLOAD_CHUNK)),
      )
      if (complete) attachments.set(letter.id, createHash('sha256').update(bytes).digest('hex'))
    }
  }

  const day = { precision: 'day', value: '2026-11-02' }
  const note = (file: string) => write(file, 'note', { text: `Catatan ${randomUUID()}`, occurred: day })

  async function register(): Promise<void> {
    const [file, identity] = [randomUUID(), randomUUID()]
    const birth = { precision: 'year', value: '2013' }
    await send(
      write(file, 'registered', {
        alias: 'Kancil',
        code: 'AWN-4K7M',
        sex: 'female',
        birth,
        came: 'own',
        occurred: day,
        identity,
      }),
      write(identity, 'identity-set', { file, facts: { trueName: 'Kancil Beringin' } }),
    )
    shared.push(file)
  }

  async function step(): Promise<void> {
    const file = shared[Math.floor(random() * Math.min(shared.length, 20))]
    const what = random()
    if (file === undefined || what < 0.2) return register()
    if (what < 0.3) return attach(file)
    return send(...Array.from({ length: 1 + Math.floor(random() * 4) }, () => note(file)))
  }

  return {
    async run() {
      while (!state.stopping) await step()
    },
    stop: () => {
      state.stopping = true
    },
    abandon: () => {
      Object.assign(state, { stopping: true, abandoned: true })
    },
    acknowledged,
    attachments,
    contradictions,
    counted,
  }
}
