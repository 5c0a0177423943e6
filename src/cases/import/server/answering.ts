import type { BodyOf } from '#platform/pure/contract.ts'
import { Problem } from '#platform/pure/problem.ts'
import type { answerImport } from '../contract.ts'
import type { Answer, QuestionGroup } from '../model/index.ts'

/** An answer as it is kept: the engine's, the group it was given for, and when (microseconds since the epoch). */
export type KeptAnswer = Answer & { readonly group?: string; readonly at?: number }

type Sent = BodyOf<typeof answerImport>['answers'][number]

/**
 * Answers as the engine takes them: a group becomes its rows, or all rows where no other group asks the same of the same field.
 * `groups` are those before any answer, so that a group can be answered anew; of a group in `open` only what is open is answered,
 * because the other rows have answers of their own.
 */
export function answersFrom(
  sent: readonly Sent[],
  groups: readonly QuestionGroup[],
  open: readonly QuestionGroup[],
): readonly KeptAnswer[] {
  return sent.map((one, i) => {
    if (one.choice === 'set' && (one.value ?? '').trim() === '')
      throw new Problem('bad-input', { faults: [{ path: ['body', 'answers', i, 'value'], rule: 'missing' }] })
    const value = one.value === undefined ? {} : { value: one.value }
    if (!('group' in one)) {
      const rows = one.rows.map(({ sheet, row, column, child }) => ({
        sheet,
        row,
        ...(column === undefined ? {} : { column }),
        ...(child === undefined ? {} : { child }),
      }))
      return { code: one.code, field: one.field, choice: one.choice, ...value, rows }
    }
    const group = groups.find(({ id }) => id === one.group)
    if (group === undefined || !group.options.includes(one.choice))
      throw new Problem('bad-input', { faults: [{ path: ['body', 'answers', i], rule: 'unknown' }] })
    const left = open.find(({ id }) => id === one.group)
    const whole = left === undefined || left.count === group.count
    const alone = groups.filter(({ code, field }) => code === group.code && field === group.field).length === 1
    const rows = whole && alone ? {} : { rows: whole ? group.rows : left.rows }
    return { code: group.code, field: group.field, choice: one.choice, ...value, ...rows, group: group.id }
  })
}
