/**
 * What a leaf may be, letter by letter (docs/formats.md, section 7). Its keys are sorted and its values are ids, codes and times, so that
 * all leaves together are a regular language: whatever does not match is no leaf, whoever signed it.
 */
const NAME = '[A-Za-z0-9][A-Za-z0-9:._-]{0,63}'
/** Written out: a counted loop would take twice as long. */
const hex = (digits: number): string => '[0-9a-f]'.repeat(digits)
/** Of the variant of RFC 9562. */
const UUID = `${hex(8)}-${hex(4)}-${hex(4)}-[89ab]${hex(3)}-${hex(12)}`
const TIME = String.raw`\d{4}-\d\d-\d\dT(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{6}Z`
const COUNT = String.raw`[1-9]\d{0,15}`
const CONCERN = String.raw`\{(?:"head":"${hex(64)}",)?(?:"seq":${COUNT},)?"stream":"${UUID}"\}`

const LEAF = new RegExp(
  String.raw`^\{"actor":"${NAME}","at":"${TIME}",(?:"code":"${NAME}",)?"concerns":\[(?:${CONCERN}(?:,${CONCERN})*)?\],` +
    String.raw`"id":"${UUID}","op":"${NAME}","outcome":"(?:ok|refused)",(?:"session":"${UUID}",)?` +
    String.raw`(?:"since":"${TIME}",(?:"subject":"${UUID}",)?"times":${COUNT},|(?:"subject":"${UUID}",)?)"v":1\}$`,
)

/** A leaf says: this stream had this head at this entry. */
export type Naming = (stream: string, seq: number, head: string) => void

/** Tells `named` of every head that the leaf names; false when the text (a character for each byte) is no leaf. */
export function readLeaf(text: string, named: Naming): boolean {
  // Only whether it matches: what is needed of it is cut out afterwards, at half the price of groups.
  if (!LEAF.test(text)) return false
  const at = text.indexOf('"at":"') + 6
  if (!isDay(text, at) || !isCountSound(text)) return false
  return readConcerns(text, text.indexOf('"concerns":[', at) + 12, named)
}

/** The concerns are in order, and a head has one length: so they are cut where the next key must stand. `from`: after the bracket. */
function readConcerns(text: string, from: number, named: Naming): boolean {
  for (let start = from; text[start] === '{';) {
    const end = text.indexOf('}', start)
    const hasHead = text.startsWith('{"head"', start)
    const seqAt = hasHead ? start + HEAD : start + 1
    if (text.startsWith('"seq"', seqAt)) {
      const seq = Number(text.slice(seqAt + 6, end - STREAM))
      if (!Number.isSafeInteger(seq)) return false
      if (hasHead) named(text.slice(end - 37, end - 1), seq, text.slice(start + 9, start + 73))
    }
    start = end + 2
  }
  return true
}

/** Lengths of `{"head":"` with its hash, quote and comma, and of `,"stream":"` with its UUID and quote. */
const HEAD = 75
const STREAM = 48

/** A leaf that counts refusals ends in a number before its version. */
function isCountSound(text: string): boolean {
  if (text.at(-8) === '"') return true
  const since = text.lastIndexOf('"since":"') + 9
  return isDay(text, since) && Number.isSafeInteger(Number(text.slice(text.lastIndexOf(':', text.length - 8) + 1, -7)))
}

/** When, which and what a leaf is, for a sentence about it; null when it is none. */
export function aboutLeaf(text: string): { readonly at: string; readonly id: string; readonly op: string } | null {
  if (!readLeaf(text, () => undefined)) return null
  const [, at = '', id = '', op = ''] = /"at":"([^"]+)".*\],"id":"([^"]+)","op":"([^"]+)"/.exec(text) ?? []
  return { at, id, op }
}

/** Microseconds since 1970 are below 2^53. */
const LAST = '2255-06-05'

let known = '1970-01-01'

/** Whether the calendar has the day at this place of the text: days come in rows, so the last one is remembered. */
function isDay(text: string, at: number): boolean {
  if (text.startsWith(known, at)) return true
  const day = text.slice(at, at + 10)
  const date = new Date(`${day}T00:00:00Z`)
  if (Number.isNaN(date.getTime()) || date.getTime() < 0 || day > LAST || !date.toISOString().startsWith(day))
    return false
  known = day
  return true
}
