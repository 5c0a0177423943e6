/** The rows of one question, each with its own answer. What was answered stays in its place, so that it can be seen and changed. */
import { useTranslation } from 'react-i18next'
import { Button, Shape } from '#platform/web/index.ts'
import { questionOf } from '../readings.ts'
import type { AskedRow, Choice, Group } from '../types.ts'
import { rowKey, useImportWords } from '../words.ts'
import { AnswerButtons, type AnswerState } from './answer-buttons.tsx'
import { EvidenceLine, WholeRow } from './evidence.tsx'
import css from './import.module.css'

/** What was pressed for a row since it is shown here. */
export type RowAnswer = { readonly choice: Choice; readonly state: AnswerState | 'saved' }

export type OneByOneProps = {
  readonly group: Pick<Group, 'code' | 'field' | 'options' | 'count'>
  readonly rows: readonly AskedRow[] | null
  readonly total: number
  readonly answers: ReadonlyMap<string, RowAnswer>
  readonly several: boolean
  readonly onRow: (row: AskedRow, choice: Choice, value?: string) => void
  readonly onMore: () => void
}

export function OneByOne({ group, rows, total, answers, several, onRow, onMore }: OneByOneProps) {
  const { t } = useTranslation('cases')
  const words = useImportWords()
  if (rows === null) return <p role="status">{t('import.check.oneLoading')}</p>
  const left = total - rows.length
  return (
    <>
      <ul className={css.rows}>
        {rows.map((row) => (
          <OneRow
            key={rowKey(row)}
            group={group}
            row={row}
            answer={answers.get(rowKey(row))}
            several={several}
            onAnswer={(choice, value) => onRow(row, choice, value)}
          />
        ))}
      </ul>
      {left <= 0 ? null : (
        <p>
          <Button variant="subtle" onClick={onMore}>
            {t('import.check.more', { count: left, n: words.number(left) })}
          </Button>
        </p>
      )}
    </>
  )
}

type OneRowProps = {
  readonly group: OneByOneProps['group']
  readonly row: AskedRow
  readonly answer: RowAnswer | undefined
  readonly several: boolean
  readonly onAnswer: (choice: Choice, value?: string) => void
}

function OneRow({ group, row, answer, several, onAnswer }: OneRowProps) {
  const words = useImportWords()
  const question = questionOf(row, group)
  const saved = answer?.state === 'saved'
  const state: AnswerState = answer === undefined || answer.state === 'saved' ? 'open' : answer.state
  return (
    <li>
      <h4>
        {words.row(row, several)}, {words.name(row.children[question?.child ?? 0])}
      </h4>
      <EvidenceLine group={group} row={row} />
      <WholeRow row={row} />
      <AnswerButtons
        id={`baris-${rowKey(row).replaceAll(/\W+/g, '-')}`}
        group={group}
        count={1}
        state={state}
        chosen={saved ? answer.choice : undefined}
        onAnswer={onAnswer}
      />
      {saved ? (
        <p className="small two" role="status">
          <Shape name="done" small /> {words.choice(group.code, answer.choice)}
        </p>
      ) : null}
    </li>
  )
}
