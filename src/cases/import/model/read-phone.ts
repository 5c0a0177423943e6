/** Telephone numbers as text with their leading zero. */
import type { Cell } from '#platform/pure/sheet/index.ts'
import { clip, plain } from './text.ts'
import type { Mark } from './types.ts'
import { OTHER_PERSON, UNKNOWN } from './words.table.ts'

export type PhoneReading = {
  readonly numbers: readonly string[]
  readonly marks: readonly Mark[]
  readonly question?: { readonly code: 'phone-implausible'; readonly params: Readonly<Record<string, string>> }
}

const NONE: PhoneReading = { numbers: [], marks: [] }

/** Reads one or more numbers. What is no plausible number is asked about, never repaired. */
export function readPhones(cell: Pick<Cell, 'kind' | 'text'>): PhoneReading {
  const text = plain(clip(cell.text)).replace(/^['`]+/, '')
  if (UNKNOWN.has(text)) return NONE
  const marks = new Set<Mark>()
  if (OTHER_PERSON.test(text)) marks.add('number-of-another-person')
  if (/^\d([.,]\d+)?e\s*\+?\s*\d+$/.test(text))
    return { numbers: [], marks: [], question: { code: 'phone-implausible', params: { how: 'scientific' } } }
  const parts = partsOf(text.replace(/\([^)]*[a-z][^)]*\)/g, ' '))
  if (parts.length === 0)
    return { numbers: [], marks: [...marks], question: { code: 'phone-implausible', params: { how: 'no-digits' } } }
  const read = parts.map(readOne)
  const numbers: string[] = []
  for (const one of read) {
    if (one === null) continue
    one.marks.forEach((m) => marks.add(m))
    if (!numbers.includes(one.value)) numbers.push(one.value)
  }
  if (numbers.length > 1) marks.add('two-numbers')
  const bad = read.includes(null)
  return {
    numbers,
    marks: [...marks],
    ...(bad ? { question: { code: 'phone-implausible', params: { how: 'digits' } } } : {}),
  }
}

function partsOf(text: string): readonly string[] {
  const parts = text
    .split(/[/;,&|\n]|\bdan\b|\batau\b|\band\b|\bor\b/)
    .map((p) => p.trim())
    .filter((p) => /\d|o{2}/.test(p))
  const whole = parts.join('').replace(/\D/g, '')
  return parts.length > 1 && parts.every((p) => p.replace(/\D/g, '').length < 7) && whole.length <= 14
    ? [parts.join('')]
    : parts
}

function readOne(part: string): { readonly value: string; readonly marks: readonly Mark[] } | null {
  const marks: Mark[] = []
  let digits = part
    .replace(/\.0+$/, '')
    .replace(/(?<=[\d+ ])o|o(?=\d)/g, '0')
    .replace(/(?<=\d)l|l(?=\d)/g, '1')
  if (digits !== part.replace(/\.0+$/, '')) marks.push('letter-for-digit')
  digits = digits.replace(/[^\d+]/g, '')
  if (/^(\+|00)?62\d{8,13}$/.test(digits)) {
    digits = digits.replace(/^(\+|00)?620?/, '0')
    marks.push('country-code-read')
  } else if (/^8\d{7,12}$/.test(digits)) {
    digits = `0${digits}`
    marks.push('leading-zero-restored')
  }
  return /^0\d{8,13}$/.test(digits) ? { value: digits, marks } : null
}
