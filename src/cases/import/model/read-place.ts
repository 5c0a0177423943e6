/** Villages and subdistricts: without their official prefix, without the ward numbers behind. */
import { clip, nameCase, plain, tidy } from './text.ts'
import { UNKNOWN } from './words.table.ts'

export type PlaceReading = { readonly village?: string; readonly subdistrict?: string }

const VILLAGE =
  /(?:^|[\s,;/(])(?:desa\s*\/\s*kel(?:urahan)?|desa|ds|kelurahan|kel|gampong|nagari|village(?: of)?)(?:\s*[.:]\s*|\s+)([^,;/(\n]+)/i
const SUBDISTRICT = /(?:^|[\s,;/(–-])(?:kecamatan|kec|sub-?district(?: of)?)(?:\s*[.:]\s*|\s+)([^,;/()\n–]+)/i
const TAIL =
  /[\s,]*\b(rt|rw|no|dusun|dsn|kab|kabupaten|prov|provinsi|kec|kecamatan|kode pos|km|blok|lingkungan|lk)\b[\s.:/]*.*$/i

const clean = (s: string): string =>
  nameCase(
    tidy(
      s
        .replace(/[\s.,;:)]+$/, '')
        .replace(TAIL, '')
        .replace(/[\s.,;:)]+$/, ''),
    ),
  ).text

/** A cell of a village column. */
export function readVillage(cell: string): PlaceReading {
  const raw = clip(cell)
  if (UNKNOWN.has(plain(raw))) return {}
  const lines = raw
    .split(/\n/)
    .map((l) => l.trim())
    .filter((l) => l !== '')
  const text = lines[0] ?? raw
  const named = VILLAGE.exec(tidy(text))?.[1]
  const subdistrict = subdistrictIn(raw)
  const village = clean(named ?? text.replace(/\s+village$/i, '').split(/[,;(]/)[0] ?? text)
  return { ...(village === '' ? {} : { village }), ...(subdistrict === undefined ? {} : { subdistrict }) }
}

/** A cell of a subdistrict column. */
export function readSubdistrict(cell: string): string | undefined {
  const raw = clip(cell)
  if (UNKNOWN.has(plain(raw))) return undefined
  const text = clean(subdistrictIn(raw) ?? raw.replace(/\s+sub-?district$/i, ''))
  return text === '' ? undefined : text
}

/** An address: the village only where the address says which word it is, or where the address is nothing but a village. */
export function readAddress(cell: string): PlaceReading {
  const raw = clip(cell)
  if (UNKNOWN.has(plain(raw))) return {}
  const text = tidy(raw)
  const subdistrict = subdistrictIn(text)
  const named = VILLAGE.exec(text)?.[1]
  const village =
    named !== undefined
      ? clean(named)
      : /^(jl|jln|jalan|gg|gang|dusun|dsn|rt|rw|perum|komplek|street)\b/i.test(text)
        ? ''
        : clean(text.split(/[,;]/)[0] ?? text)
  return {
    ...(village === '' || /^\d/.test(village) ? {} : { village }),
    ...(subdistrict === undefined ? {} : { subdistrict }),
  }
}

/** "Kabut Biru / Teluk Awan" under a header that names both. */
export function readBoth(cell: string): PlaceReading {
  const raw = clip(cell)
  if (UNKNOWN.has(plain(raw))) return {}
  const parts = raw.split(/\s*[/,;\n–]\s*|\s+-\s+/).filter((p) => p.trim() !== '')
  if (parts.length !== 2 || parts[0] === undefined || parts[1] === undefined) return readVillage(raw)
  const subdistrict = readSubdistrict(parts[1])
  return { ...readVillage(parts[0]), ...(subdistrict === undefined ? {} : { subdistrict }) }
}

/** The subdistrict that a title, an address or a sheet's name mentions. */
export function subdistrictIn(text: string): string | undefined {
  const found = SUBDISTRICT.exec(clip(text))?.[1]
  const name =
    found === undefined
      ? ''
      : clean(found.replace(/\s+(per|tahun|bulan|triwulan|periode|kabupaten|kab)\b.*$/i, '').replace(/\s+\d.*$/, ''))
  return isPlaceName(name) ? name : undefined
}

const isPlaceName = (name: string): boolean =>
  name !== '' &&
  name.split(' ').length <= 4 &&
  !/^(dan|atau|se|di|ke|yang|tahun|binaan|kecamatan|kelurahan|desa|kabupaten|and|or|of|the|data|daftar|nama|name)\b/i.test(
    name,
  ) &&
  /\p{L}{2}/u.test(name)

/** The village that a title, a section heading or a sheet's name mentions. */
export function villageIn(text: string): string | undefined {
  const found = VILLAGE.exec(tidy(clip(text)))?.[1]
  const name =
    found === undefined
      ? ''
      : clean(
          found
            .replace(/\s+(per|tahun|bulan|triwulan|periode)\b.*$/i, '')
            .replace(/[–].*$/, '')
            .replace(/\s+\d.*$/, ''),
        )
  return isPlaceName(name) ? name : undefined
}
