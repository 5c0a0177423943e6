/** Step 1: which sheets and columns were read as what, and what holds for the whole list. */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  Acts,
  Button,
  Check,
  Choices,
  ConfirmDialog,
  PageHead,
  Part,
  Question,
  TaskColumns,
  TaskPage,
  ThenList,
} from '#platform/web/index.ts'
import { type ColumnChoices, Columns } from '../parts/columns-table.tsx'
import { DayField } from '../parts/day-field.tsx'
import css from '../parts/import.module.css'
import { OwnersQuestion, type OwnersProps } from '../parts/owners-question.tsx'
import { SaveLine, type SaveState } from '../parts/save-line.tsx'
import { isRead, Sheets } from '../parts/sheets.tsx'
import type { Field, ReadList, Said } from '../types.ts'
import { useImportWords } from '../words.ts'

export type MatchProps = {
  readonly list: ReadList
  readonly remembered: boolean
  /** Files were made of it already. */
  readonly begun: boolean
  readonly columns: ColumnChoices
  readonly onColumn: (table: string, column: number, field: Field) => void
  readonly order: Said['order']
  readonly onOrder: (order: Said['order']) => void
  readonly asOf: string
  readonly onAsOf: (day: string) => void
  readonly sexCodes: Said['sexCodes']
  readonly onSexCode: (code: string, sex: 'male' | 'female' | null) => void
  readonly owners: Omit<OwnersProps, 'villages'>
  readonly remember: boolean
  readonly onRemember: (remember: boolean) => void
  readonly saving: SaveState
  /** An answer that was not taken, in words. */
  readonly trouble: string | null
  readonly trying: boolean
  readonly onTry: () => void
  /** Null where it cannot be thrown away any more. */
  readonly onDiscard: (() => void) | null
  readonly today: string
}

export function MatchScreen(props: MatchProps) {
  const { t } = useTranslation('cases')
  const words = useImportWords()
  const { list } = props
  const sheets = list.sheets.filter(isRead).length
  const rows = list.sheets.reduce((sum, sheet) => sum + sheet.rows, 0)
  return (
    <TaskPage back={{ to: '/import', label: t('import.toList') }} status={<SaveLine {...props.saving} />}>
      <title>{`${list.file} – Lindung`}</title>
      <PageHead
        kick={t('import.match.kick')}
        title={<bdi>{list.file}</bdi>}
        sub={
          props.begun
            ? t('import.match.locked')
            : t('import.match.sub', { count: sheets, n: words.number(sheets), rows: words.number(rows) })
        }
      />
      <Sheets list={list} />
      <Columns list={list} chosen={props.columns} remembered={props.remembered} onChoose={props.onColumn} />
      <div className={css.after}>
        <TaskColumns
          main={<Whole {...props} />}
          aside={<After {...props} />}
          acts={<MatchActs {...props} rows={rows} />}
        />
      </div>
    </TaskPage>
  )
}

function Whole(props: MatchProps) {
  const { t } = useTranslation('cases')
  const { list, owners } = props
  const asOfUnknown = list.fileQuestions.some(({ code }) => code === 'as-of-unknown')
  return (
    <>
      <h2>{t('import.match.whole')}</h2>
      <Codes {...props} />
      <Question>
        <Choices
          legend={t('import.match.order')}
          hint={t('import.match.orderHint')}
          options={[
            { value: 'day-first', label: t('import.match.dayFirst') },
            { value: 'month-first', label: t('import.match.monthFirst') },
            { value: 'as-shown', label: t('import.match.asShown'), also: true },
          ]}
          value={props.order ?? 'as-shown'}
          onChange={(value) => props.onOrder(value === 'as-shown' ? null : value)}
        />
      </Question>
      <Question last={owners.people.length === 0}>
        <DayField
          id="per"
          legend={t('import.match.asOf')}
          hint={asOfUnknown ? t('import.match.asOfUnknown') : t('import.match.asOfHint')}
          day={props.asOf}
          today={props.today}
          onDay={props.onAsOf}
        />
      </Question>
      {owners.people.length === 0 ? null : (
        <Question last>
          <OwnersQuestion {...owners} villages={list.villages} />
        </Question>
      )}
    </>
  )
}

/** Codes for a sex that nothing in the list explains. */
function Codes({ list, sexCodes, onSexCode }: MatchProps) {
  const { t } = useTranslation('cases')
  const words = useImportWords()
  const asked = list.fileQuestions.filter(({ code }) => code === 'sex-coding')
  const codes = asked.flatMap(({ sheet = '', params }) =>
    String(params?.['codes'] ?? '')
      .split(',')
      .filter((code) => code !== '')
      .map((code) => ({ sheet, code })),
  )
  return codes.map(({ sheet, code }) => (
    <Question key={`${sheet} ${code}`}>
      <Choices
        legend={t('import.match.code', { code })}
        hint={t('import.match.codeHint', { sheet })}
        options={[
          { value: 'male', label: words.value('sex', 'male') },
          { value: 'female', label: words.value('sex', 'female') },
          { value: 'open', label: t('import.match.codeOpen'), also: true },
        ]}
        value={sexCodes[code] ?? 'open'}
        onChange={(value) => onSexCode(code, value === 'open' ? null : value)}
      />
    </Question>
  ))
}

function After({ list, remember, onRemember }: MatchProps) {
  const { t } = useTranslation('cases')
  const words = useImportWords()
  const rows = list.sheets.reduce((sum, sheet) => sum + sheet.rows, 0)
  return (
    <Part title={t('import.match.after')}>
      <ThenList
        steps={[
          { what: t('import.match.after1'), when: words.time(rows / 1_000) },
          { what: t('import.match.after2'), when: t('import.match.after2When') },
          { what: t('import.match.after3'), when: t('import.match.after3When') },
        ]}
      />
      <Check checked={remember} onChange={onRemember}>
        {t('import.match.remember')}
      </Check>
    </Part>
  )
}

function MatchActs({ trouble, trying, onTry, onDiscard, rows }: MatchProps & { readonly rows: number }) {
  const { t } = useTranslation('cases')
  const words = useImportWords()
  const [asking, setAsking] = useState(false)
  return (
    <div className={css.stack}>
      {trouble === null ? null : (
        <p className="note" role="alert">
          {trouble}
        </p>
      )}
      {trying ? <p role="status">{t('import.match.trying')}</p> : null}
      <Acts>
        <Button onClick={onTry}>{t('import.match.try', { count: rows, n: words.number(rows) })}</Button>
        {onDiscard === null ? null : (
          <Button variant="subtle" onClick={() => setAsking(true)}>
            {t('import.match.discard')}
          </Button>
        )}
      </Acts>
      {onDiscard === null ? null : (
        <ConfirmDialog
          open={asking}
          title={t('import.match.discardTitle')}
          confirm={t('import.match.discardYes')}
          onConfirm={onDiscard}
          onClose={() => setAsking(false)}
        >
          {t('import.match.discardBody')}
        </ConfirmDialog>
      )}
    </div>
  )
}
