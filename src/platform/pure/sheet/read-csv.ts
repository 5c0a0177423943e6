/** Separated text to a sheet. Record numbers are row numbers: a quoted line break starts no new record, blank lines count. */
import { decodeText } from './decode.ts'
import type { Cell, SheetProblem, Workbook } from './types.ts'

const SEPARATORS = [';', ',', '\t', '|'] as const

/** Reads comma, semicolon, tab or bar separated text in any of the encodings of `decodeText`. */
export function readCsv(bytes: Uint8Array, name: string): Workbook | SheetProblem {
  const { text, encoding } = decodeText(bytes)
  if (looksBinary(text)) return { problem: 'not-a-workbook' }
  const declared = /^sep=(.)\r?\n/i.exec(text)?.[1]
  const separator = declared ?? guessSeparator(text)
  const rows = parseRecords(text, separator, Infinity).map((record) => record.map(textCell))
  return {
    name,
    format: 'csv',
    date1904: false,
    encoding,
    separator,
    ignored: [],
    sheets: [{ name, hidden: false, rows, merges: [], hiddenRows: new Set(), hiddenColumns: new Set() }],
  }
}

const textCell = (text: string): Cell | null => (text === '' ? null : { kind: 'text', text })

function looksBinary(text: string): boolean {
  let strange = 0
  const length = Math.min(text.length, 4000)
  for (let i = 0; i < length; i++) {
    const code = text.charCodeAt(i)
    if (code < 32 && code !== 9 && code !== 10 && code !== 13) strange++
  }
  return strange > length * 0.01
}

/** The separator under which the most records have the same, largest number of fields. */
function guessSeparator(text: string): string {
  let best: string = ','
  let bestScore = 0
  for (const separator of SEPARATORS) {
    const widths = new Map<number, number>()
    for (const record of parseRecords(text, separator, 60)) {
      if (record.some((f) => f !== '')) widths.set(record.length, (widths.get(record.length) ?? 0) + 1)
    }
    const score = Math.max(0, ...[...widths].map(([width, count]) => (width < 2 ? 0 : count * Math.min(width, 12))))
    if (score > bestScore) {
      best = separator
      bestScore = score
    }
  }
  return best
}

/** Records of RFC 4180 text; tolerant of stray quotes: a quote opens a quoted field only at the field's start. */
export function parseRecords(text: string, separator: string, limit: number): string[][] {
  const records: string[][] = []
  let record: string[] = []
  let at = 0
  const length = text.length
  while (at < length && records.length < limit) {
    const field = readField(text, at, separator)
    record.push(field.value)
    at = field.next
    if (field.ends) {
      records.push(record)
      record = []
    }
  }
  if (record.length > 0 && records.length < limit) records.push(record)
  return records
}

type FieldRead = { readonly value: string; readonly next: number; readonly ends: boolean }

function readField(text: string, start: number, separator: string): FieldRead {
  let at = start
  let value = ''
  if (text[at] === '"') {
    const quoted = readQuoted(text, at + 1)
    value = quoted.value
    at = quoted.next
  }
  let end = at
  while (end < text.length && text[end] !== separator && text[end] !== '\n' && text[end] !== '\r') end++
  value += text.slice(at, end)
  if (text[end] === separator) return { value, next: end + 1, ends: false }
  return { value, next: end + (text[end] === '\r' && text[end + 1] === '\n' ? 2 : 1), ends: true }
}

function readQuoted(text: string, start: number): { value: string; next: number } {
  let value = ''
  let from = start
  for (;;) {
    const quote = text.indexOf('"', from)
    if (quote < 0) return { value: value + text.slice(from), next: text.length }
    value += text.slice(from, quote)
    if (text[quote + 1] !== '"') return { value: value.replace(/\r\n?/g, '\n'), next: quote + 1 }
    value += '"'
    from = quote + 2
  }
}
