import { z } from 'zod'
import { defineKind, type Writer } from '../../file/kind.ts'
import { idSchema, longText, shortText } from '../../file/schemas.ts'
import { isHelper } from '../../file/writers.ts'

/**
 * The import stream: what its importer said about a list, from reading it to saying yes. The list itself is sealed beside it under the
 * same key, and with that key all of it ends: at the latest after thirty days, when a child of it is erased, or when it is undone.
 */
const importer = (writer: Writer) => writer.reasons.includes('importer')
const day = z.iso.date()
const text = z.string().max(2_000)

export const importRead = defineKind({
  name: 'import-read',
  kv: 1,
  opens: 'import',
  streams: ['import'],
  schema: z
    .object({
      file: shortText,
      /** Bytes. */
      size: z.int().min(1),
      asOf: day,
      sheets: z
        .array(z.object({ name: text, role: z.string().max(40), hidden: z.boolean(), rows: z.int().min(0) }).strict())
        .max(500),
      /** Where its meaning of columns is known from an earlier list of the team. */
      remembered: z.boolean().optional(),
    })
    .strict(),
  may: isHelper,
  effect: () => ({ do: 'step', item: 'import', from: [null], to: 'read' }),
  sentence: ({ sheets }) => ({ key: 'import-read', params: { count: sheets.length } }),
  mark: 'open',
})

/** Everything that is asked once for the whole list; the latest entry holds all of it. */
export const importMatched = defineKind({
  name: 'import-matched',
  kv: 1,
  streams: ['import'],
  schema: z
    .object({
      asOf: day.optional(),
      /** Table to column number to field. */
      columns: z.record(z.string().max(60), z.record(z.string().regex(/^\d{1,4}$/), z.string().max(40))),
      order: z.enum(['day-first', 'month-first']).optional(),
      sexCodes: z.record(z.string().max(40), z.enum(['male', 'female'])).optional(),
    })
    .strict(),
  may: importer,
  effect: () => ({ do: 'add', item: 'matched' }),
  sentence: () => ({ key: 'import-matched' }),
  mark: 'open',
})

export const importAnswered = defineKind({
  name: 'import-answered',
  kv: 1,
  streams: ['import'],
  // The answers are read by the engine, which leaves out what it does not understand: a later engine knows more of them.
  schema: z
    .object({
      answers: z
        .array(z.record(z.string().max(40), z.unknown()))
        .min(1)
        .max(20_000),
    })
    .strict(),
  may: importer,
  effect: () => ({ do: 'add', item: 'answered' }),
  sentence: ({ answers }) => ({ key: 'import-answered', params: { count: answers.length } }),
  mark: 'decision',
})

export const ownersSchema = z.discriminatedUnion('rule', [
  z.object({ rule: z.literal('me') }).strict(),
  z.object({ rule: z.literal('person'), person: idSchema }).strict(),
  z
    .object({
      rule: z.literal('village'),
      /** Village as it was read to the caseworker of its children. */
      villages: z.array(z.object({ village: z.string().max(200), person: idSchema }).strict()).max(2_000),
      /** Who takes the rest. */
      others: idSchema,
    })
    .strict(),
])

export const importOwners = defineKind({
  name: 'import-owners',
  kv: 1,
  streams: ['import'],
  schema: z.object({ owners: ownersSchema }).strict(),
  may: importer,
  effect: () => ({ do: 'add', item: 'owners' }),
  sentence: ({ owners }) => ({ key: `import-owners.${owners.rule}` }),
  mark: 'decision',
})

export const importConfirmed = defineKind({
  name: 'import-confirmed',
  kv: 1,
  streams: ['import'],
  schema: z.object({ files: z.int().min(1), questions: z.int().min(0), leftOut: z.int().min(0) }).strict(),
  may: importer,
  effect: () => ({ do: 'add', item: 'confirmed' }),
  sentence: ({ files }) => ({ key: 'import-confirmed', params: { count: files } }),
  mark: 'done',
})

const moved = (name: 'import-paused' | 'import-resumed') =>
  defineKind({
    name,
    kv: 1,
    streams: ['import'],
    schema: z.object({ why: longText.optional() }).strict(),
    may: importer,
    effect: () => ({ do: 'add', item: 'moved' }),
    sentence: () => ({ key: name }),
    mark: 'open',
  })

export const importPaused = moved('import-paused')
export const importResumed = moved('import-resumed')

export const importKinds = [
  importRead,
  importMatched,
  importAnswered,
  importOwners,
  importConfirmed,
  importPaused,
  importResumed,
] as const
