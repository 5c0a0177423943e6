import { z } from 'zod'
import { defineKind, type Writer } from '../../file/kind.ts'
import { longText, dateSchema, shortText, sourceSchema } from '../../file/schemas.ts'
import { isResponsible } from '../../file/writers.ts'

/** Also who is asked to take the file over, and reads it before deciding. */
const worksOnFile = (writer: Writer) => isResponsible(writer) || writer.reasons.includes('pending-owner')

/** Something the worker wants remembered. */
export const note = defineKind({
  name: 'note',
  kv: 1,
  streams: ['case'],
  schema: z.object({ text: longText, occurred: dateSchema, source: sourceSchema.optional() }).strict(),
  may: worksOnFile,
  effect: () => ({ do: 'add', item: 'note' }),
  sentence: ({ text }) => ({ key: 'note', text }),
  mark: 'open',
})

/** A meeting with the child or the family. The child's own words are kept apart and quoted. */
export const visit = defineKind({
  name: 'visit',
  kv: 1,
  streams: ['case'],
  schema: z
    .object({
      occurred: dateSchema,
      where: z.enum(['home', 'school', 'office', 'institution', 'phone', 'elsewhere']),
      minutes: z.int().min(1).max(1440).optional(),
      seen: z.enum(['child', 'child-alone', 'family', 'nobody']),
      text: longText.optional(),
      quote: longText.optional(),
      next: shortText.optional(),
    })
    .strict(),
  may: worksOnFile,
  // Going there and meeting nobody is work, but it is no contact with the child.
  effect: ({ where, seen }) => ({ do: 'add', item: seen === 'nobody' ? 'visit-missed' : 'visit', as: where }),
  sentence: ({ where, minutes, seen, text, quote, next }) => ({
    ...(minutes === undefined
      ? { key: `visit.${where}` }
      : { key: `visit-minutes.${where}`, params: { count: minutes } }),
    lines: [{ key: `visit-seen.${seen}` }, ...(next === undefined ? [] : [{ key: 'visit-next', params: { next } }])],
    ...(text === undefined ? {} : { text }),
    ...(quote === undefined ? {} : { quote }),
  }),
  mark: 'open',
})

/** A document or picture; its bytes follow the entry. */
export const attachmentAdded = defineKind({
  name: 'attachment-added',
  kv: 1,
  streams: ['case', 'referral'],
  schema: z.object({ title: shortText, occurred: dateSchema.optional() }).strict(),
  may: (writer) => worksOnFile(writer) || writer.reasons.includes('referral'),
  effect: () => ({ do: 'add', item: 'attachment' }),
  sentence: ({ title }) => ({ key: 'attachment-added', params: { title } }),
  mark: 'open',
})
