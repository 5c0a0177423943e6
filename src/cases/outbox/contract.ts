import { z } from 'zod'
import { defineOperation } from '#access/index.ts'
import { MOST_ENTRIES, unsentEntry } from './model/unsent-file.ts'

/** The operation on a file of unsent work (docs/adr/0010-unsent-work-comes-back-by-its-writer.md). */
const id = z.uuid()

/** What stands in one entry of the file. */
const openedEntry = z.discriminatedUnion('outcome', [
  z.object({
    id,
    outcome: z.literal('own'),
    /** The entry as it was written. */
    text: z.string(),
    /** Whether the writer was ever signed in on the device that it names; else it is not accepted. */
    knownDevice: z.boolean(),
    /** The child that it is about, as far as the writer may open the file now. */
    child: z.object({ file: id, alias: z.string(), code: z.string() }).nullable(),
  }),
  /** Somebody else is named as its writer: nothing of it is shown, not even who. */
  z.object({ id, outcome: z.literal('of-another') }),
  /** Nothing can be written there any more by this person. */
  z.object({ id, outcome: z.literal('gone') }),
  /** It was not sealed to this instance, or is damaged, or is no entry. */
  z.object({ id, outcome: z.literal('unreadable') }),
])

export const openUnsent = defineOperation({
  id: 'openUnsent',
  method: 'POST',
  path: '/unsent',
  summary:
    'Open entries of a file of unsent work, for the person who wrote them. Nothing is stored: they are sent like any other entry then',
  body: z.object({ entries: z.array(unsentEntry).min(1).max(MOST_ENTRIES) }).strict(),
  answer: z.object({ entries: z.array(openedEntry) }),
  problems: ['bad-input', 'not-signed-in', 'too-large'],
  policy: { who: 'signed-in', because: 'opens only what the signed-in person is named in as its writer' },
  audit: { action: 'unsent.open', nature: 'look' },
})
