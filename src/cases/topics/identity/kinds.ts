import { z } from 'zod'
import { defineKind, type Writer } from '../../file/kind.ts'
import { defineFact, type Facts, idSchema, dateSchema, shortText, someFacts, sourceSchema } from '../../file/schemas.ts'
import { isHelper, isResponsible } from '../../file/writers.ts'

/** What tells who the child is. It lives in a stream of its own and is fetched only when a person asks to see it. */
export const identityFacts = {
  trueName: defineFact(shortText, (name) => [name]),
  otherNames: defineFact(z.array(shortText).max(10), (names) => names),
  /** National identity number: sixteen digits, or as many as could be read. */
  nik: defineFact(z.string().regex(/^\d{6,16}$/), (nik) => [nik]),
  birthplace: defineFact(shortText, (place) => [place]),
  phones: defineFact(z.array(z.string().regex(/^\+?[0-9]{5,20}$/)).max(10), (phones) => phones),
  guardianName: defineFact(shortText, (name) => [name]),
  address: defineFact(z.string().max(500).regex(/\S/), (address) => [address]),
} as const satisfies Facts

export const identitySet = defineKind({
  name: 'identity-set',
  kv: 1,
  opens: 'identity',
  streams: ['identity'],
  schema: z
    .object({
      /** The case stream of the file. */
      file: idSchema,
      facts: someFacts(identityFacts),
      occurred: dateSchema.optional(),
      source: sourceSchema.optional(),
    })
    .strict(),
  may: worksOnIdentity,
  effect: ({ facts }) => ({ do: 'set', facts }),
  // The story of the file never shows the values: they are seen only where the identity itself is asked for.
  sentence: ({ facts }) => ({ key: 'identity-set', params: { count: Object.keys(facts).length } }),
  mark: 'held',
})

/** Who opens the stream has no grant on it yet; the database checks that they work on the file. */
function worksOnIdentity(writer: Writer): boolean {
  return writer.reasons.length > 0 ? isResponsible(writer) : isHelper(writer)
}
