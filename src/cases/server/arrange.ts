import type { BodyOf } from '#platform/pure/contract.ts'
import type { readCaseload } from '../contract.ts'
import { type CaseRow, compareRows } from '../view.ts'

type Asked = BodyOf<typeof readCaseload>

/** A page of a caseload, with how many there are under each filter. */
export type Arranged = {
  readonly page: readonly CaseRow[]
  readonly total: number
  readonly counts: Readonly<Record<'open' | 'waiting' | 'conflict' | 'closed', number>>
}

/** Filters, sorts and cuts the page. `byName` are files whose true name was typed: they are found, the name is not shown. */
export function arrangeCaseload(
  rows: readonly CaseRow[],
  asked: Asked,
  byName: ReadonlySet<string>,
  language: string,
  size: number,
): Arranged {
  const search = asked.search.toLowerCase()
  const found = rows.filter(
    (row) =>
      (asked.owner === undefined || row.owner === asked.owner) &&
      (search === '' || holds(row, search) || byName.has(row.file)),
  )
  const shown = found.filter((row) => belongs(row, asked.show)).toSorted(sorter(asked.sort, language))
  const count = (show: Asked['show']) => found.filter((row) => belongs(row, show)).length
  return {
    page: shown.slice(asked.from, asked.from + size),
    total: shown.length,
    counts: { open: count('open'), waiting: count('waiting'), conflict: count('conflict'), closed: count('closed') },
  }
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
