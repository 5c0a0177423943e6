import type { Actor } from '#access/index.ts'
import { newUuid4, type RandomBytes } from '#platform/pure/bytes/index.ts'
import { type EpochKeys, newKey } from '#platform/server/keys/index.ts'
import { composeEntry, NO_BASE, type What } from '../../file/compose.ts'
import { entryText } from '../../file/entry.ts'
import { NO_HEAD } from '../../file/hash.ts'
import { EMPTY_STATE } from '../../file/state.ts'
import { judge, type Judged } from '../../server/judge.ts'
import { sealEntry, sealSummary, type StreamKey } from '../../server/sealed.ts'
import { inventAlias, inventCode } from './alias.ts'
import { entriesOfChild } from './child-entries.ts'
import type { PlannedRow } from './plan.ts'

export type ChunkDeps = { readonly keys: EpochKeys; readonly random: RandomBytes; readonly now: () => Date }

/** What a chunk of rows is made under. */
export type ChunkFrame = {
  readonly import: string
  /** The importer, in the session of the job. */
  readonly actor: Actor
  readonly today: string
  /** Microseconds of the database's clock. */
  readonly receivedAt: number
  /** Team letters by owner, for the codes of files. */
  readonly teamOf: (owner: string) => string
}

type MadeStream = {
  readonly key: StreamKey
  readonly file: string
  readonly kind: 'case' | 'identity'
  readonly judged: Judged
}

/** A file that is made and not yet stored. */
export type MadeFile = {
  readonly row: string
  readonly file: string
  readonly identity: string | null
  readonly owner: string
  readonly streams: readonly MadeStream[]
}

/** Yields to other requests after this many rows: sealing and hashing keep the one thread busy. */
const BREATH = 20

/** Makes the files of some rows: entries judged, hashed and sealed by the code that serves `append`. Nothing is stored yet. */
export async function makeChunk(
  deps: ChunkDeps,
  frame: ChunkFrame,
  rows: readonly PlannedRow[],
): Promise<readonly MadeFile[]> {
  const made: MadeFile[] = []
  for (const [i, planned] of rows.entries()) {
    made.push(...filesOf(deps, frame, planned))
    if (i % BREATH === BREATH - 1) await new Promise<void>((resolve) => setImmediate(resolve))
  }
  return made
}

function filesOf(deps: ChunkDeps, frame: ChunkFrame, { row, headers, children }: PlannedRow): readonly MadeFile[] {
  const files = children.map(() => newUuid4(deps.random))
  return children.flatMap(({ key, owner }, i) => {
    const child = row.children[i]
    const file = files[i]
    if (child === undefined || file === undefined) return []
    const identity = newUuid4(deps.random)
    const entries = entriesOfChild(row, child, {
      import: frame.import,
      file,
      identity,
      alias: inventAlias(deps.random, child.name.value ?? ''),
      code: inventCode(deps.random, frame.teamOf(owner)),
      owner: owner === frame.actor.person ? null : owner,
      siblings: files.filter((other) => other !== file),
      headers,
      today: frame.today,
    })
    const streams = [
      makeStream(deps, frame, { stream: file, file, kind: 'case', what: entries.case }),
      ...(entries.identity === null
        ? []
        : [makeStream(deps, frame, { stream: identity, file, kind: 'identity', what: [entries.identity] })]),
    ]
    return [{ row: key, file, identity: entries.identity === null ? null : identity, owner, streams }]
  })
}

function makeStream(
  deps: ChunkDeps,
  { actor, today, receivedAt }: ChunkFrame,
  { stream, file, kind, what }: { stream: string; file: string; kind: 'case' | 'identity'; what: readonly What[] },
): MadeStream {
  const at = deps.now().toISOString()
  const sent = what.map((one, i) => {
    const place = { stream, base: NO_BASE, n: i + 1 }
    const entry = composeEntry(deps.random, at, { by: actor.person, device: actor.device }, place, one)
    return { id: entry.id, text: entryText(entry) }
  })
  const standing = {
    stream,
    kind: null,
    seq: 0,
    head: NO_HEAD,
    receivedAt,
    // The importer writes for whoever will be responsible; the database checks that they may give to them.
    reasons: ['importer', 'owner'] as const,
    state: EMPTY_STATE,
    known: [],
  }
  const judged = judge(standing, sent, actor, today)
  const refused = judged.results.find(({ outcome }) => outcome !== 'accepted')
  if (refused !== undefined)
    throw new Error(`an imported entry was refused: ${'code' in refused ? refused.code : refused.outcome}`)
  return { key: { stream, keyId: newUuid4(deps.random), key: newKey() }, file, kind, judged }
}

/** The chunk as `cases.import_chunk` takes it. */
export function chunkValues(
  keys: EpochKeys,
  importId: string,
  files: readonly MadeFile[],
  lease: { readonly seconds: number; readonly last: boolean },
): readonly unknown[] {
  const streams = files.flatMap((one) => one.streams)
  const wrapped = streams.map(({ key }) => keys.wrap(key.keyId, key.key))
  const entries = streams.flatMap(({ key, judged }, i) => judged.taken.map((taken) => ({ i: i + 1, key, taken })))
  return [
    importId,
    files.map(({ row }) => row),
    files.map(({ file }) => file),
    files.map(({ identity }) => identity),
    files.map(({ owner }) => owner),
    streams.map(({ key }) => key.stream),
    streams.map(({ file }) => file),
    streams.map(({ kind }) => kind),
    streams.map(({ key }) => key.keyId),
    wrapped.map(({ epoch }) => epoch),
    wrapped.map((one) => Buffer.from(one.wrapped)),
    streams.map(({ judged }) => judged.state.seq),
    streams.map(({ judged }) => Buffer.from(judged.taken.at(-1)?.head ?? NO_HEAD)),
    streams.map(({ key, judged }) => sealSummary(key, judged.state)),
    entries.map(({ i }) => i),
    entries.map(({ taken }) => taken.seq),
    entries.map(({ taken }) => taken.entry.id),
    entries.map(({ taken }) => taken.receivedAt),
    entries.map(({ taken }) => Buffer.from(taken.hash)),
    entries.map(({ taken }) => Buffer.from(taken.head)),
    entries.map(({ taken }) => taken.entry.kind),
    entries.map(({ key, taken }) => sealEntry(key, { seq: taken.seq, id: taken.entry.id }, taken.bytes)),
    lease.seconds,
    lease.last,
  ]
}
