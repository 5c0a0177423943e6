/**
 * A column of mixed date orders was often typed by two hands. Where something else in the rows tells the hands apart, each hand's own
 * dates say how it writes: another column with few values, or the habit of writing leading zeros.
 */
import { orderOf } from './date-order.ts'
import type { ParsedEntry } from './parse-entry.ts'
import type { NumericDate } from './read-date.ts'
import { plain } from './text.ts'
import type { DateOrder } from './types.ts'

/** The order of one date by the hand that wrote it; null where that hand never showed it. */
export type Hands = (p: ParsedEntry, d: NumericDate) => DateOrder | null

type Sign = (p: ParsedEntry, d: NumericDate) => string | null

const MOST_HANDS = 6
/** Fewer dates than this of either order may fall apart by chance. */
const LEAST_SHOWN = 4

/** Looks for one sign under which no hand writes both orders. Null when there is none. */
export function twoHands(
  entries: readonly ParsedEntry[],
  dateOf: (p: ParsedEntry) => NumericDate | null,
): Hands | null {
  const dated = entries.flatMap((p) => {
    const d = dateOf(p)
    return d === null ? [] : [{ p, d, order: orderOf(d, p.niks[0]?.birth ?? null) }]
  })
  const shown = (order: DateOrder): number => dated.filter((x) => x.order === order).length
  if (Math.min(shown('day-first'), shown('month-first')) < LEAST_SHOWN) return null
  for (const sign of signsOf(entries)) {
    const hands = handsBy(sign, dated)
    if (hands !== null) return (p, d) => hands.get(sign(p, d) ?? '') ?? null
  }
  return null
}

function handsBy(
  sign: Sign,
  dated: readonly { p: ParsedEntry; d: NumericDate; order: DateOrder | null }[],
): ReadonlyMap<string, DateOrder> | null {
  const hands = new Map<string, DateOrder>()
  const names = new Set<string>()
  for (const { p, d, order } of dated) {
    const name = sign(p, d)
    if (name === null) continue
    names.add(name)
    if (order === null) continue
    if ((hands.get(name) ?? order) !== order) return null
    hands.set(name, order)
  }
  const both = new Set(hands.values()).size === 2
  return both && names.size <= MOST_HANDS ? hands : null
}

function signsOf(entries: readonly ParsedEntry[]): readonly Sign[] {
  const columns = new Set(
    entries.flatMap((p) =>
      p.entry.all.filter((l) => l.match.field === 'other' && l.match.header !== '').map((l) => l.column),
    ),
  )
  const byColumn = [...columns].map((column): Sign => (p) => {
    const cell = p.entry.all.find((l) => l.column === column)
    return cell === undefined ? null : plain(cell.cell.text)
  })
  return [...byColumn, (_, d) => (d.style === 'open' ? null : d.style)]
}
