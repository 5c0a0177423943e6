/** Sex as a column writes it. What `P`, `W`, `1` or `2` mean depends on the column and on a legend. */
import { plain } from './text.ts'
import type { Sex } from './types.ts'
import { SEX, UNKNOWN } from './words.ts'

/** What codes mean in one column. `open`: codes whose meaning nothing in the file tells. */
export type SexCoding = { readonly codes: ReadonlyMap<string, Sex>; readonly open: ReadonlySet<string> }

export type SexReading =
  | { readonly kind: 'read'; readonly sex: 'male' | 'female' }
  | { readonly kind: 'missing' | 'choice-left' | 'unreadable' | 'code-unknown' }

/** Removes what offices put around a letter: full stops, brackets, ticks. */
const core = (text: string): string =>
  plain(text)
    .replace(/^[\s.:('"[]+|[\s.)'"\],;]+$/g, '')
    .replace(/\s*-\s*/g, '-')

const codeKey = (text: string): string =>
  core(text)
    .replace(/^0+(?=\d)/, '')
    .replace(/[.,]0+$/, '')

/**
 * The coding of a column from its different values, a legend, and identity numbers seen beside codes (`votes`: code → male, female).
 * A column that uses W with P means pria and wanita.
 */
export function sexCoding(
  header: string,
  values: Iterable<string>,
  legend: ReadonlyMap<string, Sex>,
  votes: ReadonlyMap<string, readonly [number, number]>,
): SexCoding {
  const used = new Set([...values].map(codeKey))
  const codes = new Map<string, Sex>()
  if (
    !used.has('l') &&
    !used.has('lk') &&
    ((used.has('p') && used.has('w')) || /\bp(ria)?\s*[/|-]\s*w(anita)?\b/.test(plain(header)))
  )
    codes.set('p', 'male')
  for (const [code, sex] of legend) codes.set(codeKey(code), sex)
  const open = new Set<string>()
  for (const code of used) {
    if (codes.has(code) || !/^\d$/.test(code)) continue
    const [male, female] = votes.get(code) ?? [0, 0]
    if (male + female >= 3 && Math.min(male, female) <= (male + female) * 0.1)
      codes.set(code, male > female ? 'male' : 'female')
    else open.add(code)
  }
  return { codes, open: openPair(open, codes) }
}

/** When one of two codes is known the other follows; zero alone is no code. */
function openPair(open: Set<string>, codes: Map<string, Sex>): ReadonlySet<string> {
  const known = [...codes].filter(([code]) => /^\d$/.test(code))
  const only = [...open]
  if (known.length === 1 && only.length === 1 && only[0] !== undefined) {
    codes.set(only[0], known[0]?.[1] === 'male' ? 'female' : 'male')
    return new Set()
  }
  return open
}

export const sexKey = codeKey

/** One cell; several sexes in one cell are split before. */
export function readSex(text: string, coding: SexCoding): SexReading {
  const word = core(text)
  const code = codeKey(text)
  const coded = coding.codes.get(code)
  if (coded !== undefined && coded !== 'unknown') return { kind: 'read', sex: coded }
  if (coding.open.has(code)) return { kind: 'code-unknown' }
  if (word === '' || UNKNOWN.has(word) || UNKNOWN.has(plain(text))) return { kind: 'missing' }
  const ticked = tickedChoice(plain(text))
  if (ticked !== null) return { kind: 'read', sex: ticked }
  const sex = SEX[word] ?? SEX[word.replace(/[.\s-]/g, '')] ?? SEX[word.split(/\s*[(=]\s*/)[0] ?? '']
  if (sex === 'male' || sex === 'female') return { kind: 'read', sex }
  return { kind: isPrintedChoice(word) ? 'choice-left' : 'unreadable' }
}

/** "L/P" as printed, with neither struck out. */
function isPrintedChoice(word: string): boolean {
  const parts = word.split(/\s*[/|\\*]\s*|\s+atau\s+|\s+or\s+/)
  const sexes = new Set(parts.map((p) => SEX[p.replace(/\.$/, '')]))
  return parts.length === 2 && sexes.has('male') && sexes.has('female')
}

/** "[x] L [ ] P", "☑ L ☐ P", "(√) laki-laki ( ) perempuan". */
function tickedChoice(text: string): 'male' | 'female' | null {
  const m = /(?:☑|☒|✓|✔|√|\[\s*[xv√✓]\s*\]|\(\s*[xv√✓]\s*\))\s*([a-z-]+)/.exec(text)
  if (m?.[1] === undefined || !/☐|□|\[\s*\]|\(\s*\)/.test(text)) return null
  const sex = SEX[m[1]]
  return sex === 'male' || sex === 'female' ? sex : null
}
