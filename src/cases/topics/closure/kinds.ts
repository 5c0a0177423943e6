import { z } from 'zod'
import { defineKind } from '../../file/kind.ts'
import { longText, dateSchema } from '../../file/schemas.ts'
import { standing } from '../../file/state.ts'
import { isResponsible } from '../../file/writers.ts'

/** Closing ends the handling, never the file; the way back is always open. */
const ITEM = 'handling'

/** What a closure was decided on, where it was decided on a fact of the file. */
const RESTS: Readonly<Record<string, readonly string[]>> = { 'aged-out': ['birth'], moved: ['place'] }

export const closed = defineKind({
  name: 'closed',
  kv: 1,
  streams: ['case'],
  schema: z
    .object({
      reason: z.enum([
        'goals-met',
        'aged-out',
        'moved',
        'lost-contact',
        'family-wish',
        'not-ours',
        'died',
        'duplicate',
        'other',
      ]),
      text: longText.optional(),
      occurred: dateSchema,
    })
    .strict(),
  may: isResponsible,
  effect: ({ reason }) => ({
    do: 'step',
    item: ITEM,
    from: ['open'],
    to: 'closed',
    with: { reason },
    ...(RESTS[reason] === undefined ? {} : { rests: RESTS[reason] }),
  }),
  refuse: (state) => (standing(state, 'assignment')?.to === 'offered' ? 'hand-over-open' : null),
  sentence: ({ reason, text }) => ({ key: `closed.${reason}`, ...(text === undefined ? {} : { text }) }),
  mark: 'done',
})

export const reopened = defineKind({
  name: 'reopened',
  kv: 1,
  streams: ['case'],
  schema: z.object({ reason: longText, occurred: dateSchema }).strict(),
  may: isResponsible,
  effect: () => ({ do: 'step', item: ITEM, from: ['closed'], to: 'open' }),
  sentence: ({ reason }) => ({ key: 'reopened', text: reason }),
  mark: 'open',
})
