/** Columns to fields: by their header, checked against their content; by content alone where there is no header. */
import type { Cell, Sheet } from '#platform/pure/sheet/index.ts'
import { contentScore, fitShare, isTyped, profileOf, type Profile } from './content.ts'
import { fieldOfHeader, headerWords } from './headers.ts'
import { plain, tidy } from './text.ts'
import type { ColumnMatch, Field, Sex, Sureness, Table } from './types.ts'
import { ELSEWHERE, OF_SOMETHING_ELSE, SEX } from './words.table.ts'

/** What a person, or a saved profile, has decided about some columns of a table. */
export type Override = ReadonlyMap<number, Field>

const SAMPLE = 240
/** Rows in which a list is surely still what its header says. */
const BEGINNING = 12

/** Cells of a column inside a table, at most `SAMPLE` of them spread over its whole length. */
function columnCells(sheet: Sheet, table: Table, column: number): (Cell | null)[] {
  const length = table.lastRow - table.firstRow + 1
  const step = Math.max(1, Math.floor(length / SAMPLE))
  const cells: (Cell | null)[] = []
  for (let r = table.firstRow; r <= table.lastRow; r += step) cells.push(sheet.rows[r]?.[column] ?? null)
  return cells
}

/** Matches every column of a table. An override wins over all that the file says. */
export function matchColumns(sheet: Sheet, table: Table, override?: Override): readonly ColumnMatch[] {
  const width = Math.max(
    table.headers.length,
    ...sheet.rows.slice(table.firstRow, table.firstRow + 50).map((r) => r.length),
  )
  const beginning = { ...table, lastRow: Math.min(table.lastRow, table.firstRow + BEGINNING - 1) }
  const columns = Array.from({ length: width }, (_, c) => ({
    column: c,
    profile: profileOf(columnCells(sheet, table, c)),
    early: profileOf(columnCells(sheet, beginning, c)),
  }))
  const first = withTicks(
    columns.map(({ column, profile, early }) => fromHeader(table.headers[column] ?? '', column, profile, early)),
  )
  const filled = guessMissing(
    first,
    columns.map((c) => c.profile),
  )
  return settleDoubles(
    filled,
    columns.map((c) => c.profile),
  ).flatMap((m) => {
    if (table.panel !== undefined && (m.column < table.panel.from || m.column > table.panel.to)) return []
    const chosen = override?.get(m.column)
    return chosen === undefined ? m : { ...m, field: chosen, sure: 'sure' }
  })
}

/** "L" and "P" side by side without a heading above: columns to be ticked, in a list that has no other for the sex. */
function withTicks(matches: readonly ColumnMatch[]): readonly ColumnMatch[] {
  if (matches.some((m) => m.field === 'sex')) return matches
  const sexOf = (m: ColumnMatch | undefined): Sex | undefined =>
    m?.field === 'other' ? SEX[plain(m.header).replace(/\.$/, '')] : undefined
  return matches.map((m, i) => {
    const [own, before, after] = [sexOf(m), sexOf(matches[i - 1]), sexOf(matches[i + 1])]
    const paired = own !== undefined && [before, after].some((s) => s !== undefined && s !== own)
    return paired ? { ...m, field: 'sex', sure: 'nearly', tick: own } : m
  })
}

function fromHeader(header: string, column: number, profile: Profile, early: Profile): ColumnMatch {
  const match = fieldOfHeader(header)
  const base = { column, header: tidy(header), examples: profile.examples }
  if (match === null) return { ...base, field: 'other', sure: 'choose', alternatives: [] }
  const extra = {
    ...(match.relation === undefined ? {} : { relation: match.relation }),
    ...(match.order === undefined ? {} : { order: match.order }),
    ...(match.tick === undefined ? {} : { tick: match.tick }),
    ...(match.part === undefined ? {} : { part: match.part }),
    ...(match.months === undefined ? {} : { months: match.months }),
    ...(match.namePart === undefined ? {} : { namePart: match.namePart }),
  }
  const field = match.part === undefined ? contentField(match.field, match.others, profile, early) : match.field
  const sure: Sureness = field !== match.field ? 'nearly' : match.strong ? 'sure' : 'nearly'
  return { ...base, ...extra, field, sure, alternatives: [match.field, ...match.others].filter((f) => f !== field) }
}

/**
 * The header's field, unless the content clearly is something else that the header may also mean. `early` are the rows in which a list
 * surely is what its header says.
 */
