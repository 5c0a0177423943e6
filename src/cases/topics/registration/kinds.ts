import { z } from 'zod'
import { partialDateSchema } from '#platform/pure/partial-date.ts'
import { defineKind } from '../../file/kind.ts'
import { type Facts, idSchema, longText, occurredSchema, shortText, sourceSchema } from '../../file/schemas.ts'

/** Facts about who the child is to the worker. None of them is the true name, a number or an address: those are in `identity`. */
export const registrationFacts = {
  alias: { schema: z.string().trim().min(1).max(60) },
  code: { schema: z.string().regex(/^[A-Z]{3}-[0-9A-HJKMNP-TV-Z]{4,6}$/) },
  sex: { schema: z.enum(['female', 'male', 'unknown']) },
  birth: { schema: partialDateSchema },
  place: { schema: z.object({ village: shortText.optional(), subdistrict: shortText.optional() }).strict() },
} as const satisfies Facts

export const registered = defineKind({
  name: 'registered',
  kv: 1,
  opens: 'case',
  streams: ['case'],
  schema: z
    .object({
      alias: registrationFacts.alias.schema,
      code: registrationFacts.code.schema,
      sex: registrationFacts.sex.schema,
      birth: registrationFacts.birth.schema,
      place: registrationFacts.place.schema.optional(),
      /** How the child came to us; a word of the code list. */
      came: z.enum(['own', 'police', 'hotline', 'school', 'village', 'returned', 'import', 'other']),
      note: longText.optional(),
      occurred: occurredSchema,
      source: sourceSchema.optional(),
      /** The stream of the true name, when it is known. */
      identity: idSchema.optional(),
    })
    .strict(),
  may: (writer) => writer.roles.includes('caseworker') || writer.roles.includes('supervisor'),
  effect: ({ alias, code, sex, birth, place }, by) => ({
    do: 'step',
    item: 'handling',
    from: [null],
    to: 'open',
    with: { owner: by },
    facts: { alias, code, sex, birth, place },
  }),
  sentence: ({ came, note }) => ({ key: `registered.${came}`, ...(note === undefined ? {} : { text: note }) }),
  mark: 'open',
})
