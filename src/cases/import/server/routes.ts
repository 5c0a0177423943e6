import { openRoute, type Route, route } from '#access/server/index.ts'
import { isoFromMicros } from '#platform/pure/bytes/index.ts'
import { Problem } from '#platform/pure/problem.ts'
import * as contract from '../contract.ts'
import { answersToXlsx } from '../model/index.ts'
import { answersFrom, type KeptAnswer } from './answering.ts'
import { stillOpen } from './given.ts'
import { MAX_ANSWERS, MAX_LIST, readBytes, readNamedFile } from './body.ts'
import { listImports, rememberColumns, takeList } from './lists.ts'
import { pageOf } from './pages.ts'
import { confirmRoutes } from './routes-confirm.ts'
import type { ImportDeps } from './deps.ts'
import { concern, getImport, getRun, say } from './stream.ts'
import { moveRun, possibleOwners } from './store.ts'
import { createTrial } from './trial.ts'
import { countsOf, readListOf, type Shown, stateOf, triedListOf } from './view.ts'
import type { Columns } from './settings.ts'
import type { Tried, Workbench } from './workbench.ts'
import { answerFileName, answerWords } from './words.ts'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** Routes of importing a list. */
export function importRoutes(deps: ImportDeps): readonly Route[] {
  return [...listRoutes(deps), ...tryRoutes(deps), ...answerRoutes(deps), ...confirmRoutes(deps), ...trialRoutes(deps)]
}

function listRoutes(deps: ImportDeps): readonly Route[] {
  return [
    route(contract.startImport, async ({ params }, run, wire) => {
      const row = await takeList(deps, run, params.import, () => readNamedFile(wire.body(), MAX_LIST))
      return { run: stateOf(row) }
    }),

    route(contract.listImports, (_, run) =>
      run(async ({ tx }) => {
        const all = await listImports(deps, tx)
        return {
          answer: { imports: all.map(({ run: row, file }) => ({ ...stateOf(row), file })) },
          concerns: all.flatMap(({ run: row }) => concern(row.import_id)),
        }
      }),
    ),

    route(contract.readImport, async ({ params }, run) => {
      const tried = await deps.workbench.tried(run, params.import)
      const { settings } = tried.open
      const mayOwn = await run(async ({ tx, actor }) => ({
        answer: (await tx.run(possibleOwners, [actor.person])).map(({ person_id }) => person_id),
        concerns: concern(params.import),
      }))
      const { asOf, columns, order, sexCodes, remembered, owners } = settings
      const said = {
        asOf,
        columns: columnsOf(columns),
        order,
        sexCodes,
        remembered,
        owners,
        savedAt: isoFromMicros(settings.savedAt),
      }
      const list = readListOf(tried.reading, settings.size)
      return { run: stateOf(tried.open.run), list, said, mayOwn: [...new Set(mayOwn)] }
    }),

    route(contract.matchImport, async ({ params, body }, run) => {
      const { remember, ...data } = body
      const tried = remember ? await deps.workbench.tried(run, params.import) : null
      const savedAt = await run(async (context) => {
        if (tried !== null) await rememberColumns(context.tx, context.actor, tried.reading, body.columns)
        const { savedAt: at, concerns } = await say(deps, context, params.import, { kind: 'import-matched', data })
        return { answer: at, concerns }
      })
      return { savedAt }
    }),
  ]
}

function tryRoutes(deps: ImportDeps): readonly Route[] {
  return [
    route(contract.tryImport, async ({ params }, run) => {
      const tried = await deps.workbench.tried(run, params.import)
      const answer = triedListOf(shownOf(tried))
      const { questions, leftOut } = countsOf(tried.run.rows)
      const shown = answer.groups.flatMap(({ rows }) =>
        rows.flatMap(({ file }) => (file === undefined ? [] : [file.file])),
      )
      const row = await run(async ({ tx }) => {
        await tx.run(moveRun, [params.import, ['draft'], 'draft', null, questions, leftOut])
        return {
          answer: await getRun(tx, params.import),
          concerns: [...concern(params.import), ...[...new Set(shown)].map((stream) => ({ stream }))],
        }
      })
      return { run: stateOf(row), tried: answer, savedAt: isoFromMicros(tried.open.settings.savedAt) }
    }),

    route(contract.readImportRows, async ({ params, body }, run) =>
      pageOf(shownOf(await deps.workbench.tried(run, params.import)), body),
    ),

    route(contract.downloadQuestions, async ({ params }, run) => {
      const tried = await deps.workbench.tried(run, params.import)
      const language = await run(async ({ actor }) => ({ answer: actor.language, concerns: concern(params.import) }))
      const bytes = await answersToXlsx(tried.run, answerWords(language))
      return { bytes: new Blob([new Uint8Array(bytes)]).stream(), type: XLSX, fileName: answerFileName(language) }
    }),
  ]
}

function answerRoutes(deps: ImportDeps): readonly Route[] {
  return [
    route(contract.answerImport, async ({ params, body }, run) => {
      const { base, groups } = await deps.workbench.tried(run, params.import)
      const answers = answersFrom(body.answers, base.groups, groups)
      const savedAt = await keep(deps, run, params.import, answers)
      const after = await deps.workbench.tried(run, params.import)
      return { savedAt, open: stillOpen(answers, after.groups) }
    }),

    route(contract.uploadAnswers, async ({ params }, run, wire) => {
      const language = await run(async ({ tx, actor }) => {
        await getImport(deps, tx, params.import)
        return { answer: actor.language, concerns: concern(params.import) }
      })
      const given = await deps.reader.readAnswers(await readBytes(wire.body(), MAX_ANSWERS), language)
      if (given.length === 0) throw new Problem('unreadable-file', { reason: 'no-answers' })
      return { answers: given.length, savedAt: await keep(deps, run, params.import, given) }
    }),
  ]
}

function keep(
  deps: ImportDeps,
  run: Parameters<Workbench['tried']>[0],
  importId: string,
  answers: readonly KeptAnswer[],
): Promise<string> {
  return run(async (context) => {
    const { savedAt, concerns } = await say(deps, context, importId, { kind: 'import-answered', data: { answers } })
    return { answer: savedAt, concerns }
  })
}

function trialRoutes({ trial: given, reader, now }: ImportDeps): readonly Route[] {
  if (given === null) return []
  const trial = createTrial({ ...given, reader, now })
  return [
    openRoute(contract.trySheet, async (_, run, wire) => {
      // Before the transaction: a visitor who sends slowly, or whose list takes long, holds no connection.
      const trying = trial(wire.body())
      await trying.catch(() => undefined)
      return run(async () => ({ answer: await trying }))
    }),
  ]
}

const columnsOf = (columns: Columns) =>
  Object.fromEntries(Object.entries(columns).map(([table, fields]) => [table, { ...fields }]))

/** A list with its answers in the shape that views take. */
export function shownOf({ run, groups, base, open, files, done }: Tried): Shown {
  // Checked when they came in.
  return { run, groups, base, files, done, answers: open.settings.answers as readonly KeptAnswer[] }
}
