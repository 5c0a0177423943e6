import { z } from 'zod'
import { defineOperation } from '#access/index.ts'
import * as shape from './shapes.ts'

/**
 * Import of a spreadsheet: read, match, try, answer, confirm, undo. A file travels as one body: a line of JSON `{"name": …}`, a line
 * feed, then its bytes; so its name, which may name a child, stands in no address and no log.
 */
const importId = z.object({ import: shape.id })
const policy = { who: 'permitted', needs: 'sheet.import' } as const

export const startImport = defineOperation({
  id: 'startImport',
  method: 'PUT',
  path: '/imports/:import',
  wire: 'bytes-in',
  summary:
    'Send a list: it is read, tried and sealed. The same id again answers as the first time. A file that cannot be read is not kept',
  params: importId,
  answer: z.object({ run: shape.importState }),
  problems: ['bad-input', 'not-signed-in', 'not-allowed', 'too-large', 'unreadable-file', 'busy', 'not-found'],
  policy,
  audit: { action: 'import.start', nature: 'change' },
})

export const listImports = defineOperation({
  id: 'listImports',
  method: 'GET',
  path: '/imports',
  summary: 'One’s own imports, the latest first; the name of the list as long as the list is kept',
  answer: z.object({ imports: z.array(shape.importState.extend({ file: z.string().nullable() })) }),
  problems: ['not-signed-in', 'not-allowed'],
  policy,
  audit: { action: 'import.list', nature: 'look' },
})

export const readImport = defineOperation({
  id: 'readImport',
  method: 'GET',
  path: '/imports/:import',
  summary: 'Sheets, header rows, columns with examples and how sure their meaning is, and what was said so far',
  params: importId,
  answer: z.object({
    run: shape.importState,
    list: shape.readList,
    said: z.object({
      asOf: z.string().nullable(),
      /** Table to column number to field: what was said of the columns, by a person or by an earlier list. */
      columns: z.record(z.string(), z.record(z.string(), shape.field)),
      order: z.enum(['day-first', 'month-first']).nullable(),
      sexCodes: z.record(z.string(), z.enum(['male', 'female'])),
      /** Columns are known from an earlier list of the team. */
      remembered: z.boolean(),
      owners: shape.owners.nullable(),
      savedAt: z.string(),
    }),
    /** Caseworkers whom one may make responsible, beside oneself. */
    mayOwn: z.array(shape.id),
  }),
  problems: ['not-signed-in', 'not-allowed', 'not-found', 'unreadable-file', 'busy'],
  policy,
  audit: { action: 'import.read', nature: 'look' },
})

export const matchImport = defineOperation({
  id: 'matchImport',
  method: 'POST',
  path: '/imports/:import/matching',
  summary: 'Say what columns mean, from which day the list is, in which order dates are written; the latest holds',
  params: importId,
  body: z
    .object({
      asOf: z.iso.date().optional(),
      /** Table to column number to field; columns left out stay as they were read. */
      columns: z.record(z.string().max(60), z.record(z.string().regex(/^\d{1,4}$/), shape.field)).default({}),
      order: z.enum(['day-first', 'month-first']).optional(),
      sexCodes: z.record(z.string().max(40), z.enum(['male', 'female'])).optional(),
      /** Remember the columns for the team's next list with the same header. */
      remember: z.boolean().default(false),
    })
    .strict(),
  answer: z.object({ savedAt: z.string() }),
  problems: ['bad-input', 'not-signed-in', 'not-allowed', 'not-found', 'changed-meanwhile', 'unreadable-file', 'busy'],
  policy,
  audit: { action: 'import.match', nature: 'change' },
})

export const tryImport = defineOperation({
  id: 'tryImport',
  method: 'GET',
  path: '/imports/:import/dry-run',
  summary: 'What would become of the list: files, questions gathered, what is left out',
  params: importId,
  answer: z.object({ run: shape.importState, tried: shape.triedList, savedAt: z.string() }),
  problems: ['not-signed-in', 'not-allowed', 'not-found', 'unreadable-file', 'busy'],
  policy,
  audit: { action: 'import.try', nature: 'look' },
})

