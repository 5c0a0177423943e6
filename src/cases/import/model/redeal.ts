/** Columns that have changed places: the fields of a table dealt out anew, each to the column whose cells fit it best. */
import type { Row } from '#platform/pure/sheet/index.ts'
import { contentOf, fitTo } from './column-fit.ts'
import type { HomeOf } from './homes.ts'
import type { PlaceKind } from './place-kinds.ts'
import type { ColumnMatch, Field } from './types.ts'

/** Better by this much than before: two columns, or one that is surely elsewhere. */
const LEAST_GAIN = 0.8
/** What the cells of a field that is filled must reach. */
export const LEAST_FIT = 0.45

/** The columns as they are now, and how much better that fits. */
export type Dealt = { readonly columns: readonly ColumnMatch[]; readonly gain: number }

/** `before`: rows in which the columns are what their headers say. Null where nothing fits better, or where the rows hold more than the fields of this table. */
export function redeal(
  rows: readonly Row[],
  before: readonly Row[],
  columns: readonly ColumnMatch[],
  kindOf: PlaceKind,
  homeOf: HomeOf,
): Dealt | null {
  const moving = columns.filter((m) => isDealt(m) && m.tick === undefined && m.part === undefined)
  if (moving.length < 2) return null
  const contents = moving.map((m) => contentOf(rows, m.column, kindOf, homeOf))
  const were = moving.map((m) => contentOf(before, m.column, kindOf, homeOf))
  const score = (field: number, column: number): number => {
    const [m, content] = [moving[field], contents[column]]
    if (m === undefined || content === undefined) return 0
    return fitTo(m, content, were[field]) + (field === column ? 0.02 : 0)
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
  const now = columns.map((m): ColumnMatch => {
    const field = fields.get(m.column)
    return field === undefined || field === m.field ? m : { ...m, field, sure: 'choose' }
  })
  return { columns: now, gain }
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
