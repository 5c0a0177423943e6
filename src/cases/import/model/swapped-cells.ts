/**
 * A spreadsheet program of another country turns 05/03/2012 into a real date with day and month exchanged, and leaves 15/03/2012 as text.
 * Such a column gives itself away: its real dates all have days up to 12, its texts only days above; or identity numbers show exchanges.
 */
import type { ParsedEntry } from './parse-entry.ts'
import type { NumericDate } from './read-date.ts'

/** The real date of an entry as a date that can be read both ways; null where nothing speaks against it. */
export type Doubts = (p: ParsedEntry) => NumericDate | null

const LEAST_CELLS = 6
const LEAST_TEXTS = 4
const LEAST_SHOWN = 2

export function doubtsOf(entries: readonly ParsedEntry[]): Doubts {
  const scopes = new Map<string, ParsedEntry[]>()
  for (const p of entries) {
    const own = scopes.get(p.entry.scope)
    if (own === undefined) scopes.set(p.entry.scope, [p])
    else own.push(p)
  }
  const doubtful = new Set([...scopes].filter(([, all]) => isDoubtful(all)).map(([scope]) => scope))
  return (p) => {
    const cell = doubtful.has(p.entry.scope) ? cellDate(p) : null
    return cell === null || cell.first > 12 || cell.first === cell.second || isConfirmed(p, cell) ? null : cell
  }
}

function isDoubtful(all: readonly ParsedEntry[]): boolean {
  const cells = all.map(cellDate).filter((d) => d !== null)
  const texts = all.map(textDate).filter((d) => d !== null)
  const split =
    cells.length >= LEAST_CELLS &&
    texts.length >= LEAST_TEXTS &&
    cells.every((d) => d.first <= 12) &&
    (texts.every((d) => d.first > 12) || texts.every((d) => d.second > 12))
  return split || all.filter(isExchanged).length >= LEAST_SHOWN
}

/** A real date cell, as day, month and year. */
function cellDate(p: ParsedEntry): NumericDate | null {
  const day = p.birthCell?.cell.day
  const parsed = p.births.length === 1 ? p.births[0]?.parsed : undefined
  if (day === undefined || parsed?.form !== 'fixed' || parsed.date.precision !== 'day') return null
  const [year = 0, second = 0, first = 0] = day.split('-').map(Number)
  return { form: 'numeric', first, second, year, separator: '/', style: 'open', marks: [] }
}

function textDate(p: ParsedEntry): NumericDate | null {
  const parsed = p.births.length === 1 ? p.births[0]?.parsed : undefined
  return parsed?.form === 'numeric' && parsed.separator !== '.' ? parsed : null
}

function isConfirmed(p: ParsedEntry, d: NumericDate): boolean {
  const nik = p.niks[0]?.birth
  return nik !== undefined && nik.day === d.first && nik.month === d.second && nik.year === d.year % 100
}

/** The identity number says the same day with day and month exchanged. */
function isExchanged(p: ParsedEntry): boolean {
  const [d, nik] = [cellDate(p), p.niks[0]?.birth]
  if (d === null || nik === undefined || d.first === d.second) return false
  return nik.day === d.second && nik.month === d.first && nik.year === d.year % 100
}
