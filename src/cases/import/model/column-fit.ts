/** How well the cells of one column, in some rows, fit a field. */
import type { Cell, Row } from '#platform/pure/sheet/index.ts'
import { isNameLike, profileOf, type Profile, type Shape } from './content.ts'
import type { HomeOf } from './homes.ts'
import { meanAge } from './match-columns.ts'
import type { PlaceKind } from './place-kinds.ts'
import type { ColumnMatch, Field } from './types.ts'

export type Content = {
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

export function contentOf(rows: readonly Row[], column: number, kindOf: PlaceKind, homeOf: HomeOf): Content {
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

/**
 * How well a column fits what another column was: its field, the words that belong there, and the shapes of its cells before (`was`).
 * A column without a field is known by these alone.
 */
export const fitTo = (m: ColumnMatch, content: Content, was: Content | undefined): number =>
  fitOf(m.field, content) +
  (content.homes.get(m.column) ?? 0) * 0.8 +
  (was === undefined ? 0 : alike(was, content) * (m.field === 'other' ? 0.6 : 0.3))

/** How much of two columns has the same shapes. */
function alike(a: Content, b: Content): number {
  const shapes = new Set([...a.profile.counts.keys(), ...b.profile.counts.keys()])
  return [...shapes].reduce((sum, s) => sum + Math.min(a.share(s), b.share(s)), 0)
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
