/** Village and subdistrict of an entry: from their own columns, from an address, from the headings around. */
import { fact, type Findings } from './fact.ts'
import { first } from './parse-entry.ts'
import { placeKey, type PlaceCodes } from './place-codes.ts'
import { readAddress, readBoth, readSubdistrict, readVillage, type PlaceReading } from './read-place.ts'
import type { Entry, Fact, Field } from './types.ts'

type Places = { readonly village?: Fact<string>; readonly subdistrict?: Fact<string> }

const READERS: readonly (readonly [Field, (raw: string) => PlaceReading])[] = [
  ['subdistrict', (raw) => subdistrictOnly(raw)],
  ['village', readVillage],
  ['villageAndSubdistrict', readBoth],
  ['address', readAddress],
]

function subdistrictOnly(raw: string): PlaceReading {
  const subdistrict = readSubdistrict(raw)
  return subdistrict === undefined ? {} : { subdistrict }
}

/** The first column that says a place wins; a heading only speaks where no column does. */
export function readPlaces(entry: Entry, codes: PlaceCodes, found: Findings): Places {
  const places: { village?: Fact<string>; subdistrict?: Fact<string> } = {}
  for (const [field, read] of READERS) {
    const at = first(entry, field)
    if (at === null || at.cell.kind === 'error') continue
    const place = decode(at.cell.text, codes, found) ?? read(at.cell.text)
    for (const part of ['village', 'subdistrict'] as const) {
      const value = place[part]
      if (value === undefined || places[part] !== undefined) continue
      places[part] = fact(entry, at, value)
      if (at.carried === true) found.marks.add(`${part}-carried-down`)
    }
  }
  return { ...fromHeadings(entry, places, found), ...places }
}

function fromHeadings(entry: Entry, places: Places, found: Findings): Places {
  const own = (['village', 'subdistrict'] as const).flatMap((part) => {
    const value = entry.context[part]
    if (value === undefined || places[part] !== undefined || isElsewhere(part, entry, places)) return []
    found.marks.add(`${part}-from-heading`)
    return [[part, fact(entry, null, value, value)] as const]
  })
  return Object.fromEntries(own)
}

/** A heading's subdistrict is its village's; a row that names another village may lie anywhere. */
const isElsewhere = (part: keyof Places, { context }: Entry, { village }: Places): boolean =>
  part === 'subdistrict' &&
  village !== undefined &&
  context.village !== undefined &&
  village.value.toLowerCase() !== context.village.toLowerCase()

function decode(raw: string, codes: PlaceCodes, found: Findings): PlaceReading | undefined {
  const place = codes.get(placeKey(raw))
  if (place !== undefined) found.marks.add('village-from-code')
  return place
}