function contentField(field: Field, others: readonly Field[], p: Profile, early: Profile): Field {
  if (field === 'status') return p.total >= 3 && fitShare('status', p) < 0.3 && !isCoded(p) ? 'other' : field
  if (p.total < 4 || !isTyped(field) || fitShare(field, p) >= 0.3 || isTrue(field, p, early)) return field
  const other = others.find((f) => !isTyped(f) || fitShare(f, p) >= 0.5)
  return other ?? (field === 'age' && fitShare('birth', p) >= 0.5 ? 'birth' : field)
}

const isTrue = (field: Field, p: Profile, early: Profile): boolean =>
  (early.total >= 3 && fitShare(field, early) >= 0.5) || (field === 'sex' && isCoded(p))

/** Few different short codes in nearly every row, which a legend may explain. */
function isCoded(p: Profile): boolean {
  const codes = [...p.values].filter(([value]) => value.length <= 3)
  return codes.length <= 8 && codes.reduce((n, [, times]) => n + times, 0) >= p.total * 0.7
}

const GUESSED: readonly Field[] = [
  'nik',
  'phone',
  'sex',
  'birth',
  'guardianRelation',
  'status',
  'guardian',
  'registered',
  'village',
]

/** Columns whose header says nothing, but whose content does, where that field is still free. */
function guessMissing(matches: readonly ColumnMatch[], profiles: readonly Profile[]): readonly ColumnMatch[] {
  const taken = new Set(matches.map((m) => m.field))
  return matches.map((m, i) => {
    const profile = profiles[i]
    if (m.field !== 'other' || m.sure !== 'choose' || profile === undefined || profile.total < 3) return m
    const guessed = OF_SOMETHING_ELSE.test(headerWords(m.header)) ? [] : GUESSED
    const field = guessed.find((f) => !taken.has(f) && contentScore(f, profile, new Map()) >= 0.8)
    if (field === undefined) return m
    taken.add(field)
    return {
      ...m,
      field,
      alternatives: guessed.filter((f) => f !== field && contentScore(f, profile, new Map()) > 0.4),
    }
  })
}

const SEVERAL: ReadonlySet<Field> = new Set<Field>(['phone', 'notes', 'other', 'number', 'guardian'])

/** One column per field: the best; the rest keep their raw text as columns without a field. */
function settleDoubles(matches: readonly ColumnMatch[], profiles: readonly Profile[]): readonly ColumnMatch[] {
  const best = new Map<Field, ColumnMatch>()
  for (const m of matches) {
    const old = best.get(m.field)
    if (old === undefined || rank(m, profiles) > rank(old, profiles)) best.set(m.field, m)
  }
  const apart = isApart(matches)
  return matches.map((m) =>
    (apart && m.namePart !== undefined) ||
    SEVERAL.has(m.field) ||
    m.tick !== undefined ||
    m.part !== undefined ||
    best.get(m.field) === m
      ? m
      : { ...m, field: 'other', alternatives: [m.field, ...m.alternatives] },
  )
}

/** First and last names have columns of their own, and the whole name has none. */
function isApart(matches: readonly ColumnMatch[]): boolean {
  const names = matches.filter((m) => m.field === 'name')
  return names.every((m) => m.namePart !== undefined) && new Set(names.map((m) => m.namePart)).size >= 2
}

function rank(m: ColumnMatch, profiles: readonly Profile[]): number {
  const p = profiles[m.column]
  const child = /\banak\b|\bchild|lengkap|full/.test(plain(m.header)) && !isOneWord(m, p) ? 0.6 : 0
  const days = m.field === 'birth' && p !== undefined ? ((p.counts.get('date') ?? 0) / Math.max(1, p.total)) * 0.5 : 0
  const named = m.field === 'name' && /\bnama\b|\bname\b/.test(headerWords(m.header)) ? 0.6 : 0
  const elsewhere = ELSEWHERE.test(headerWords(m.header)) ? -0.5 : 0
  return contentRank(m, p) + child + named + elsewhere + SURENESS[m.sure] + days - m.column * 0.001
}

/** A column that says the same in every row is no column of names. */
const isOneWord = (m: ColumnMatch, p: Profile | undefined): boolean =>
  m.field === 'name' && p !== undefined && p.total > 3 && p.values.size === 1

const SURENESS: Readonly<Record<Sureness, number>> = { sure: 0.4, nearly: 0.2, choose: 0 }

function contentRank(m: ColumnMatch, p: Profile | undefined): number {
  if (p === undefined || p.total === 0) return -1
  return isTyped(m.field) ? fitShare(m.field, p) : 0.5
}

