import { z } from 'zod'
import { defineKind } from '../../file/kind.ts'
import { type Facts, idSchema, occurredSchema, shortText, someFacts, sourceSchema } from '../../file/schemas.ts'

/** What tells who the child is. It lives in a stream of its own and is fetched only when a person asks to see it. */
export const identityFacts = {
  trueName: { schema: shortText },
  otherNames: { schema: z.array(shortText).max(10) },
  /** National identity number: sixteen digits, or as many as could be read. */
  nik: { schema: z.string().regex(/^\d{6,16}$/) },
  birthplace: { schema: shortText },
  phones: { schema: z.array(z.string().regex(/^\+?[0-9]{5,20}$/)).max(10) },
  guardianName: { schema: shortText },
  address: { schema: z.string().trim().min(1).max(500) },
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
      occurred: occurredSchema.optional(),
      source: sourceSchema.optional(),
    })
    .strict(),
  may: (writer) => writer.roles.includes('caseworker') || writer.roles.includes('supervisor'),
  effect: ({ facts }) => ({ do: 'set', facts }),
  sentence: ({ facts }) => ({ key: 'identity-set', params: { count: Object.keys(facts).length } }),
  mark: 'held',
})
