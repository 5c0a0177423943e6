/** Which subdistrict a village belongs to, where the list does not say it: from other rows of the file, or from a list of places. */
import { tidy } from './text.ts'
import type { ChildReading, RowResult } from './types.ts'

/** Village to subdistrict, both as they are written; the country's own list of places has this shape. */
export type Places = ReadonlyMap<string, string>
export const NO_PLACES: Places = new Map()

/** Fills the subdistrict of children whose village is known to lie in exactly one; a mark says so. Rows that name it are left alone. */
export function withKnownPlaces(rows: readonly RowResult[], places: Places): readonly RowResult[] {
  const known = learn(rows, places)
  if (known.size === 0) return rows
  return rows.map((row) =>
    row.children.some((c) => needs(c, known)) ? { ...row, children: row.children.map((c) => fill(c, known)) } : row,
  )
}

/** What a bare word is in the list of places. */
export function placeNamed(text: string, places: Places): { village?: string; subdistrict?: string } {
  const index = indexOf(places)
  const key = keyOf(tidy(text))
  const [village, subdistrict] = [index.villages.get(key), index.subdistricts.get(key)]
  if (village !== undefined) return { village }
  return subdistrict === undefined ? {} : { subdistrict }
}

type Index = { readonly villages: ReadonlyMap<string, string>; readonly subdistricts: ReadonlyMap<string, string> }
const indexes = new WeakMap<Places, Index>()

function indexOf(places: Places): Index {
  const known = indexes.get(places)
  if (known !== undefined) return known
  const index = {
    villages: new Map([...places.keys()].map((v) => [keyOf(v), v])),
    subdistricts: new Map([...places.values()].map((s) => [keyOf(s), s])),
  }
  indexes.set(places, index)
  return index
}

const keyOf = (village: string): string => village.toLowerCase()
const needs = (c: ChildReading, known: ReadonlyMap<string, string | null>): boolean =>
  c.subdistrict === undefined && c.village !== undefined && (known.get(keyOf(c.village.value)) ?? null) !== null

function learn(rows: readonly RowResult[], places: Places): ReadonlyMap<string, string | null> {
  const known = new Map<string, string | null>()
  for (const [village, subdistrict] of places) known.set(keyOf(village), subdistrict)
  for (const { village, subdistrict } of rows.flatMap((r) => r.children)) {
    if (village === undefined || subdistrict === undefined) continue
    const before = known.get(keyOf(village.value))
    const agrees = before === undefined || before?.toLowerCase() === subdistrict.value.toLowerCase()
    known.set(keyOf(village.value), agrees ? (before ?? subdistrict.value) : null)
  }
  return known
}

function fill(c: ChildReading, known: ReadonlyMap<string, string | null>): ChildReading {
  const value = c.village === undefined ? null : (known.get(keyOf(c.village.value)) ?? null)
  if (c.subdistrict !== undefined || c.village === undefined || value === null) return c
  return {
    ...c,
    subdistrict: { value, raw: c.village.raw, source: c.village.source },
    marks: [...c.marks, 'subdistrict-from-village'].sort(),
  }
}
