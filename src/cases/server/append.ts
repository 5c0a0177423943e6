import { type Actor, todayOf } from '#access/index.ts'
import { myDevices, type Run } from '#access/server/index.ts'
import { newUuid4, type RandomBytes, toHex, utf8 } from '#platform/pure/bytes/index.ts'
import { type EpochKeys, newKey, sha256 } from '#platform/server/keys/index.ts'
import type { Transaction } from '#platform/server/db/database.ts'
import { wakeAt } from '../deadlines.ts'
import { readEntry } from '../file/entry.ts'
import { entryPreimage } from '../file/hash.ts'
import type { GrantReason, StreamKind } from '../file/kind.ts'
import { EMPTY_STATE } from '../file/state.ts'
import { kinds } from '../kinds.ts'
import { answerAgain, type EntryResult, judge, type Judged, type Sent, type Standing } from './judge.ts'
import { openSummary, sealEntry, sealSummary, type StreamKey, unwrapKey } from './sealed.ts'
import { appendCommit, appendOpen, makeStream, type OpenedRow, setAside } from './store.ts'

/** What `append` needs from the world. */
export type AppendDeps = { readonly keys: EpochKeys; readonly random: RandomBytes; readonly now: () => Date }

/**
 * The one write operation on a file: appends entries of one stream in one transaction with two network waits under the lock.
 * Entries of a batch are judged one by one; what is refused does not keep the others out.
 */
export function appendToStream(deps: AppendDeps, run: Run<Actor>, stream: string, sent: readonly Sent[]) {
  const ids = sent.map((one) => one.id)
  return run<readonly EntryResult[], readonly OpenedRow[]>(
    async ({ actor, tx }, [opened]) => {
      const judged = opened === undefined ? null : await write(deps, tx, actor, stream, sent, opened)
      const results = judged?.results ?? sent.map(({ id }) => ({ id, outcome: 'refused', code: 'not-found' }) as const)
      const last = judged?.taken.at(-1)
      const concern = last === undefined ? { stream } : { stream, seq: last.seq, head: toHex(last.head) }
      return { answer: results, concerns: [concern] }
    },
    (tx) => tx.run(appendOpen, [stream, ids]),
  )
}

async function write(
  deps: AppendDeps,
  tx: Transaction,
  actor: Actor,
  stream: string,
  sent: readonly Sent[],
  opened: OpenedRow,
): Promise<Judged | null> {
  if (opened.mode === 'denied') return null
  if (opened.mode === 'quarantine') return aside(deps, tx, actor, stream, sent, opened)
  const today = todayOf(actor, deps.now())
  const key = opened.mode === 'new' ? freshKey(deps, stream) : keyOf(deps, stream, opened)
  const judged = await judgeAll(tx, standingOf(stream, opened, key), sent, actor, today)
  if (judged.taken.length === 0) return judged
  // Not awaited: they go out in one burst with the commit, whose failure tells of them.
  if (opened.mode === 'new') void tx.run(makeStream, streamValues(deps, key, judged))
  void tx.run(appendCommit, commitValues(stream, opened.seq, key, judged, null))
  return judged
}

/**
 * Judges a batch. What is not of this session's device is judged once more: a person may send from here what they wrote on another device
 * of theirs (docs/adr/0010-unsent-work-comes-back-by-its-writer.md). Only then is the database asked which those are.
 */
async function judgeAll(
  tx: Transaction,
  standing: Standing,
  sent: readonly Sent[],
  actor: Actor,
  today: string,
): Promise<Judged> {
  const judged = judge(standing, sent, actor, today)
  if (!judged.results.some((result) => result.outcome === 'refused' && result.code === 'not-yours')) return judged
  const devices = new Set((await tx.run(myDevices)).map(({ device_id }) => device_id))
  return judge(standing, sent, actor, today, devices)
}

/** Values of `make_stream` for a stream that its first entry opens. */
function streamValues(deps: AppendDeps, { stream, keyId, key }: StreamKey, { taken: [first] }: Judged) {
  const kind = first === undefined ? undefined : kinds.find(first.entry.kind)?.opens
  const file = kind === 'case' || kind === 'import' ? stream : first?.entry.data['file']
  const { wrapped, epoch } = deps.keys.wrap(keyId, key)
  return [stream, file, kind, keyId, epoch, Buffer.from(wrapped)]
}

