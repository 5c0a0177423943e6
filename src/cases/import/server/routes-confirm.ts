import type { Actor } from '#access/index.ts'
import { type Route, route, type Run } from '#access/server/index.ts'
import { Problem } from '#platform/pure/problem.ts'
import type { Transaction } from '#platform/server/db/database.ts'
import * as contract from '../contract.ts'
import { filesIn, namedOwners, planOf } from './plan.ts'
import type { ImportDeps } from './deps.ts'
import { ownOnly } from './own-only.ts'
import { concern, getRun, say } from './stream.ts'
import { discardRun, importedFiles, moveRun, possibleOwners, type RunRow } from './store.ts'
import { undo } from './undo.ts'
import { countsOf, stateOf } from './view.ts'

/** Routes of making files of a list, and of taking that back. */
export function confirmRoutes(deps: ImportDeps): readonly Route[] {
  return [
    route(contract.ownImport, async ({ params, body }, run) => ({
      savedAt: await run(async (context) => {
        await checkOwners(context.tx, context.actor, namedOwners(body.owners))
        const data = { owners: body.owners }
        const { savedAt, concerns } = await say(deps, context, params.import, { kind: 'import-owners', data })
        return { answer: savedAt, concerns }
      }),
    })),

    route(contract.confirmImport, async ({ params }, run) => {
      const row = await confirm(deps, run, params.import)
      deps.runner.wake()
      return { run: stateOf(row) }
    }),

    route(contract.readProgress, ({ params }, run) =>
      run(async ({ tx }) => {
        const [row, files] = [await getRun(tx, params.import), await tx.run(importedFiles, [params.import])]
        const counts = Map.groupBy(files, ({ row_key }) => Number(row_key.split(':')[0]))
        const bySheet = [...counts]
          .map(([sheet, of]) => ({ sheet, files: of.length }))
          .toSorted((a, b) => a.sheet - b.sheet)
        return { answer: { run: stateOf(row), bySheet }, concerns: concern(params.import) }
      }),
    ),

    route(contract.pauseImport, async ({ params }, run) => ({
      run: stateOf(await move(deps, run, params.import, ['running'], 'paused')),
    })),

    route(contract.resumeImport, async ({ params }, run) => {
      const row = await move(deps, run, params.import, ['paused'], 'running')
      deps.runner.wake()
      return { run: stateOf(row) }
    }),

    route(contract.undoImport, ({ params, body }, run) => undo(deps, run, params.import, body.leave)),

    route(contract.discardImport, async ({ params }, run) => {
      await run(async ({ tx }) => {
        await getRun(tx, params.import)
        const [row] = await tx.run(discardRun, [params.import]).catch(ownOnly)
        if (row?.discarded !== true) throw new Problem('changed-meanwhile')
        return { answer: null, concerns: concern(params.import) }
      })
      deps.workbench.forget(params.import)
      return {}
    }),
  ]
}

/** Others than oneself only as far as one supervises them; the database checks it again for every file. */
async function checkOwners(tx: Transaction, actor: Actor, named: readonly string[]): Promise<void> {
  const others = named.filter((person) => person !== actor.person)
  if (others.length === 0) return
  const may = new Set((await tx.run(possibleOwners, [actor.person])).map(({ person_id }) => person_id))
  if (!others.every((person) => may.has(person)))
    throw new Problem('bad-input', { faults: [{ path: ['body', 'owners'], rule: 'not-yours-to-give' }] })
}

/** Counts what will be made and gives the run to a job. Nothing is made without somebody responsible for it. */
async function confirm(deps: ImportDeps, run: Run<Actor>, importId: string): Promise<RunRow> {
  const { open, run: tried, done } = await deps.workbench.tried(run, importId)
  const { owners } = open.settings
  return run(async (context) => {
    if (owners === null) throw new Problem('refused-step', { reason: 'owners-missing' })
    await checkOwners(context.tx, context.actor, namedOwners(owners))
    const files = filesIn(planOf(tried, owners, context.actor.person, new Set(done.keys())))
    if (files === 0) throw new Problem('refused-step', { reason: 'nothing-to-import' })
    const { questions, leftOut } = countsOf(tried.rows)
    const [moved] = await context.tx.run(moveRun, [importId, ['draft', 'done'], 'running', files, questions, leftOut])
    if (moved?.moved !== true) throw new Problem('changed-meanwhile')
    const data = { files, questions, leftOut }
    const { concerns } = await say(deps, context, importId, { kind: 'import-confirmed', data })
    return { answer: await getRun(context.tx, importId), concerns }
  })
}

function move(
  deps: ImportDeps,
  run: Run<Actor>,
  importId: string,
  from: readonly string[],
  to: 'paused' | 'running',
): Promise<RunRow> {
  return run(async (context) => {
    await getRun(context.tx, importId)
    const [moved] = await context.tx.run(moveRun, [importId, from, to, null, null, null]).catch(ownOnly)
    if (moved?.moved !== true) throw new Problem('changed-meanwhile')
    const kind = to === 'paused' ? 'import-paused' : 'import-resumed'
    const { concerns } = await say(deps, context, importId, { kind, data: {} })
    return { answer: await getRun(context.tx, importId), concerns }
  })
}
