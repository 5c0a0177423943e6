import { z } from 'zod'
import { defineFact, type Facts, longText, shortText } from '../../file/schemas.ts'

/** Care, contact and school: the daily life of the child as the worker needs it. */
export const careFacts = {
  care: defineFact(
    z
      .object({
        /** With whom the child lives. */
        livesWith: z.enum([
          'mother',
          'father',
          'parents',
          'grandparents',
          'aunt-uncle',
          'sibling',
          'other-family',
          'foster',
          'institution',
          'alone',
          'unknown',
        ]),
        detail: shortText.optional(),
      })
      .strict(),
    ({ livesWith, detail }) => [{ words: `value.livesWith.${livesWith}` }, detail],
  ),
  contact: defineFact(
    z
      .object({
        way: z.enum(['phone', 'visit', 'school', 'through-other', 'none']),
        /** Whether one may call or come without asking first. The careful answer wins a conflict. */
        safe: z.boolean(),
        note: longText.optional(),
      })
      .strict(),
    ({ way, safe, note }) => [
      { words: `value.way.${way}` },
      { words: safe ? 'value.safe.yes' : 'value.safe.no' },
      note,
    ],
    (value) => (value as { safe?: unknown } | null)?.safe === false,
  ),
  school: defineFact(
    z
      .object({
        attends: z.enum(['yes', 'no', 'sometimes', 'never', 'unknown']),
        name: shortText.optional(),
        level: shortText.optional(),
      })
      .strict(),
    ({ attends, name, level }) => [{ words: `value.attends.${attends}` }, name, level],
  ),
  guardianRelation: defineFact(shortText, (relation) => [relation]),
  language: defineFact(shortText, (language) => [language]),
} as const satisfies Facts