/** Values of `append_commit` for judged entries; `from` names the quarantined entry that is taken in. */
export function commitValues(stream: string, expect: number, key: StreamKey, judged: Judged, from: string | null) {
  const blobs = judged.taken.flatMap(({ entry, seq }) => entry.files.map(({ id, size }) => ({ id, size, seq })))
  return [
    stream,
    expect,
    judged.taken.map(({ entry }) => entry.id),
    judged.taken.map(({ receivedAt }) => receivedAt),
    judged.taken.map(({ hash }) => Buffer.from(hash)),
    judged.taken.map(({ head }) => Buffer.from(head)),
    judged.taken.map(({ entry }) => entry.kind),
    judged.taken.map(({ entry, seq, bytes }) => sealEntry(key, { seq, id: entry.id }, bytes)),
    key.keyId,
    sealSummary(key, judged.state),
    wakeAt(judged.state),
    judged.grants.length === 0 ? null : JSON.stringify(judged.grants),
    blobs.length === 0 ? null : JSON.stringify(blobs),
    from,
  ]
}

function freshKey(deps: AppendDeps, stream: string): StreamKey {
  return { stream, keyId: newUuid4(deps.random), key: newKey() }
}

/** The key of a stream that exists; the row has it in every mode but `new` and `denied`. */
export function keyOf(
  deps: Pick<AppendDeps, 'keys'>,
  stream: string,
  { key_id, epoch, wrapped }: OpenedRow,
): StreamKey {
  if (key_id === null || epoch === null || wrapped === null) throw new Error('a stream without a key')
  return unwrapKey(deps.keys, stream, { key_id, epoch, wrapped })
}

/** Where the stream stands, from the row that opened it. Kinds and reasons come from columns with these very checks. */
export function standingOf(stream: string, opened: OpenedRow, key: StreamKey): Standing {
  return {
    stream,
    kind: opened.kind as StreamKind | null,
    seq: opened.seq,
    head: opened.head,
    receivedAt: opened.received,
    reasons: (opened.reasons ?? []) as readonly GrantReason[],
    state: opened.summary === null ? EMPTY_STATE : openSummary(key, opened.seq, opened.summary),
    known: opened.known ?? [],
  }
}

/** Late entries of a writer whose grant has ended: kept sealed for the present owner, shown to nobody before. */
async function aside(
  deps: AppendDeps,
  tx: Transaction,
  actor: Actor,
  stream: string,
  sent: readonly Sent[],
  opened: OpenedRow,
): Promise<Judged> {
  const key = keyOf(deps, stream, opened)
  const known = new Map(opened.known.map((entry) => [entry.id, entry]))
  const results = await Promise.all(
    sent.map(async ({ id, text }): Promise<EntryResult> => {
      const bytes = utf8(text)
      const hash = sha256(entryPreimage(bytes))
      const before = known.get(id)
      if (before !== undefined) return answerAgain(before, toHex(hash))
      const entry = readEntry(bytes)
      if (entry?.id !== id) return { id, outcome: 'refused', code: 'bad-data' }
      if (entry.by !== actor.person || entry.stream !== stream) return { id, outcome: 'refused', code: 'not-yours' }
      // Sealed at place 0: it has no place in the stream until somebody takes it in.
      const sealed = sealEntry(key, { seq: 0, id }, bytes)
      const blobs =
        entry.files.length === 0 ? null : JSON.stringify(entry.files.map((one) => ({ id: one.id, size: one.size })))
      const [row] = await tx.run(setAside, [stream, id, Buffer.from(hash), key.keyId, sealed, blobs])
      if (row?.outcome === 'full') return { id, outcome: 'refused', code: 'not-found' }
      return { id, outcome: row?.outcome === 'quarantined' ? 'quarantined' : 'other-content' }
    }),
  )
  return { results, taken: [], state: EMPTY_STATE, grants: [] }
}
