/** Small text helpers of the import: cells are compared by what they say, not by how they are typed. */

/** Longer texts are remarks: no field but a note holds them, and no pattern is tried on them. */
export const MOST_CHARACTERS = 300

/** The part of a text that patterns are tried on. */
export const clip = (s: string): string => (s.length > MOST_CHARACTERS ? s.slice(0, MOST_CHARACTERS) : s)

/** Lower case, one space between words, no space around; keeps punctuation. */
export const plain = (s: string): string =>
  s
    .replace(/[\u00a0\s]+/g, ' ')
    .trim()
    .toLowerCase()

/** Trimmed, one space between words, case kept. */
export const tidy = (s: string): string => s.replace(/[\u00a0\s]+/g, ' ').trim()

/** Header text for matching: lower case, punctuation as spaces. */
export const headerKey = (s: string): string =>
  plain(s)
    .replace(/[^\p{L}\p{N}#]+/gu, ' ')
    .trim()

/** Without accents. */
export const bare = (s: string): string => s.normalize('NFD').replace(/\p{M}+/gu, '')

const isShouted = (s: string): boolean => s === s.toUpperCase() && s !== s.toLowerCase()
const isWhispered = (s: string): boolean => s === s.toLowerCase() && s !== s.toUpperCase()

/** A name written all in capitals or all in small letters, with a capital per word; any other spelling is the office's own. */
export function nameCase(s: string): { readonly text: string; readonly changed: boolean } {
  if (!isShouted(s) && !isWhispered(s)) return { text: s, changed: false }
  const text = s
    .toLowerCase()
    .replace(/(^|[\s\-("“])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase())
  return { text, changed: text !== s }
}

/** Old spellings and slips of the ear folded together: Doeyoeng → duyung, Tjempaka → cempaka. For comparing only. */
export function soundKey(name: string): string {
  return bare(name.toLowerCase())
    .replace(/[^a-z ]+/g, '')
    .replace(/oe/g, 'u')
    .replace(/tj/g, 'c')
    .replace(/dj/g, 'j')
    .replace(/sj/g, 's')
    .replace(/sy/g, 's')
    .replace(/kh/g, 'k')
    .replace(/ch/g, 'h')
    .replace(/nj/g, 'ny')
    .replace(/j(?=[^aiueo]|$)/g, 'i')
    .replace(/ph|v/g, 'f')
    .replace(/z/g, 's')
    .replace(/th/g, 't')
    .replace(/dh/g, 'd')
    .replace(/y(?=[^aiueo]|$)/g, 'i')
    .replace(/(.)\1+/g, '$1')
    .replace(/\s+/g, ' ')
    .trim()
}

/** Edits between two texts, counted up to `limit`; returns `limit + 1` when there are more. */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1
  let previous = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const current = [i]
    let best = i
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1
      const d = Math.min((previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1, (previous[j - 1] ?? 0) + cost)
      current.push(d)
      if (d < best) best = d
    }
    if (best > limit) return limit + 1
    previous = current
  }
  return previous[b.length] ?? limit + 1
}
