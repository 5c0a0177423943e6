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

/** Reads the name cell; `mayShare` is false where the row surely holds one child. */
export function readName(raw: string): NameReading {
  const text = tidy(clip(raw))
  if (UNKNOWN.has(plain(raw))) return { names: [null], marks: [], twins: false, familyNameShared: false }
  const twins = new RegExp(TWINS.source, 'i').test(text)
  const untwinned = tidy(text.replace(TWINS, ' ').replace(/\(\s*\)/g, ' '))
  const parts = splitSiblings(untwinned)
  if (parts.length > 1) return siblings(parts, twins)
  return single(raw, untwinned, twins)
}

function single(raw: string, text: string, twins: boolean): NameReading {
  const marks: Mark[] = raw === raw.trim() ? [] : ['spaces-trimmed']
  const { name, inner, called } = takeApart(text)
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
    ...(isNote && { note: inner }),
  }
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
  return parts.length >= 2 &&
    parts.length <= 8 &&
    parts.every((p) => /^[\p{L}][\p{L}'’`.\-“”" ]+$/u.test(p) && p.replace(/[^\p{L}]/gu, '').length >= 2)
    ? parts
    : [text]
}
