/** Two rows, or a row and a file, that may be the same child. Joining is never recommended. */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Acts, Button, Go, Versus, type VersusRow } from '#platform/web/index.ts'
import { factOf } from '../readings.ts'
import type { Child, Choice, Field, Group, TriedRow } from '../types.ts'
import { type ImportWords, useImportWords } from '../words.ts'
import type { AnswerState } from './answer-buttons.tsx'

export type PairRow = {
  readonly row: TriedRow
  readonly other?: TriedRow | undefined
  readonly file?: Group['rows'][number]['file'] | undefined
}

export type PairsProps = {
  readonly group: Pick<Group, 'code' | 'field' | 'options' | 'count'>
  readonly rows: readonly PairRow[]
  readonly several: boolean
  readonly state: AnswerState
  readonly onRow: (row: TriedRow, choice: Choice) => void
  /** All of them in one stroke. */
  readonly onAll: ((choice: Choice) => void) | null
  /** More pairs than are here. */
  readonly onMore: () => void
}

export function Pairs({ group, rows, several, state, onRow, onAll, onMore }: PairsProps) {
  const { t } = useTranslation('cases')
  const words = useImportWords()
  const [at, setAt] = useState(0)
  const index = at < rows.length ? at : 0
  const pair = rows[index]
  if (pair === undefined) return null
  const next = () => {
    if (index + 1 >= rows.length && rows.length < group.count) onMore()
    setAt(index + 1)
  }
  const answer = (choice: Choice) => onRow(pair.row, choice)
  return (
    <>
      <Compared
        pair={pair}
        title={t('import.check.pairOf', { n: words.number(index + 1), of: words.number(group.count) })}
        several={several}
      />
      <p className="small two">
        {pair.file === undefined
          ? t('import.check.bold', { row: words.number(pair.row.row) })
          : t('import.check.boldFile')}
      </p>
      <Acts>
        {pair.file === undefined ? null : (
          <Go className="tall" to={`/children/${pair.file.file}`}>
            {t('import.check.openFile', { alias: pair.file.alias })}
          </Go>
        )}
        {group.options.map((choice) => (
          <Button key={choice} variant="default" onClick={() => answer(choice)}>
            {words.choice(group.code, choice)}
          </Button>
        ))}
        {group.count > 1 ? (
          <Button variant="default" onClick={next}>
            {t('import.check.notYet')}
          </Button>
        ) : null}
        {onAll === null || group.count < 2 ? null : (
          <Button variant="default" onClick={() => onAll('same-child')}>
            {t('import.check.allPairs', { count: group.count, n: words.number(group.count) })}
          </Button>
        )}
      </Acts>
      {state === 'sending' ? (
        <p className="small two" role="status">
          {t('import.saving')}
        </p>
      ) : null}
    </>
  )
}

const COMPARED = ['name', 'birth', 'sex', 'guardian', 'village', 'phone', 'registered', 'nik'] as const

function Compared({
  pair,
  title,
  several,
}: {
  readonly pair: PairRow
  readonly title: string
  readonly several: boolean
}) {
  const { t } = useTranslation('cases')
  const words = useImportWords()
  const { row, other, file } = pair
  const left = row.children[0]
  const right = other?.children[0]
  const rows = COMPARED.flatMap((field): readonly VersusRow[] => {
    const [a, b] = [left, right].map((child) => shown(child, field, words))
    if (a === undefined && b === undefined) return []
    const values = [a ?? '', file === undefined ? (b ?? '') : ''] as const
    return [{ name: t(`import.check.pairRow.${field}`), values, differs: file === undefined && !alike(a, b) }]
  })
  const second =
    file === undefined ? (other === undefined ? '' : words.row(other, several)) : t('import.check.fileHead')
  return (
    <Versus
      title={title}
      heads={[words.row(row, several), second]}
      rows={
        file === undefined
          ? rows
          : [
              {
                name: t('import.check.pairRow.alias'),
                values: ['', <FileName key="file" {...file} />],
                differs: false,
              },
              ...rows,
            ]
      }
    />
  )
}

const FileName = ({ alias, code }: { readonly alias: string; readonly code: string }) => (
  <>
    {alias} <bdi className="code">{code}</bdi>
  </>
)

/** Nothing where neither row says anything. */
function shown(child: Child | undefined, field: Field, words: ImportWords): string | undefined {
  const fact = child === undefined ? undefined : factOf(child, field)
  return fact === undefined || (fact.value === null && fact.raw === '') ? undefined : words.reading(child, field)
}

const alike = (a: string | undefined, b: string | undefined) => a?.toLowerCase() === b?.toLowerCase()