export const readImportRows = defineOperation({
  id: 'readImportRows',
  method: 'POST',
  path: '/imports/:import/rows',
  summary: 'A page of rows: those that become files, those of a question, those left out; of a pair, the other one too',
  params: importId,
  body: z
    .object({
      /** `answered`: rows of a group whose question has its answer. */
      show: z.enum(['files', 'questions', 'answered', 'left-out']),
      group: z.string().max(300).optional(),
      kind: z.string().max(40).optional(),
      from: z.int().min(0).default(0),
    })
    .strict(),
  answer: z.object({ rows: z.array(shape.askedRow), total: z.int() }),
  problems: ['bad-input', 'not-signed-in', 'not-allowed', 'not-found', 'unreadable-file', 'busy'],
  policy,
  audit: { action: 'import.rows', nature: 'look' },
})

export const answerImport = defineOperation({
  id: 'answerImport',
  method: 'POST',
  path: '/imports/:import/answers',
  summary: 'Answer questions: a whole group in one stroke, or single rows; a later answer replaces an earlier one',
  params: importId,
  body: z
    .object({
      answers: z
        .array(
          z.union([
            z
              .object({ group: z.string().max(300), choice: shape.choice, value: z.string().max(500).optional() })
              .strict(),
            z
              .object({
                code: z.string().max(60),
                field: z.union([shape.field, z.literal('row')]),
                choice: shape.choice,
                value: z.string().max(500).optional(),
                rows: z.array(shape.rowRef).min(1).max(5_000),
              })
              .strict(),
          ]),
        )
        .min(1)
        .max(500),
    })
    .strict(),
  answer: z.object({
    savedAt: z.string(),
    /** Questions among them that are still open: what was typed cannot be read as a value. */
    open: z.int(),
  }),
  problems: ['bad-input', 'not-signed-in', 'not-allowed', 'not-found', 'changed-meanwhile', 'unreadable-file', 'busy'],
  policy,
  audit: { action: 'import.answer', nature: 'change' },
})

export const downloadQuestions = defineOperation({
  id: 'downloadQuestions',
  method: 'GET',
  path: '/imports/:import/questions',
  wire: 'bytes-out',
  summary: 'The open questions as a spreadsheet to be filled in',
  params: importId,
  problems: ['not-signed-in', 'not-allowed', 'not-found', 'unreadable-file', 'busy'],
  policy,
  audit: { action: 'import.questions', nature: 'look' },
})

export const uploadAnswers = defineOperation({
  id: 'uploadAnswers',
  method: 'PUT',
  path: '/imports/:import/questions',
  wire: 'bytes-in',
  summary: 'The filled-in spreadsheet of questions; lines without a choice stay open. The body is the file alone',
  params: importId,
  answer: z.object({ answers: z.int(), savedAt: z.string() }),
  problems: [
    'bad-input',
    'not-signed-in',
    'not-allowed',
    'not-found',
    'changed-meanwhile',
    'too-large',
    'unreadable-file',
    'busy',
  ],
  policy,
  audit: { action: 'import.answer', nature: 'change' },
})

export const ownImport = defineOperation({
  id: 'ownImport',
  method: 'POST',
  path: '/imports/:import/owners',
  summary:
    'Who is responsible for the children: oneself, one caseworker, or by village; others only by their supervisor',
  params: importId,
  body: z.object({ owners: shape.owners }).strict(),
  answer: z.object({ savedAt: z.string() }),
  problems: ['bad-input', 'not-signed-in', 'not-allowed', 'not-found', 'changed-meanwhile'],
  policy,
  audit: { action: 'import.owners', nature: 'change' },
})

