/** Columns that have changed places: the fields of a table dealt out anew, each to the column whose cells fit it best. */
import type { Cell, Row } from '#platform/pure/sheet/index.ts'
import { isNameLike, profileOf, type Profile, type Shape } from './content.ts'
import { meanAge } from './match-columns.ts'
import type { HomeOf } from './homes.ts'
import type { PlaceKind } from './place-kinds.ts'
import type { ColumnMatch, Field } from './types.ts'

type Content = {
  readonly profile: Profile
  /** Share of the rows in which the column is filled. */
  readonly filled: number
  readonly share: (...shapes: readonly Shape[]) => number
  readonly villages: number
  readonly subdistricts: number
  readonly names: number
  readonly different: number
  /** Share of the cells whose words belong to a column, by that column. */
  readonly homes: ReadonlyMap<number, number>
}

/** Better by this much than before: two columns, or one that is surely elsewhere. */
const LEAST_GAIN = 0.8
/** What the cells of a field that is filled must reach. */
const LEAST_FIT = 0.45

/** Null where nothing fits better, or where the rows hold more than the fields of this table. */
export function redeal(
  rows: readonly Row[],
  columns: readonly ColumnMatch[],
  kindOf: PlaceKind,
  homeOf: HomeOf,
): readonly ColumnMatch[] | null {
  const moving = columns.filter((m) => isDealt(m) && m.tick === undefined && m.part === undefined)
  if (moving.length < 2) return null
  const contents = moving.map((m) => contentOf(rows, m.column, kindOf, homeOf))
  const score = (field: number, column: number): number => {
    const [m, content] = [moving[field], contents[column]]
    if (m === undefined || content === undefined) return 0
    return fitOf(m.field, content) + (content.homes.get(m.column) ?? 0) * 0.8 + (field === column ? 0.02 : 0)
  }
  const dealt = improve(
    moving.map((_, i) => i),
    score,
  )
  const gain = dealt.reduce((sum, column, field) => sum + score(field, column) - score(field, field), 0)
  const misfit = dealt.some(
    (column, field) => column !== field && (contents[column]?.filled ?? 0) > 0.2 && score(field, column) < LEAST_FIT,
  )
  if (gain < LEAST_GAIN || misfit) return null
  const fields = new Map(dealt.map((column, field) => [moving[column]?.column ?? -1, moving[field]?.field ?? 'other']))
  return columns.map((m) => {
    const field = fields.get(m.column)
    return field === undefined || field === m.field ? m : { ...m, field, sure: 'choose' }
  })
}

/** A column without a field of its own moves with its header. */
const isDealt = (m: ColumnMatch): boolean => DEALT.has(m.field) || (m.field === 'other' && m.header !== '')

const DEALT: ReadonlySet<Field> = new Set<Field>([
  'name',
  'alias',
  'address',
  'birthplace',
  'birthplaceAndBirth',
  'sex',
  'birth',
  'age',
  'village',
  'subdistrict',
  'guardian',
  'guardianRelation',
  'phone',
  'nik',
  'registered',
  'status',
  'notes',
])

/** Exchanges columns by twos, and by threes in a ring, while that makes the whole fit better. `dealt[field]` is a column. */
function improve(start: readonly number[], score: (field: number, column: number) => number): readonly number[] {
  const dealt = [...start]
  const at = (i: number): number => dealt[i] ?? 0
  for (let better = true, rounds = 0; better && rounds < 40; rounds++) {
    better = false
    for (let a = 0; a < dealt.length; a++) {
      for (let b = 0; b < dealt.length; b++) {
        for (let c = 0; c < dealt.length; c++) {
          if (a === b || c === a) continue
          const ring = b === c ? [a, b] : [a, b, c]
          const now = ring.reduce((sum, f) => sum + score(f, at(f)), 0)
          const then = ring.reduce((sum, f, i) => sum + score(f, at(ring[(i + 1) % ring.length] ?? f)), 0)
          if (then <= now + 0.001) continue
          const columns = ring.map((_, i) => at(ring[(i + 1) % ring.length] ?? 0))
          ring.forEach((f, i) => (dealt[f] = columns[i] ?? 0))
          better = true
        }
      }
    }
  }
  return dealt
}

function contentOf(rows: readonly Row[], column: number, kindOf: PlaceKind, homeOf: HomeOf): Content {
  const cells = rows.map((row) => row[column])
  const profile = profileOf(cells)
  const texts = cells.filter((c): c is Cell => c != null && c.text.trim() !== '')
  const homes = new Map<number, number>()
  for (const cell of texts) {
    const home = homeOf(cell, column)
    if (home !== null) homes.set(home, (homes.get(home) ?? 0) + 1 / texts.length)
  }
  const part = (test: (cell: Cell) => boolean): number => texts.filter(test).length / Math.max(1, texts.length)
  return {
    profile,
    filled: profile.total / Math.max(1, rows.length),
    share: (...shapes) => shapes.reduce((n, s) => n + (profile.counts.get(s) ?? 0), 0) / Math.max(1, profile.total),
    villages: part((c) => kindOf(c) === 'village'),
    subdistricts: part((c) => kindOf(c) === 'subdistrict'),
    names: part((c) => isNameLike(c.text) && c.text.trim().split(/\s+/).length <= 6),
    different: profile.values.size / Math.max(1, profile.total),
    homes,
  }
}

/** 0 to 1; an empty column fits everything a little, and a remark best. */
function fitOf(field: Field, c: Content): number {
  if (c.profile.total === 0) return EMPTY[field] ?? 0.3
  const homed = [...c.homes.values()].reduce((sum, n) => sum + n, 0)
  const places = Math.min(1, Math.max(c.villages + c.subdistricts, homed))
  const codes = [...c.profile.values.keys()].every((v) => /^[0-39]$/.test(v)) ? c.share('small') : 0
  switch (field) {
    case 'sex':
      return Math.max(c.share('sex'), codes * 0.9)
    case 'birth':
      return c.share('date', 'year', 'age') + c.share('small') * 0.5 + meanAge(c.profile) / 2
    case 'age':
      return c.share('age') + c.share('small') * 0.8
    case 'registered':
      return c.share('date') * 0.9
    case 'phone':
      return c.share('phone') + c.share('digits') * 0.8
    case 'nik':
      return c.share('nik')
    case 'guardianRelation':
      return c.share('relation')
    case 'status':
      return c.share('status')
    case 'guardian':
      return c.share('honorific') + c.share('text') * 0.3 * (1 - places)
    case 'address':
      return c.share('address') + c.villages * 0.6 + c.share('text') * 0.2 * (1 - places)
    case 'birthplaceAndBirth':
      return c.share('placed') + c.share('date', 'year', 'age') * 0.5
    case 'birthplace':
      return c.share('text') * 0.3 * (1 - places)
    case 'village':
      return c.villages + c.share('address') * 0.7 + c.share('text') * 0.3 * (1 - places)
    case 'subdistrict':
      return c.subdistricts + c.share('text') * 0.3 * (1 - places)
    case 'name':
      return c.share('text') * c.names * c.different * c.filled * (1 - places)
    default:
      return c.share('text', 'status') * (1 - places) * (0.5 + 0.4 * (1 - c.filled))
  }
}

const EMPTY: Partial<Record<Field, number>> = { name: 0, sex: 0.1, birth: 0.1, village: 0.1, notes: 0.6, alias: 0.5 }
