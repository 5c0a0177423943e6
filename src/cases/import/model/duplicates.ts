/** Rows that may describe the same child. Brothers and sisters, twins and namesakes are not the same child. */
import { rangeOf, type PartialDate } from '#platform/pure/partial-date.ts'
import { editDistance, soundKey } from './text.ts'
import type { Certainty, ChildReading, Sex } from './types.ts'

/** What is compared of a child, prepared once. */
export type Likeness = {
  readonly name: string
  readonly sound: string
  readonly sex: Sex
  readonly birth: PartialDate
  readonly village: string
  readonly guardian: string
  readonly phones: readonly string[]
  readonly nik: string | null
}

export function likenessOf(child: ChildReading): Likeness {
  const name = child.name.value ?? ''
  return {
    name: name.toLowerCase(),
    sound: soundKey(name),
    sex: child.sex.value,
    birth: child.birth.value,
    village: soundKey(child.village?.value ?? ''),
    guardian: guardianKey(child.guardian?.value ?? ''),
    phones: child.phones.map((p) => p.value),
    nik: child.nik?.value ?? null,
  }
}

const guardianKey = (name: string): string => soundKey(name).replace(/^(ibu|bu|bapak|bpk|pak|bp|ny|tn|hj|h) /, '')

/** Blocks in which two records of one child would meet; pairs outside a common block are never compared. */
export function keysOf(a: Likeness): readonly string[] {
  const keys: string[] = []
  if (a.nik !== null) keys.push(`n${a.nik}`)
  if (a.sound === '') return keys
  keys.push(`s${a.sound}`)
  const first = a.sound.slice(0, 2)
  if (a.birth.precision === 'day') {
    keys.push(`b${a.birth.value}${first}`)
    for (const phone of a.phones) keys.push(`p${phone}${a.birth.value}`)
  }
  return keys
}

/** How sure it is that two records describe one child; null when they do not, or nothing speaks for it. */
export function compare(a: Likeness, b: Likeness): Certainty | null {
  if (a.sound === '' || b.sound === '') return null
  const sameNik = a.nik !== null && a.nik === b.nik
  if (!sameNik && areTwoPeople(a, b)) return null
  const name = nameLikeness(a, b)
  if (name === 'other') return null
  const birth = birthLikeness(a.birth, b.birth)
  if (sameNik) return birth === 'contradicts' ? 'probable' : 'same'
  if (birth === 'contradicts') return null
  return birth === 'equal' ? weighEqualBirth(name, agreements(a, b)) : weighFittingBirth(name, agreements(a, b))
}

/** Two different identity numbers, or two different sexes. */
function areTwoPeople(a: Likeness, b: Likeness): boolean {
  const otherSex = a.sex !== 'unknown' && b.sex !== 'unknown' && a.sex !== b.sex
  return otherSex || (a.nik !== null && b.nik !== null)
}

type NameLikeness = 'equal' | 'sounds' | 'near'

function weighEqualBirth(name: NameLikeness, agree: Agreement): Certainty | null {
  if (agree.yes === 0 && agree.no >= 2) return null
  if (name === 'near') return agree.strong && agree.yes >= 2 ? 'probable' : null
  if (name === 'sounds') return agree.yes > 0 ? 'probable' : 'possible'
  if (agree.yes === 0) return agree.no === 0 ? 'probable' : 'possible'
  return agree.no > agree.yes ? 'probable' : 'same'
}

function weighFittingBirth(name: NameLikeness, agree: Agreement): Certainty | null {
  if (name === 'near' || agree.no >= agree.yes) return null
  if (agree.strong) return agree.yes >= 2 && name === 'equal' ? 'probable' : 'possible'
  return name === 'equal' && agree.no === 0 ? 'possible' : null
}

function nameLikeness(a: Likeness, b: Likeness): NameLikeness | 'other' {
  if (a.name === b.name) return 'equal'
  if (a.sound === b.sound) return 'sounds'
  const limit = a.sound.length >= 11 ? 2 : 1
  if (a.sound.length < 6 || a.sound[0] !== b.sound[0] || editDistance(a.sound, b.sound, limit) > limit) return 'other'
  return 'near'
}

/** `equal`: the same day, month or year was written; `fits`: some day fits both. */
function birthLikeness(a: PartialDate, b: PartialDate): 'equal' | 'fits' | 'contradicts' {
  const [ra, rb] = [rangeOf(a), rangeOf(b)]
  if (ra === null || rb === null) return 'fits'
  if (ra.earliest === rb.earliest && ra.latest === rb.latest && a.precision === 'day') return 'equal'
  return ra.earliest <= rb.latest && rb.earliest <= ra.latest ? 'fits' : 'contradicts'
}

type Agreement = { readonly yes: number; readonly no: number; readonly strong: boolean }

function agreements(a: Likeness, b: Likeness): Agreement {
  let [yes, no] = [0, 0]
  const count = (known: boolean, equal: boolean): boolean => {
    if (known && equal) yes++
    else if (known) no++
    return known && equal
  }
  count(a.village !== '' && b.village !== '', a.village === b.village)
  const guardian = count(a.guardian !== '' && b.guardian !== '', a.guardian === b.guardian)
  const phone = count(
    a.phones.length > 0 && b.phones.length > 0,
    a.phones.some((p) => b.phones.includes(p)),
  )
  return { yes, no, strong: guardian || phone }
}

export type Found = { readonly index: number; readonly of: number; readonly certainty: Certainty }

/** For every child that an earlier one of the list may be, the best such earlier one. `apart` says which two never are the same. */
export function duplicatesIn(
  children: readonly Likeness[],
  apart: (i: number, j: number) => boolean,
): readonly Found[] {
  const blocks = new Map<string, number[]>()
  const found: Found[] = []
  children.forEach((child, i) => {
    let best: Found | null = null
    const tried = new Set<number>()
    for (const key of keysOf(child)) {
      const block = blocks.get(key)
      if (block === undefined) {
        blocks.set(key, [i])
        continue
      }
      for (const j of block) {
        const other = children[j]
        if (other === undefined || tried.has(j) || apart(i, j)) continue
        tried.add(j)
        const certainty = compare(child, other)
        if (certainty !== null && (best === null || RANK[certainty] > RANK[best.certainty]))
          best = { index: i, of: j, certainty }
      }
      block.push(i)
    }
    if (best !== null) found.push(best)
  })
  return found
}

const RANK: Readonly<Record<Certainty, number>> = { same: 3, probable: 2, possible: 1 }

/** Pairs whose identity number is the same though the names are not: one of the numbers is wrong. */
export function sharedNiks(children: readonly Likeness[]): readonly { readonly index: number; readonly of: number }[] {
  const seen = new Map<string, number>()
  const found: { index: number; of: number }[] = []
  children.forEach((child, index) => {
    if (child.nik === null) return
    const of = seen.get(child.nik)
    if (of === undefined) seen.set(child.nik, index)
    else if (compare(child, children[of] ?? child) === null) found.push({ index, of })
  })
  return found
}
