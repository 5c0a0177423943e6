import type { BodyOf } from '#platform/pure/contract.ts'
import type { readCaseload } from '../contract.ts'
import { type CaseRow, compareRows } from '../view.ts'
import type { Listed } from './caseload-rows.ts'

type Asked = BodyOf<typeof readCaseload>

/** A page of a caseload, with how many there are under each filter. */
export type Arranged = {
  readonly page: readonly Listed[]
  readonly total: number
  readonly counts: Readonly<Record<'open' | 'waiting' | 'conflict' | 'closed', number>>
}

/** Filters, sorts and cuts the page. `byName` are files whose true name was typed: they are found, the name is not shown. */
export function arrangeCaseload(
  listed: readonly Listed[],
  asked: Asked,
  byName: ReadonlySet<string>,
  language: string,
  size: number,
): Arranged {
  const search = asked.search.toLowerCase()
  const counts = { open: 0, waiting: 0, conflict: 0, closed: 0 }
  const shown: Listed[] = []
  for (const one of listed) {
    const { row } = one
    if (asked.owner !== undefined && row.owner !== asked.owner) continue
    if (search !== '' && !holds(row, search) && !byName.has(row.file)) continue
    for (const show of COUNTED) if (belongs(row, show)) counts[show] += 1
    if (belongs(row, asked.show)) shown.push(one)
  }
  const compare = sorter(asked.sort, language)
  const first = firstOf(shown, (a, b) => compare(a.row, b.row), asked.from + size)
  return { page: first.slice(asked.from), total: shown.length, counts }
}

const COUNTED = ['open', 'waiting', 'conflict', 'closed'] as const

/** The first `count` in order. Of a long list only these are sorted: most others are compared with the last of them, once. */
function firstOf<T>(all: readonly T[], compare: (a: T, b: T) => number, count: number): readonly T[] {
  if (all.length < 4 * count) return all.toSorted(compare).slice(0, count)
  const first: T[] = all.slice(0, count).toSorted(compare)
  for (const one of all.slice(count)) {
    const last = first.at(-1)
    if (last === undefined || compare(one, last) >= 0) continue
    first.pop()
    first.splice(placeOf(first, one, compare), 0, one)
  }
  return first
}

/** Where it goes in a sorted list, behind its equals. */
function placeOf<T>(sorted: readonly T[], one: T, compare: (a: T, b: T) => number): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    const there = sorted[middle]
    if (there !== undefined && compare(there, one) <= 0) low = middle + 1
    else high = middle
  }
  return low
}

const holds = (row: CaseRow, search: string) =>
  row.alias.toLowerCase().includes(search) || row.code.toLowerCase().includes(search)

function belongs(row: CaseRow, show: Asked['show']): boolean {
  switch (show) {
    case 'all':
      return true
    case 'open':
      return row.stage !== 'closed'
    case 'closed':
      return row.stage === 'closed'
    case 'waiting':
      return row.stage !== 'closed' && (row.waiting.length > 0 || row.handOver !== null)
    case 'conflict':
      return row.conflicts.length > 0
    case 'hand-over':
      return row.handOver !== null
    default:
      return show satisfies never
  }
}

function sorter(sort: Asked['sort'], language: string): (a: CaseRow, b: CaseRow) => number {
  const collator = new Intl.Collator(language, { sensitivity: 'base', numeric: true })
  const byAlias = (a: CaseRow, b: CaseRow) => collator.compare(a.alias, b.alias) || (a.file < b.file ? -1 : 1)
  const contact = (row: CaseRow) => row.lastContact?.day ?? ''
  switch (sort) {
    case 'alias':
      return byAlias
    case 'contact':
      return (a, b) => Number(contact(a) > contact(b)) - Number(contact(a) < contact(b)) || byAlias(a, b)
    case 'age':
      return (a, b) => (a.age?.min ?? 99) - (b.age?.min ?? 99) || byAlias(a, b)
    case 'next':
      return compareRows
    default:
      return sort satisfies never
  }
}
