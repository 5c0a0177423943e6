import type { Actor } from '#access/index.ts'
import type { Run } from '#access/server/index.ts'
import type { AnswerOf } from '#platform/pure/contract.ts'
import type { Transaction } from '#platform/server/db/database.ts'
import { factValue } from '../../file/facts.ts'
import { openSummary, unwrapKey } from '../../server/sealed.ts'
import { summariesOf } from '../../server/store.ts'
import type { undoImport } from '../contract.ts'
import type { ImportDeps } from './deps.ts'
import { ownOnly } from './own-only.ts'
import { getRun } from './stream.ts'
import { undoRun } from './store.ts'

type Answer = AnswerOf<typeof undoImport>

/** Erases the files of an import, and the list; or names those that somebody has worked on since. */
export async function undo(
  deps: ImportDeps,
  run: Run<Actor>,
  importId: string,
  leave: readonly string[],
): Promise<Answer> {
  const erased: string[] = []
  const answer = await run<Answer>(async ({ tx }) => {
    await getRun(tx, importId)
    const rows = await tx.run(undoRun, [importId, leave]).catch(ownOnly)
    const touched = rows.filter(({ outcome }) => outcome === 'touched').map(({ file_id }) => file_id)
    if (touched.length > 0) {
      const files = await namesOf(deps, tx, touched)
      return { answer: { outcome: 'touched', files }, concerns: [importId, ...touched].map((stream) => ({ stream })) }
    }
    erased.push(...rows.map(({ stream_id }) => stream_id))
    // Before the commit: a crash in between erases more when the ledger is replayed, never less.
    await deps.noteErased?.(erased)
    const files = rows.filter(({ stream_id, file_id }) => stream_id === file_id && stream_id !== importId).length
    return { answer: { outcome: 'undone', files, left: leave.length }, concerns: erased.map((stream) => ({ stream })) }
  })
  if (answer.outcome === 'undone') {
    deps.workbench.forget(importId)
    for (const stream of erased) deps.forget(stream)
    deps.erased?.()
  }
  return answer
}

/** Alias and code of files, as far as the person may still open them: an owner who took one over may not have told. */
async function namesOf(deps: ImportDeps, tx: Transaction, files: readonly string[]) {
  const states = new Map(
    (await tx.run(summariesOf, [files])).map((row) => [
      row.stream_id,
      openSummary(unwrapKey(deps.keys, row.stream_id, row), row.seq, row.sealed),
    ]),
  )
  return files.map((file) => {
    const state = states.get(file)
    const said = (name: string): string | null => {
      const value = state === undefined ? null : factValue(state, name)
      return typeof value === 'string' ? value : null
    }
    return { file, alias: said('alias'), code: said('code') }
  })
}
