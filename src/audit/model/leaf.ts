import {
  type Bytes,
  equalBytes,
  fromUtf8,
  isHex,
  isUuid,
  microsFromIso,
  type Uuid,
  utf8,
} from '#platform/pure/bytes/index.ts'

/** What a request touched: a stream, and when it read or wrote entries, the last one and its head (lower-case hex, 32 bytes). */
export type Concern = { readonly stream: Uuid; readonly seq?: number; readonly head?: string }

/**
 * One audit leaf: who did what to which streams, and how it ended. Ids and codes only, never a word about a child: leaves are
 * shown to outsiders who verify the log, and they are never erased.
 */
export type Leaf = {
  readonly v: 1
  /** Version 7 UUID of the leaf. */
  readonly id: Uuid
  /** Server clock, UTC with six decimals (`isoFromMicros`). */
  readonly at: string
  /** Person or job by its id; `nobody` before sign-in. */
  readonly actor: string
  readonly session?: Uuid
  /** Operation of the contract, such as `entries.append`. */
  readonly op: string
  readonly outcome: 'ok' | 'refused'
  /** Problem code of a refusal. */
  readonly code?: string
  readonly concerns: readonly Concern[]
  /** The person whom it was about: whose account was made, renewed or closed. */
  readonly subject?: Uuid
  /** One leaf for many refusals of nobody: how many, and since when (`docs/formats.md`, section 7). Absent for one. */
  readonly times?: number
  readonly since?: string
}

/**
 * The bytes that are hashed: JSON without white space, keys sorted, absent fields left out (JCS, RFC 8785, for these types).
 * Throws `SyntaxError` when a field is not what a leaf may hold: free text is a bug here.
 */
export function leafBytes(leaf: Leaf): Bytes {
  const wrong = Object.entries(FIELDS).find(([name, sound]) => !sound(leaf[name as keyof Leaf]))
  if (wrong !== undefined) throw new SyntaxError(`leaf: ${wrong[0]}`)
  const { actor, at, code, id, op, outcome, session, since, subject, times, v } = leaf
  const concerns = leaf.concerns.map(({ head, seq, stream }) => ({ head, seq, stream }))
  return utf8(JSON.stringify({ actor, at, code, concerns, id, op, outcome, session, since, subject, times, v })) // in the order of their names
}

/** The leaf of canonical bytes; throws `SyntaxError` on any other bytes, so that one leaf has one hash. */
export function parseLeaf(bytes: Uint8Array): Leaf {
  const leaf: unknown = JSON.parse(fromUtf8(bytes))
  if (!isRecord(leaf)) throw new SyntaxError('leaf: no object')
  const claimed = leaf as Leaf // leafBytes looks at every field, and equal bytes leave no room for others
  if (!equalBytes(leafBytes(claimed), bytes)) throw new SyntaxError('leaf: not canonical')
  return claimed
}

type Check = (value: unknown) => boolean

const NAME = /^[A-Za-z0-9][A-Za-z0-9:._-]{0,63}$/
const isName: Check = (value) => typeof value === 'string' && NAME.test(value)
const isId: Check = (value) => typeof value === 'string' && isUuid(value)
const isHead: Check = (value) => typeof value === 'string' && isHex(value, 32)
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value)

const isConcern: Check = (value) =>
  isRecord(value) &&
  isId(value['stream']) &&
  optional((seq) => Number.isSafeInteger(seq) && Number(seq) >= 1)(value['seq']) &&
  optional(isHead)(value['head'])

const isTime: Check = (value) => {
  try {
    return typeof value === 'string' && microsFromIso(value) >= 0
  } catch {
    return false
  }
}

const FIELDS: { readonly [field in keyof Required<Leaf>]: Check } = {
  v: (value) => value === 1,
  id: isId,
  at: isTime,
  actor: isName,
  session: optional(isId),
  op: isName,
  outcome: (value) => value === 'ok' || value === 'refused',
  code: optional(isName),
  concerns: (value) => Array.isArray(value) && value.every(isConcern),
  subject: optional(isId),
  times: optional((value) => Number.isSafeInteger(value) && Number(value) >= 1),
  since: optional(isTime),
}
