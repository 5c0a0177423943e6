/** Which of the facts that are known can be corrected from where they stand. */
import type { FactLine } from '../../view.ts'
import { isAsked } from './fact-draft.ts'
import type { OpenFile } from './file-frame.tsx'

/**
 * Whether the reader may correct this fact: they decide in the file, a form can ask it, only one value stands (two are settled
 * instead), and the entry that said it is at the office: one on its way is still withdrawn or sent as it is.
 */
export function isCorrectable(
  { name, shown, conflict }: Pick<FactLine, 'name' | 'conflict'> & { readonly shown: { readonly id: string } },
  { may, main }: { readonly may: OpenFile['may']; readonly main: Pick<OpenFile['main'], 'pending'> },
): boolean {
  return may.decide && isAsked(name) && conflict.length === 0 && !main.pending.has(shown.id)
}
