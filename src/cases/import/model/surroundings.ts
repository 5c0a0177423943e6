/** What titles and sheet names say about all rows below: the village, the subdistrict, the day on which the list was true. */
import type { Row, Sheet, Workbook } from '#platform/pure/sheet/index.ts'
import { rangeOf } from '#platform/pure/partial-date.ts'
import { filled } from './find-tables.ts'
import { NO_PLACES, placeNamed, type Places } from './known-places.ts'
import { parseDate } from './read-date.ts'
import { subdistrictIn, villageIn } from './read-place.ts'
import { clip, headerKey, tidy } from './text.ts'
import type { Context, Sex } from './types.ts'
import { CHILDREN_OF_ONE_SEX, MONTHS, OF_BOTH, SEX } from './words.table.ts'

/** Place names in the rows above row `until` (0-based) and in the sheet's name. `named`: what the sheet's bare name is, if it is a place. */
export function contextOf(
  sheet: Sheet,
  until: number,
  named: 'village' | 'subdistrict' | null,
  places: Places = NO_PLACES,
): Context {
  const known = placeNamed(sheet.name, places)
  const byName = Object.keys(known).length > 0 ? {} : named === null ? {} : { [named]: tidy(sheet.name) }
  return { ...known, ...byName, ...contextIn([...sheet.rows.slice(0, until).map(lineOf), sheet.name]) }
}

/** The text of a row that holds no child. */
export const lineOf = (row: Row | undefined): string =>
  filled(row)
    .map(({ cell }) => cell.text)
    .join(' ')

/** What some lines say, the first that names a place first. */
export function contextIn(lines: readonly string[]): Context {
  const village = lines.map(villageIn).find((v) => v !== undefined)
  const subdistrict = lines.map(subdistrictIn).find((s) => s !== undefined)
  const sex = sexIn(lines)
  return {
    ...(village === undefined ? {} : { village }),
    ...(subdistrict === undefined ? {} : { subdistrict }),
    ...(sex === undefined ? {} : { sex }),
  }
}

/** "Anak Laki-laki" as a sheet's name, "DAFTAR ANAK PEREMPUAN" as a title; an office for women and children says nothing. */
export function sexIn(texts: readonly string[]): Sex | undefined {
  const said = texts.flatMap((text): Sex[] => {
    const key = headerKey(clip(text)).replace(/^(?:[a-h]|\d{1,2}|[ivx]{1,4}) (?=\p{L}{3})/u, '')
    const words = CHILDREN_OF_ONE_SEX.exec(key)
    const word = words?.[1] ?? words?.[2]
    return word === undefined || OF_BOTH.test(key) ? [] : [SEX[word.replace(/ /g, '-')] ?? 'unknown']
  })
  return new Set(said).size === 1 && said[0] !== 'unknown' ? said[0] : undefined
}

const GENERIC =
  /\d|^(data|sheet|lembar|anak|register|daftar|rekap|laporan|list|table|tabel|kasus|case|cases|children|child|form|kartu|card|cards|aktif|selesai|baru|lama|arsip|master|utama|hidden|tersembunyi|import|export|laki|perempuan|kode|legend|keterangan|tahun|bulan|semester|triwulan|new|old|ringkasan|summary|jumlah|total|format|contoh|kelompok|backup|cadangan|draft|salinan|copy|sisa|tambahan|lampiran)/

/** Sheets that carry the name of an office, a partner or a programme. */
const INSTITUTION =
  /\b(dinas|dinsos|dinkes|disdik|posyandu|puskesmas|pustu|panti|yayasan|lksa|lsm|ngo|mitra|partner|sekolah|school|paud|tk|sd|sdn|smp|smpn|sma|smk|madrasah|mts|pesantren|polres|polsek|uptd?|p2tp2a|pksai|peksos|kader|kantor|office|posko|shelter|rumah|tim|bagian|seksi|program|proyek|project|dssa|baznas|gereja|masjid|wilayah|relawan|pendamping|petugas|nama|name|lain|other)\b/

/**
 * Sheets of a workbook that carry names of places; none unless all the lists do, for one such name proves nothing, and one that surely is
 * none shows that the sheets are divided in another way.
 */
export function sheetsNamedAfterPlaces(sheets: readonly Sheet[]): ReadonlySet<string> {
  const named = sheets.filter((s) => {
    const key = headerKey(s.name)
    return (
      /^[\p{L} ]{4,30}$/u.test(key) &&
      !GENERIC.test(key) &&
      !INSTITUTION.test(key) &&
      !key.split(' ').some((w) => MONTHS[w] !== undefined || GENERIC.test(w))
    )
  })
  return new Set(named.length >= 2 && named.length === sheets.length ? named.map((s) => s.name) : [])
}

/** "Keadaan per 31 Desember 2025", "data s.d. 30 September 2025", "per 30/06/2025", "as of …"; null where no sheet says so. */
export function asOfIn(workbook: Workbook): string | null {
  for (const sheet of workbook.sheets) {
    for (const row of sheet.rows.slice(0, 8)) {
      for (const { cell } of filled(row)) {
        const found =
          /\b(?:keadaan|posisi|data|status|kondisi)?\s*(?:per|s\.?\s?d\.?|sampai(?: dengan)?|hingga|as of|as at|up to|until)\s*:?\s*(?:tanggal|tgl\.?|date)?\s*([\p{L}\d /.-]{6,25}\d{4})/iu.exec(
            clip(cell.text),
          )?.[1]
        const day = found === undefined ? null : dayIn(found)
        if (day !== null) return day
      }
    }
  }
  return null
}

function dayIn(text: string): string | null {
  const parsed = parseDate({ kind: 'text', text }, { asOf: '2099-12-31', ages: false, date1904: false })
  if (parsed.form === 'fixed' && parsed.date.precision !== 'age') return rangeOf(parsed.date)?.latest ?? null
  if (parsed.form !== 'numeric') return null
  const [d, m] = parsed.second > 12 ? [parsed.second, parsed.first] : [parsed.first, parsed.second]
  return `${parsed.year}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`
}