export const confirmImport = defineOperation({
  id: 'confirmImport',
  method: 'POST',
  path: '/imports/:import/confirm',
  summary: 'Make the files. Rows with open questions wait as drafts, and can be confirmed later in the same way',
  params: importId,
  answer: z.object({ run: shape.importState }),
  problems: [
    'not-signed-in',
    'not-allowed',
    'not-found',
    'changed-meanwhile',
    'refused-step',
    'unreadable-file',
    'busy',
  ],
  policy,
  audit: { action: 'import.confirm', nature: 'change' },
})

export const readProgress = defineOperation({
  id: 'readProgress',
  method: 'GET',
  path: '/imports/:import/progress',
  summary: 'How far it has come; by number of the sheet, how many files were made',
  params: importId,
  answer: z.object({ run: shape.importState, bySheet: z.array(z.object({ sheet: z.int(), files: z.int() })) }),
  problems: ['not-signed-in', 'not-allowed', 'not-found'],
  policy,
  audit: { action: 'import.progress', nature: 'look' },
})

export const pauseImport = defineOperation({
  id: 'pauseImport',
  method: 'POST',
  path: '/imports/:import/pause',
  summary: 'Stop making files for now',
  params: importId,
  answer: z.object({ run: shape.importState }),
  problems: ['not-signed-in', 'not-allowed', 'not-found', 'changed-meanwhile'],
  policy,
  audit: { action: 'import.pause', nature: 'change' },
})

export const resumeImport = defineOperation({
  id: 'resumeImport',
  method: 'POST',
  path: '/imports/:import/resume',
  summary: 'Go on where it stopped',
  params: importId,
  answer: z.object({ run: shape.importState }),
  problems: ['not-signed-in', 'not-allowed', 'not-found', 'changed-meanwhile'],
  policy,
  audit: { action: 'import.resume', nature: 'change' },
})

export const undoImport = defineOperation({
  id: 'undoImport',
  method: 'POST',
  path: '/imports/:import/undo',
  summary:
    'Erase every file of an import and the list itself. Files touched since are named and nothing is done, unless one leaves them',
  params: importId,
  body: z.object({ leave: z.array(shape.id).max(20_000).default([]) }).strict(),
  answer: z.discriminatedUnion('outcome', [
    z.object({ outcome: z.literal('undone'), files: z.int(), left: z.int() }),
    z.object({
      outcome: z.literal('touched'),
      /** Alias and code as far as one may open the file. */
      files: z.array(z.object({ file: shape.id, alias: z.string().nullable(), code: z.string().nullable() })),
    }),
  ]),
  problems: ['bad-input', 'not-signed-in', 'not-allowed', 'not-found', 'changed-meanwhile'],
  policy,
  audit: { action: 'import.undo', nature: 'change' },
})

export const discardImport = defineOperation({
  id: 'discardImport',
  method: 'DELETE',
  path: '/imports/:import',
  summary: 'Throw a list away before any file was made of it',
  params: importId,
  answer: z.object({}),
  problems: ['not-signed-in', 'not-allowed', 'not-found', 'changed-meanwhile'],
  policy,
  audit: { action: 'import.discard', nature: 'change' },
})

/** Only where the demo's door stands open: elsewhere there is no such route. */
export const trySheet = defineOperation({
  id: 'trySheet',
  method: 'POST',
  path: '/imports/trial',
  wire: 'bytes-in',
  summary: 'Try one’s own list at the door of the demo. Nothing of it is kept, neither in the database nor on disk',
  answer: z.object({ list: shape.readList, tried: shape.triedList, rows: z.array(shape.triedRow) }),
  problems: ['bad-input', 'too-large', 'unreadable-file', 'too-many-requests', 'busy'],
  policy: { who: 'anyone', because: 'a visitor of the demo brings a list and takes it away again' },
  audit: { action: 'import.trial', nature: 'look' },
})
