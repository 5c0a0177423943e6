import type { GrantReason } from '../file/kind.ts'
import type { StreamKind } from '../file/state.ts'

/** A stream of a list, and every reason why it may be opened. */
export type Head = {
  readonly id: string
  readonly file: string
  readonly kind: StreamKind
  readonly seq: number
  readonly reasons: readonly GrantReason[]
}

/**
 * Records of `cases.my_heads` (migrations/0007-lists.sql), 84 hexadecimal characters each: stream 32, file 32, sequence number 16, kind and
 * reason 2 each. They stay text until a row is not known: thousands of them are compared in a list that has hardly changed.
 */
const WIDTH = 84

const KINDS: Readonly<Record<string, StreamKind>> = { c: 'case', i: 'identity', r: 'referral', m: 'import' }
const REASONS: Readonly<Record<string, GrantReason>> = {
  o: 'owner',
  p: 'pending-owner',
  s: 'supervisor',
  r: 'referral',
  i: 'importer',
}

/** The records of each file, together, by the file's id in hexadecimal. */
export function recordsByFile(records: string): ReadonlyMap<string, string> {
  const files = new Map<string, string>()
  for (let at = 0; at < records.length; at += WIDTH) {
    const file = records.slice(at + 32, at + 64)
    files.set(file, (files.get(file) ?? '') + records.slice(at, at + WIDTH))
  }
  return files
}

/** Records as streams; one that is granted twice has both reasons. */
export function headsOf(records: string): readonly Head[] {
  const heads = new Map<string, Head>()
  for (let at = 0; at < records.length; at += WIDTH) {
    const head = headOf(records.slice(at, at + WIDTH))
    const before = heads.get(head.id)
    heads.set(head.id, before === undefined ? head : { ...head, reasons: [...before.reasons, ...head.reasons] })
  }
  return [...heads.values()]
}

/** An id as records have it. */
export const recordId = (uuid: string): string => uuid.replaceAll('-', '')

function headOf(record: string): Head {
  const kind = KINDS[letterAt(record, 80)]
  const reason = REASONS[letterAt(record, 82)]
  if (kind === undefined || reason === undefined) throw new Error('a list of streams that nobody can read')
  const seq = Number.parseInt(record.slice(64, 80), 16)
  return { id: uuidAt(record, 0), file: uuidAt(record, 32), kind, seq, reasons: [reason] }
}

const letterAt = (record: string, at: number): string =>
  String.fromCharCode(Number.parseInt(record.slice(at, at + 2), 16))

function uuidAt(record: string, at: number): string {
  const part = (from: number, to: number) => record.slice(at + from, at + to)
  return `${part(0, 8)}-${part(8, 12)}-${part(12, 16)}-${part(16, 20)}-${part(20, 32)}`
}
