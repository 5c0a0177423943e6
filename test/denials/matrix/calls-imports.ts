import { randomUUID } from 'node:crypto'
import { easyList, named } from '../../support/lists.ts'
import type { Asking, Way } from './asking.ts'

/** How the operations of lists are asked. */
const importId = ({ file }: Asking) => ({ params: { import: file.streams.import } })
const plain: Way = { send: importId, once: true }
const inState = (state: string) => (asking: Asking) =>
  [
    `update cases.import_run set state = $2, confirmed_at = now(), undo_until = now() + interval '1 day' where import_id = $1`,
    [asking.file.streams.import, state],
  ] as const
const withBody = (body: unknown): Way => ({ send: (asking) => ({ ...importId(asking), body }), once: true })

export const IMPORT_CALLS: Readonly<Record<string, Way>> = {
  startImport: {
    send: () => ({ params: { import: randomUUID() }, bytes: named('baru.csv', easyList(1, 'Baru')) }),
    once: true,
    heavy: true,
  },
  'startImport: of another': {
    send: (asking) => ({ ...importId(asking), bytes: named('baru.csv', easyList(1, 'Baru')) }),
    once: true,
    heavy: true,
    makes: true,
  },
  listImports: { send: () => ({}), shows: (text, { file }) => text.includes(file.streams.import), once: true },
  readImport: plain,
  matchImport: withBody({ asOf: '2026-10-30' }),
  tryImport: plain,
  readImportRows: withBody({ show: 'files' }),
  answerImport: withBody({
    answers: [{ code: 'sex-unread', field: 'sex', choice: 'leave-empty', rows: [{ sheet: 'daftar.csv', row: 3 }] }],
  }),
  downloadQuestions: plain,
  uploadAnswers: {
    send: (asking) => ({ ...importId(asking), bytes: new TextEncoder().encode('x') }),
    done: 422,
    once: true,
  },
  ownImport: withBody({ owners: { rule: 'me' } }),
  confirmImport: plain,
  readProgress: plain,
  pauseImport: { ...plain, before: inState('running') },
  resumeImport: { ...plain, before: inState('paused') },
  undoImport: { send: (asking) => ({ ...importId(asking), body: {} }), before: inState('done'), once: true },
  discardImport: plain,
}
