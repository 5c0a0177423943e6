/** Sex as a column writes it. What `P`, `W`, `1` or `2` mean depends on the column and on a legend. */
import { clip, plain } from './text.ts'
import type { Sex } from './types.ts'
import { SEX, UNKNOWN } from './words.table.ts'

/**
 * What codes mean in one column. `open`: codes whose meaning nothing in the file tells. `changed`: codes that meant the contrary further
 * up, and of which nothing tells whether they still do.
 */
export type SexCoding = {
  readonly codes: ReadonlyMap<string, Sex>
  readonly open: ReadonlySet<string>
  readonly changed: ReadonlySet<string>
}

export type SexReading =
  | { readonly kind: 'read'; readonly sex: 'male' | 'female' }
  | { readonly kind: 'missing' | 'choice-left' | 'unreadable' | 'code-unknown' | 'code-changed' }

/** Removes what offices put around a letter: full stops, brackets, ticks. */
const core = (text: string): string =>
  plain(clip(text))
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
  if (isPriaWanita(header, used)) codes.set('p', 'male')
  if (isBoyGirl(header, used)) codes.set('b', 'male').set('g', 'female')
  for (const [code, sex] of legend) codes.set(codeKey(code), sex)
  const open = new Set<string>()
  for (const code of [...used].filter((c) => /^\d$/.test(c) && !codes.has(c))) {
    const sex = elected(votes.get(code) ?? [0, 0])
    if (sex === null) open.add(code)
    else codes.set(code, sex)
  }
  return { codes, open: openPair(open, codes), changed: new Set() }
}

function isPriaWanita(header: string, used: ReadonlySet<string>): boolean {
  if (used.has('l') || used.has('lk')) return false
  return (used.has('p') && used.has('w')) || /\bp(ria)?\s*[/|-]\s*w(anita)?\b/.test(plain(header))
}

/** "B" and "G" are no codes of their own; beside each other, or under "Boy/Girl", they are. */
const isBoyGirl = (header: string, used: ReadonlySet<string>): boolean =>
  /\bb(oys?)?\s*[/|-]\s*g(irls?)?\b/.test(plain(header)) || (used.has('b') && used.has('g'))

/** At least three identity numbers, nearly all of one mind. */
function elected([male, female]: readonly [number, number]): Sex | null {
  if (male + female < 3 || Math.min(male, female) > (male + female) * 0.1) return null
  return male > female ? 'male' : 'female'
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
  const code = codeKey(text)
  const coded = coding.codes.get(code)
  if (coded !== undefined && coded !== 'unknown') return { kind: 'read', sex: coded }
  if (coding.open.has(code)) return { kind: 'code-unknown' }
  if (coding.changed.has(code)) return { kind: 'code-changed' }
  const word = core(text)
  if (UNKNOWN.has(word) || UNKNOWN.has(plain(text))) return { kind: 'missing' }
  const sex = tickedChoice(plain(text)) ?? sexWord(word)
  if (sex !== null) return { kind: 'read', sex }
  return { kind: isPrintedChoice(word) ? 'choice-left' : 'unreadable' }
}

function sexWord(word: string): 'male' | 'female' | null {
  const sex = SEX[word] ?? SEX[word.replace(/[.\s-]/g, '')] ?? SEX[word.split(/\s*[(=]\s*/)[0] ?? '']
  if (sex === 'male' || sex === 'female') return sex
  const male = /\b(laki|lelaki|pria|putra|male|boy)\b/.test(word)
  const female = /\b(perempuan|wanita|putri|female|girl)\b/.test(word)
  return male === female ? null : male ? 'male' : 'female'
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
