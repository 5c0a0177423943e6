import { z } from 'zod'
import { defineKind } from '../../file/kind.ts'
import { dateSchema, defineFact, type Facts, idSchema, longText, shortText, sourceSchema } from '../../file/schemas.ts'
import { isHelper } from '../../file/writers.ts'

/** Facts about who the child is to the worker. None of them is the true name, a number or an address: those are in `identity`. */
export const registrationFacts = {
  alias: defineFact(z.string().max(60).regex(/\S/), (alias) => [alias]),
  code: defineFact(z.string().regex(/^[A-Z]{3}-[0-9A-HJKMNP-TV-Z]{4,6}$/), (code) => [code]),
  sex: defineFact(z.enum(['female', 'male', 'unknown']), (sex) => [{ words: `value.sex.${sex}` }]),
  birth: defineFact(dateSchema, (date) => [{ date }]),
  place: defineFact(
    z.object({ village: shortText.optional(), subdistrict: shortText.optional() }).strict(),
    ({ village, subdistrict }) => [village, subdistrict],
  ),
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
      occurred: dateSchema,
      source: sourceSchema.optional(),
      /** The stream of the true name, when it is known. */
      identity: idSchema.optional(),
      /** Who is responsible from the beginning, when it is not who writes: a supervisor's import by village. */
      owner: idSchema.optional(),
      /** Files of brothers and sisters who stood in the same row of a list. */
      siblings: z.array(idSchema).min(1).max(20).optional(),
    })
    .strict(),
  // Another owner only from an import, where the database has checked that the importer may give to them.
  may: (writer, { owner }) => isHelper(writer) && (owner === undefined || writer.reasons.includes('importer')),
  effect: ({ alias, code, sex, birth, place, came, owner }, by) => ({
    do: 'step',
    item: 'handling',
    from: [null],
    to: 'open',
    with: { owner: owner ?? by, came },
    facts: { alias, code, sex, birth, place },
  }),
  sentence: ({ came, note, alias, code, sex, birth, place, siblings }) => ({
    key: `registered.${came}`,
    ...(siblings === undefined ? {} : { lines: [{ key: 'registered-siblings', params: { count: siblings.length } }] }),
    ...(note === undefined ? {} : { text: note }),
    facts: { alias, code, sex, birth, place },
  }),
  mark: 'open',
})
