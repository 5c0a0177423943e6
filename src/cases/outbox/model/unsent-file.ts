import { z } from 'zod'
import { uuid } from '../../file/entry.ts'

/** The file of unsent work that a person carries to another device (docs/formats.md, `lindung: unsent/1`). */
export const UNSENT_FORMAT = 'unsent/1'

/** One entry: its ids in clear, the entry itself sealed to the instance, in base64. */
export const unsentEntry = z
  .object({
    id: uuid,
    stream: uuid,
    sealed: z
      .string()
      .min(4)
      .max(170_000)
      .regex(/^[A-Za-z0-9+/]+={0,2}$/),
  })
  .strict()
export type UnsentEntry = z.output<typeof unsentEntry>

/** Entries of one request, and signs of base64 in it: together they stay below what one request may hold. */
export const MOST_ENTRIES = 50
const MOST_SIGNS = 1_500_000

/** Bytes that a file may have: some two thousand entries. */
export const MOST_BYTES = 20_000_000

const fileSchema = z.object({ lindung: z.literal(UNSENT_FORMAT), entries: z.array(unsentEntry).max(5_000) }).strict()

/** The text of a file with these entries, in the order in which they were written. */
export function unsentFileText(entries: readonly UnsentEntry[]): string {
  return JSON.stringify({ lindung: UNSENT_FORMAT, entries })
}

/** The entries of a file; null when it is none, or of a later version. An id that stands there twice counts once. */
export function readUnsentFile(text: string): readonly UnsentEntry[] | null {
  const parsed = fileSchema.safeParse(jsonOf(text))
  if (!parsed.success) return null
  return [...new Map(parsed.data.entries.map((entry) => [entry.id, entry])).values()]
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** The entries in portions that one request may hold, in their order. */
export function portionsOf(entries: readonly UnsentEntry[]): readonly (readonly UnsentEntry[])[] {
  const portions: UnsentEntry[][] = []
  let signs = 0
  for (const entry of entries) {
    const last = portions.at(-1)
    signs += entry.sealed.length
    if (last === undefined || last.length === MOST_ENTRIES || signs > MOST_SIGNS) {
      portions.push([entry])
      signs = entry.sealed.length
    } else last.push(entry)
  }
  return portions
}

/** Associated data of an entry sealed to the instance: it opens under its own id only. */
export const unsentAad = (id: string): string => `lindung/outbox/1\n${id}`
