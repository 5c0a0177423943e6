import { z } from 'zod'
import { partialDateSchema } from '#platform/pure/partial-date.ts'
import { ownersSchema } from '../topics/importing/kinds.ts'

/** Shapes that the operations of an import answer and take. */
export const id = z.uuid()
const time = z.string()

export const field = z.enum([
  'name',
  'alias',
  'sex',
  'birth',
  'age',
  'birthplace',
  'birthplaceAndBirth',
  'village',
  'subdistrict',
  'villageAndSubdistrict',
  'address',
  'guardian',
  'guardianRelation',
  'phone',
  'nik',
  'registered',
  'status',
  'notes',
  'number',
  'other',
])

export const choice = z.enum([
  'keep',
  'leave-empty',
  'set',
  'first',
  'second',
  'male',
  'female',
  'same-child',
  'other-child',
  'leave-out',
])

/** How far an import has come. */
export const importState = z.object({
  import: id,
  state: z.enum(['draft', 'running', 'paused', 'done', 'undone', 'ended']),
  /** Files to be made, and made. */
  total: z.int(),
  done: z.int(),
  /** Rows that wait for an answer, and rows that are no children. */
  questions: z.int(),
  leftOut: z.int(),
  startedAt: time,
  confirmedAt: time.nullable(),
  finishedAt: time.nullable(),
  undoUntil: time.nullable(),
  /** When the list and what was said of it are destroyed. */
  purgeAt: time,
  /** A run that was cut off went on from here. */
  interrupted: z.object({ at: time, from: z.int() }).nullable(),
})

export const rowRef = z
  .object({
    sheet: z.string().max(200),
    row: z.int().min(1),
    column: z.string().max(4).optional(),
    child: z.int().min(0).max(99).optional(),
  })
  .strict()

/** A value as it was read, with what stands in the sheet. */
const factOf = <S extends z.ZodType>(value: S) =>
  z.object({ value, raw: z.string(), column: z.string().optional(), header: z.string().optional() })

export const childReading = z.object({
  name: factOf(z.string().nullable()),
  alias: factOf(z.string()).optional(),
  sex: factOf(z.enum(['male', 'female', 'unknown'])),
  birth: factOf(partialDateSchema),
  birthplace: factOf(z.string()).optional(),
  village: factOf(z.string()).optional(),
  subdistrict: factOf(z.string()).optional(),
  guardian: factOf(z.string()).optional(),
  guardianRelation: factOf(z.string()).optional(),
  phones: z.array(factOf(z.string())),
  nik: factOf(z.string().nullable()).optional(),
  registered: factOf(partialDateSchema).optional(),
  status: factOf(z.enum(['active', 'closed', 'waiting-for-referral', 'contact-lost', 'moved', 'unknown'])).optional(),
  notes: z.array(factOf(z.string())),
  marks: z.array(z.string()),
})

export const question = z.object({
  code: z.string(),
  field: z.union([field, z.literal('row')]),
  child: z.int().optional(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  alternatives: z.array(z.string()).optional(),
  /** The text that it is about, as it stands. */
  raw: z.string(),
})

/** One row of the list, tried. */
export const triedRow = z.object({
  sheet: z.string(),
  row: z.int(),
  column: z.string().optional(),
  kind: z.string(),
  decision: z.enum(['import', 'question', 'reject', 'skip']),
  hidden: z.literal(true).optional(),
  children: z.array(childReading),
  questions: z.array(question),
  sameAs: rowRef.extend({ certainty: z.enum(['same', 'probable', 'possible']) }).optional(),
  /** Every cell as it stands, by column letters. */
  cells: z.record(z.string(), z.string()),
  /** The file that the row has become; of brothers and sisters the first one's. */
  file: id.optional(),
  /** All of them, in the order of its children. */
  files: z.array(id).optional(),
})

/** A child who has a file that the importer may open; of the file only what lists show. */
const likeFile = z.object({ file: id, alias: z.string(), code: z.string() })

/** A row with what it is compared to: another row of the list, or a file. */
export const askedRow = triedRow.extend({ other: triedRow.optional(), like: likeFile.optional() })

export const questionGroup = z.object({
  group: z.string(),
  code: z.string(),
  field: z.union([field, z.literal('row')]),
  count: z.int(),
  examples: z.array(z.string()),
  options: z.array(choice),
  recommended: choice.optional(),
  /** Up to three of its rows; of a pair, the other row or file beside it. */
  rows: z.array(z.object({ row: triedRow, question, other: triedRow.optional(), file: likeFile.optional() })),
})

/** What was answered for a question of the list: to be shown, and to be changed. An answer that was replaced is left out. */
export const given = z.object({
  code: z.string(),
  field: z.union([field, z.literal('row')]),
  choice,
  value: z.string().optional(),
  /** Questions that it answers. */
  count: z.int(),
  /** When it was given, the latest where they are several. */
  at: time.nullable(),
  /** The group of the question as it was before any answer: the same name answers it anew. */
  about: questionGroup.nullable(),
})

export const column = z.object({
  column: z.int(),
  letters: z.string(),
  header: z.string(),
  field,
  sure: z.enum(['sure', 'nearly', 'choose']),
  examples: z.array(z.string()),
  alternatives: z.array(field),
  /** Rows that hold something in it. */
  filled: z.int(),
})

export const foundSheet = z.object({
  name: z.string(),
  role: z.enum(['caseload', 'cards', 'summary', 'legend', 'empty', 'other']),
  hidden: z.boolean(),
  hiddenRows: z.int(),
  comments: z.int(),
  /** 1-based. */
  headerRows: z.array(z.int()),
  /** Rows of it that hold a child. */
  rows: z.int(),
  /** The first rows as they stand. */
  top: z.array(z.array(z.string())),
  tables: z.array(z.object({ id: z.string(), firstRow: z.int(), lastRow: z.int(), columns: z.array(column) })),
  /** What the legend says of colours: colour to status. */
  colours: z.record(z.string(), z.string()),
})

export const fileQuestion = z.object({
  code: z.string(),
  sheet: z.string().optional(),
  field: field.optional(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
})

/** What stands in the list, and what it is taken to mean. */
export const readList = z.object({
  file: z.string(),
  size: z.int(),
  format: z.enum(['xlsx', 'xls', 'csv']),
  /** Things in the file that were left alone. */
  ignored: z.array(z.enum(['macros', 'external-links', 'pictures'])),
  asOf: z.string(),
  sheets: z.array(foundSheet),
  fileQuestions: z.array(fileQuestion),
  /** Rows of each village, for giving files to caseworkers. */
  villages: z.array(z.object({ village: z.string(), rows: z.int() })),
})

/** The dry run in one view. */
export const triedList = z.object({
  counts: z.object({ rows: z.int(), files: z.int(), questions: z.int(), leftOut: z.int() }),
  bySheet: z.array(z.object({ sheet: z.string(), files: z.int(), questions: z.int(), leftOut: z.int() })),
  groups: z.array(questionGroup),
  given: z.array(given),
  /** Readings worth seeing: raw text, what was read, and the remark. */
  samples: z.array(
    z.object({
      sheet: z.string(),
      row: z.int(),
      field,
      raw: z.string(),
      value: z.unknown(),
      mark: z.string(),
      children: z.int(),
    }),
  ),
  leftOut: z.array(z.object({ kind: z.string(), rows: z.int() })),
  /** Children whose files will be closed, because the list says so. */
  closed: z.int(),
})

export const owners = ownersSchema
