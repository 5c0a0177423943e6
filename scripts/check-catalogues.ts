/**
 * Message catalogues are complete: `locales/id.json` and `locales/en.json` of a folder say the same things, with the same
 * placeholders, and each language has the plural forms that it needs. Further languages may be partial; what they have must fit.
 */
import { dirname } from 'node:path'
import { filesBelow, readText } from './lib/files.ts'

const PLURAL = /_(zero|one|two|few|many|other)$/
const REQUIRED = ['id', 'en'] as const

/** A catalogue as flat `a.b.c` keys with their texts. A key that begins with `_` is a remark for translators. */
export function flatten(catalogue: unknown, prefix = ''): Map<string, unknown> {
  const flat = new Map<string, unknown>()
  for (const [key, value] of Object.entries(catalogue as Record<string, unknown>)) {
    if (key.startsWith('_')) continue
    const path = prefix === '' ? key : `${prefix}.${key}`
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      for (const [inner, text] of flatten(value, path)) flat.set(inner, text)
    else flat.set(path, value)
  }
  return flat
}

/** The placeholders and tags of a text: `{{name}}`, `{{count, number}}`, `<b>`, `$t(other)`. */
const marksOf = (text: string): string[] =>
  [...text.matchAll(/\{\{\s*-?\s*([\w.]+)[^}]*\}\}|<\/?(\w+)\s*\/?>|\$t\(([\w.:]+)\)/g)].map(
    (m) => m[1] ?? m[2] ?? m[3] ?? '',
  )

const families = (flat: ReadonlyMap<string, unknown>): Map<string, string[]> => {
  const grouped = new Map<string, string[]>()
  for (const key of flat.keys()) {
    const family = key.replace(PLURAL, '')
    grouped.set(family, [...(grouped.get(family) ?? []), key])
  }
  return grouped
}

function pluralFaults(language: string, flat: ReadonlyMap<string, unknown>): string[] {
  const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories
  return [...families(flat)].flatMap(([family, keys]) => {
    if (!keys.some((key) => PLURAL.test(key))) return []
    return forms
      .filter((form) => !flat.has(`${family}_${form}`))
      .map((form) => `${family}: the plural form "${form}" is missing`)
  })
}

function textFaults(flat: ReadonlyMap<string, unknown>): string[] {
  return [...flat].flatMap(([key, text]) => {
    if (typeof text !== 'string') return [`${key}: not a text`]
    return text.trim() === '' ? [`${key}: empty`] : []
  })
}

/** The marks of all forms of one family; a plural form may leave out the count ("one visit"). */
function marksOfFamily(flat: ReadonlyMap<string, unknown>, keys: readonly string[]): string {
  const all = new Set(keys.flatMap((key) => marksOf(String(flat.get(key)))))
  if (keys.some((key) => PLURAL.test(key))) all.delete('count')
  return [...all].sort().join(' ')
}

/** What is wrong with the catalogues of one folder, each fault led by the language it is about. */
export function faultsOf(catalogues: Readonly<Record<string, unknown>>): string[] {
  const flat = new Map(Object.entries(catalogues).map(([language, catalogue]) => [language, flatten(catalogue)]))
  const faults: string[] = REQUIRED.filter((language) => !flat.has(language)).map(
    (language) => `${language}: there is no catalogue`,
  )
  const reference = flat.get('id') ?? flat.get('en') ?? new Map<string, unknown>()
  const wanted = families(reference)
  for (const [language, texts] of flat) {
    const say = (list: readonly string[]) => faults.push(...list.map((fault) => `${language}: ${fault}`))
    say(textFaults(texts))
    say(pluralFaults(language, texts))
    const have = families(texts)
    if (language === 'id' || language === 'en')
      say([...wanted.keys()].filter((key) => !have.has(key)).map((key) => `${key}: missing`))
    say([...have.keys()].filter((key) => !wanted.has(key)).map((key) => `${key}: not in the Indonesian catalogue`))
    for (const [family, keys] of have) {
      const keysThere = wanted.get(family)
      if (keysThere === undefined) continue
      const [here, there] = [marksOfFamily(texts, keys), marksOfFamily(reference, keysThere)]
      if (here !== there) say([`${family}: placeholders are "${here}", in Indonesian "${there}"`])
    }
  }
  return faults
}

if (import.meta.main) {
  const files = filesBelow('src', /\/locales\/[a-z]{2,3}\.json$/)
  const folders = [...new Set(files.map((path) => dirname(path)))]
  let wrong = 0
  let texts = 0
  for (const folder of folders) {
    const here = files.filter((path) => dirname(path) === folder)
    const catalogues = Object.fromEntries(
      here.map((path) => [path.slice(folder.length + 1, -'.json'.length), JSON.parse(readText(path)) as unknown]),
    )
    for (const catalogue of Object.values(catalogues)) texts += flatten(catalogue).size
    for (const fault of faultsOf(catalogues)) {
      wrong += 1
      console.log(`${folder}/${fault}`)
    }
  }
  console.log(`${folders.length} catalogues, ${texts} texts, ${wrong} wrong`)
  process.exitCode = wrong === 0 ? 0 : 1
}
