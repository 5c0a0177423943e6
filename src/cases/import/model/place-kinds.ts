/** Which words of a list are villages and which are subdistricts: by the country's places, else by where they stood first. */
import type { Cell, Sheet } from '#platform/pure/sheet/index.ts'
import { shapeOf } from './content.ts'
import { placeNamed, type Places } from './known-places.ts'
import { clip, plain } from './text.ts'
import type { ColumnMatch, Field, Table } from './types.ts'

export type PlaceKind = (cell: Cell | null | undefined) => Field | null

/** A list begins as its header says: a name that first stood as a subdistrict is one. What stands only once may be anything. */
export function placeKinds(sheet: Sheet, table: Table, columns: readonly ColumnMatch[], places: Places): PlaceKind {
  const own = columns.filter((c) => c.field === 'village' || c.field === 'subdistrict')
  const seen = new Map<string, { field: Field; times: number }>()
  if (own.length > 0) {
    for (const row of sheet.rows.slice(table.firstRow, table.lastRow + 1)) {
      for (const m of own) {
        const name = placeName(row[m.column])
        if (name === '') continue
        const before = seen.get(name)
        if (before === undefined) seen.set(name, { field: m.field, times: 1 })
        else before.times++
      }
    }
  }
  return (cell) => {
    const name = placeName(cell)
    if (name === '') return null
    const listed = placeNamed(name, places)
    if (listed.village !== undefined) return 'village'
    if (listed.subdistrict !== undefined) return 'subdistrict'
    const own = seen.get(name)
    return own !== undefined && own.times > 1 ? own.field : null
  }
}

const placeName = (cell: Cell | null | undefined): string =>
  cell?.kind === 'text' && shapeOf(cell) !== 'none'
    ? plain(clip(cell.text)).replace(/^(desa|ds|kelurahan|kel|kecamatan|kec)\b\.?\s*/, '')
    : ''
