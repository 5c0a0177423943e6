import * as contract from '#cases/import/index.ts'
import type { NewEpoch } from '#cases/server/index.ts'
import type { AnswerOf } from '#platform/pure/contract.ts'
import { tellOfErased } from '../../ops/store-tell.ts'
import type { Acting, Workplace } from '../acting.ts'
import { newEpoch } from '../epoch-line.ts'
import { onTables } from '../operator.ts'

export type Undone =
  | (AnswerOf<typeof contract.undoImport> & { readonly outcome: 'touched' })
  | { readonly outcome: 'undone'; readonly files: number; readonly left: number; readonly epoch: NewEpoch | null }

/**
 * Takes a whole import back. Then, as after every erasure, other processes drop what they hold of it, and a new epoch begins. Asked again
 * after it was cut off in between, it does what was left. Throws the `Problem` that an operation answers.
 */
export async function undoImport(
  { instance }: Workplace,
  acting: Acting,
  id: string,
  leave: readonly string[],
): Promise<Undone> {
  const at = { params: { import: id } }
  const { run } = await acting.call(contract.readProgress, at)
  const answer =
    run.state === 'undone'
      ? { outcome: 'undone' as const, files: 0, left: 0 }
      : await acting.call(contract.undoImport, { ...at, body: { leave: [...leave] } })
  if (answer.outcome === 'touched') return answer
  const epoch = await onTables(instance, async (client) => {
    await tellOfErased(client, acting.erased)
    return newEpoch(client, instance)
  })
  return { ...answer, epoch }
}
