import { z } from 'zod'
import { type Facts, longText, shortText } from '../../file/schemas.ts'

/** Care, contact and school: the daily life of the child as the worker needs it. */
export const careFacts = {
  care: {
    schema: z
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
  },
  contact: {
    schema: z
      .object({
        way: z.enum(['phone', 'visit', 'school', 'through-other', 'none']),
        /** Whether one may call or come without asking first. The careful answer wins a conflict. */
        safe: z.boolean(),
        note: longText.optional(),
      })
      .strict(),
    protective: (values: readonly unknown[]) =>
      values.find((value) => (value as { safe?: boolean } | null)?.safe === false),
  },
  school: {
    schema: z
      .object({
        attends: z.enum(['yes', 'no', 'sometimes', 'never', 'unknown']),
        name: shortText.optional(),
        level: shortText.optional(),
      })
      .strict(),
  },
  guardianRelation: { schema: shortText },
  language: { schema: shortText },
} as const satisfies Facts
