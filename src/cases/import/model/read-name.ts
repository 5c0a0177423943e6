/** Names of children: one, or brothers and sisters who share a row. */
import { clip, nameCase, plain, tidy } from './text.ts'
import type { Mark } from './types.ts'
import { UNKNOWN } from './words.table.ts'

export type NameReading = {
  /** One per child; null where there is no name. */
  readonly names: readonly (string | null)[]
  readonly marks: readonly Mark[]
  readonly alias?: string
  readonly note?: string
  readonly twins: boolean
  /** The family name stood once, after the last child. */
  readonly familyNameShared: boolean
}

const TWINS = /\(?\b(kembar|twins?)\b\)?/gi
const NOTE_IN_BRACKETS =
  /alm|pindah|keluar|anak ke|baru|lama|meninggal|kelas|rt\b|yatim|piatu|moved|deceased|new|old|\d/i

/** Reads the name cell. `beside`: in how many lines other cells of the row are written. */
export function readName(raw: string, beside: readonly number[] = []): NameReading {
  const text = tidy(clip(raw))
  if (UNKNOWN.has(plain(raw))) return { names: [null], marks: [], twins: false, familyNameShared: false }
  const twins = new RegExp(TWINS.source, 'i').test(text)
  const untwinned = tidy(text.replace(TWINS, ' ').replace(/\(\s*\)/g, ' '))
  const parts = linesOfNames(clip(raw).replace(TWINS, ' '), beside) ?? splitSiblings(untwinned)
  if (parts.length > 1) return siblings(parts, twins)
  return single(raw, untwinned, twins)
}

/**
 * Names below each other in one cell, or "1. Anoa Sirih 2. Rusa Talas". A single name may be broken into lines as well: lines are several
 * children when they are numbered, when each is a whole name, or when another cell has as many.
 */
function linesOfNames(raw: string, beside: readonly number[]): readonly string[] | null {
  const numbered = (raw.match(/(?:^|\s)\(?\d[.)]\s*\p{L}/gu) ?? []).length >= 2
  const lines = (numbered ? raw.split(/(?:^|\s)\(?\d[.)]\s*(?=\p{L})/u) : raw.split('\n'))
    .map((line) => tidy(line.replace(/\(\s*\)/g, ' ').replace(/[,;&/]\s*$/, '')))
    .filter((line) => line !== '')
  if (lines.length < 2 || lines.length > MOST_SIBLINGS || !lines.every(isOneName)) return null
  const whole = lines.every((line) => line.includes(' ') && CAPITALS.test(line))
  return numbered || whole || beside.includes(lines.length) ? lines : null
}

const MOST_SIBLINGS = 8
/** A remark in a line of its own ("pindah sekolah") is no name. */
const CAPITALS = /^(?:\p{Lu}[\p{L}\p{M}'’`.\-“”"]*\s*)+$/u
const isOneName = (text: string): boolean =>
  /^\p{L}[\p{L}'’`.\-“”" ]+$/u.test(text) &&
  text.replace(/[^\p{L}]/gu, '').length >= 2 &&
  !/^(alias|als|dipanggil|panggilan|a\.?k\.?a|bin|binti)\b/i.test(text)

function single(raw: string, text: string, twins: boolean): NameReading {
  const marks: Mark[] = raw === raw.trim() ? [] : ['spaces-trimmed']
  const [first, remark] = remarkBelow(raw) ?? [text, '']
  const { name, inner, called } = takeApart(first)
  const cased = nameCase(
    name.replace(/^\d{1,3}[.)]\s+/, '').replace(/^(an\.|a\.n\.|ananda|sdr\.?|sdri\.?|anak)\s+(?=\p{L}{2})/iu, ''),
  )
  if (cased.changed) marks.push('case-changed')
  const isNote = inner !== '' && NOTE_IN_BRACKETS.test(inner)
  const alias = called !== '' || isNote ? called : inner
  return {
    names: [cased.text === '' ? null : cased.text],
    marks,
    twins,
    familyNameShared: false,
    ...(alias !== '' && { alias: tidy(alias) }),
    ...(isNote ? { note: inner } : remark !== '' && { note: remark }),
  }
}

/** "Anoa Sirih" and below it, in the same cell, "pindah sekolah". */
function remarkBelow(raw: string): readonly [string, string] | null {
  const [name, ...rest] = clip(raw)
    .split('\n')
    .map(tidy)
    .filter((line) => line !== '')
  const remark = rest.join(' ')
  if (name === undefined || remark === '' || !CAPITALS.test(name) || !name.includes(' ')) return null
  return CAPITALS.test(remark) || /^\(|^(alias|als|dipanggil|panggilan)\b/i.test(remark) ? null : [name, remark]
}

/** A name, what stands in brackets inside it, and what the child is called. */
function takeApart(text: string): { name: string; inner: string; called: string } {
  const called = /^(.+?)\s+(?:alias|als\.?|a\.?k\.?a\.?|dipanggil|panggilan)\s+(.+)$/i.exec(text)
  if (called !== null) return { name: tidy(called[1] ?? ''), inner: '', called: called[2] ?? '' }
  const bracket = /^(.*?)\s*\(([^)]*)\)\s*(.*)$/.exec(text)
  if (bracket === null) return { name: tidy(text), inner: '', called: '' }
  return { name: tidy(`${bracket[1]} ${bracket[3]}`), inner: bracket[2] ?? '', called: '' }
}

function siblings(parts: readonly string[], twins: boolean): NameReading {
  const words = parts.map((p) => p.split(' '))
  const last = words[words.length - 1] ?? []
  const shared = last.length >= 2 && words.slice(0, -1).every((w) => w.length === 1)
  const family = shared ? ` ${last.slice(1).join(' ')}` : ''
  const names = parts.map((p, i) => nameCase(shared && i < parts.length - 1 ? p + family : p).text)
  return { names, marks: twins ? ['siblings-split', 'twins'] : ['siblings-split'], twins, familyNameShared: shared }
}

/** Several names where every part looks like one. A comma before a title or a place is none of that. */
function splitSiblings(text: string): readonly string[] {
  const parts = text
    .split(/\s*(?:\/|&|\+|;|\n|,|\bdan\b|\band\b)\s*/i)
    .map((p) => tidy(p.replace(/^\(?\d+[.)]\s*/, '')))
    .filter((p) => p !== '')
  return parts.length >= 2 && parts.length <= MOST_SIBLINGS && parts.every(isOneName) ? parts : [text]
}
