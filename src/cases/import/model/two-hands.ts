/**
 * A column of mixed date orders was often typed by two hands. Where something else in the rows tells the hands apart, each hand's own
 * dates say how it writes: another column with few values, the heading or header it stands under, the habit of writing leading zeros, or
 * nothing but that one hand took over from the other.
 */
import { orderOf, type NikDate } from './date-order.ts'
import type { ParsedEntry } from './parse-entry.ts'
import type { NumericDate } from './read-date.ts'
import { plain } from './text.ts'
import type { DateOrder } from './types.ts'

/** The order of one date by the hand that wrote it; null where that hand never showed it. */
export type Hands = (p: ParsedEntry, d: NumericDate) => DateOrder | null

type Sign = (p: ParsedEntry, d: NumericDate) => string | null
type Dated = { readonly p: ParsedEntry; readonly d: NumericDate; readonly order: DateOrder | null }

/** So likely the dates may fall apart like this by chance, and no more. Where only the place in the list speaks, less. */
const BY_CHANCE = 0.02
const BY_CHANCE_OF_PLACE = 0.01

/** Looks for one sign under which no hand writes both orders. Null when there is none. `datesOf` are all dates of a row in one column. */
export function twoHands(
  entries: readonly ParsedEntry[],
  datesOf: (p: ParsedEntry) => readonly NumericDate[],
): Hands | null {
  const dated = entries.flatMap((p) => datesOf(p).map((d): Dated => ({ p, d, order: orderOf(d, nikOf(p)) })))
  for (const sign of signsOf(entries)) {
    const hands = handsBy(sign, dated)
    if (hands !== null) return (p, d) => hands.get(sign(p, d) ?? '') ?? null
  }
  return oneAfterTheOther(entries, dated)
}

const nikOf = (p: ParsedEntry): NikDate | null => p.niks[0]?.birth ?? null

function handsBy(sign: Sign, dated: readonly Dated[]): ReadonlyMap<string, DateOrder> | null {
  const hands = new Map<string, DateOrder>()
  const times = new Map<string, number>()
  for (const { p, d, order } of dated) {
    const name = sign(p, d)
    if (name === null || order === null) continue
    if ((hands.get(name) ?? order) !== order) return null
    hands.set(name, order)
    times.set(name, (times.get(name) ?? 0) + 1)
  }
  const both = new Set(hands.values()).size === 2
  return both && chanceOf([...times.values()], dated) < BY_CHANCE ? hands : null
}

/** How likely each hand shows one order only, if every date had its order by lot. */
function chanceOf(times: readonly number[], dated: readonly Dated[]): number {
  const [dayFirst, all] = shown(dated)
  const share = dayFirst / all
  return times.reduce((chance, n) => chance * (share ** n + (1 - share) ** n), 1)
}

const shown = (dated: readonly Dated[]): readonly [number, number] => [
  dated.filter((x) => x.order === 'day-first').length,
  dated.filter((x) => x.order !== null).length,
]

/** All dates that show an order show one down to some row, and the other from there on. Between the two nobody knows. */
function oneAfterTheOther(entries: readonly ParsedEntry[], dated: readonly Dated[]): Hands | null {
  const place = new Map(entries.map((p, i) => [p, i]))
  const at = (order: DateOrder): readonly number[] =>
    dated.filter((x) => x.order === order).map((x) => place.get(x.p) ?? 0)
  const orders: readonly DateOrder[] = ['day-first', 'month-first']
  const [early, late] = (at('day-first')[0] ?? 0) < (at('month-first')[0] ?? 0) ? orders : [...orders].reverse()
  if (early === undefined || late === undefined) return null
  const [last, first] = [Math.max(...at(early)), Math.min(...at(late))]
  const [dayFirst, all] = shown(dated)
  if (last >= first || 2 / arrangements(all, dayFirst) >= BY_CHANCE_OF_PLACE) return null
  return (p) => {
    const here = place.get(p) ?? -1
    return here <= last ? early : here >= first ? late : null
  }
}

/** In how many ways `some` of `all` can be chosen. */
function arrangements(all: number, some: number): number {
  let ways = 1
  for (let i = 1; i <= some; i++) ways = (ways * (all - some + i)) / i
  return ways
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
  return [...byColumn, (p) => p.entry.block ?? null, (_, d) => (d.style === 'open' ? null : d.style)]
}