const BY_CONTENT: readonly Field[] = [
  'nik',
  'phone',
  'sex',
  'guardianRelation',
  'birth',
  'registered',
  'guardian',
  'subdistrict',
  'village',
  'name',
  'status',
]

/** Columns recognised by content alone; `seen` are values of the same fields elsewhere in the sheet. Null when no list of people. */
export function matchByContent(
  sheet: Sheet,
  table: Table,
  seen: ReadonlyMap<Field, ReadonlySet<string>>,
): readonly ColumnMatch[] | null {
  const width = Math.max(0, ...sheet.rows.slice(table.firstRow, table.lastRow + 1).map((r) => r.length))
  const profiles = Array.from({ length: width }, (_, c) => profileOf(columnCells(sheet, table, c)))
  const fields: (Field | undefined)[] = Array.from({ length: width })
  for (const field of BY_CONTENT) {
    let bestColumn = -1
    let bestScore = 0.6
    profiles.forEach((p, c) => {
      const score =
        fields[c] === undefined && p.total >= 1
          ? contentScore(field, p, seen) + (field === 'birth' ? meanAge(p) : 0)
          : 0
      if (score > bestScore) {
        bestScore = score
        bestColumn = c
      }
    })
    if (bestColumn >= 0) fields[bestColumn] = field
  }
  if (!fields.includes('name') || !(fields.includes('sex') || fields.includes('birth'))) return null
  return profiles.map((p, column) => ({
    column,
    header: table.headers[column] ?? '',
    field: fields[column] ?? leftOver(p),
    sure: 'choose',
    examples: p.examples,
    alternatives: [],
  }))
}

/** The columns of another list, where those of this one hold the same kinds of things throughout; null where they do not. */
export function goesOn(sheet: Sheet, table: Table, columns: readonly ColumnMatch[]): readonly ColumnMatch[] | null {
  const profiles = columns.map((m) => profileOf(columnCells(sheet, table, m.column)))
  const filled = columns.filter((_, i) => (profiles[i]?.total ?? 0) > 0)
  const fit = columns.every((m, i) => {
    const p = profiles[i]
    if (p === undefined || p.total === 0) return m.field !== 'name'
    return m.field === 'name' ? contentScore('name', p, new Map()) >= 0.5 : fitShare(m.field, p) >= 0.7
  })
  const typed = filled.filter((m) => isTyped(m.field)).length
  const wider = sheet.rows.slice(table.firstRow, table.firstRow + 50).some((r) => r.length > columns.length + 1)
  return fit && !wider && typed >= 2
    ? columns.map((m, i) => ({ ...m, sure: 'choose', examples: profiles[i]?.examples ?? [] }))
    : null
}

const leftOver = (p: Profile): Field =>
  (p.counts.get('text') ?? 0) > p.total * 0.7 && p.values.size > p.total * 0.6 ? 'notes' : 'other'

/** Of two date columns the one with the older and wider years is the birth date. */
export function meanAge(p: Profile): number {
  const years = [...p.values.keys()]
    .map((v) => /(?:19|20)\d{2}/.exec(v)?.[0])
    .filter((y) => y !== undefined)
    .map(Number)
  const serials = [...p.values.keys()].filter((v) => /^\d{5}$/.test(v)).map((v) => 1900 + Number(v) / 365.25)
  const all = [...years, ...serials]
  if (all.length === 0) return (p.counts.get('age') ?? 0) > 0 ? 0.2 : 0
  return Math.min(0.3, (Math.max(...all) - Math.min(...all)) / 40)
}

/** The words of a header row, by which a saved matching is found again. */
export const headerSignature = (table: Table): string => table.headers.map((h) => plain(h)).join('|')

/** A saved matching: header signature to fields by header text. */
export type MatchProfile = { readonly signature: string; readonly fields: Readonly<Record<string, Field>> }

export const profileFrom = (table: Table, columns: readonly ColumnMatch[]): MatchProfile => ({
  signature: headerSignature(table),
  fields: Object.fromEntries(
    columns.filter((c) => c.header !== '').map((c) => [`${c.column}:${plain(c.header)}`, c.field]),
  ),
})

/** The overrides of a saved profile for a table; null when the profile is of another sheet. */
export function overrideFrom(profile: MatchProfile, table: Table): Override | null {
  if (profile.signature !== headerSignature(table)) return null
  const found = new Map<number, Field>()
  table.headers.forEach((h, c) => {
    const field = profile.fields[`${c}:${plain(tidy(h))}`]
    if (field !== undefined) found.set(c, field)
  })
  return found
}
