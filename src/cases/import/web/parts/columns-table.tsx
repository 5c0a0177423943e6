/** Columns and what they become: those that need a look first, those that are sure behind a fold. */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  Button,
  Fold,
  Register,
  type RegisterColumn,
  type RegisterGroup,
  Section,
  SelectField,
  Status,
} from '#platform/web/index.ts'
import { field as fields } from '../../shapes.ts'
import type { Column, Field, FoundSheet, FoundTable, ReadList } from '../types.ts'
import { useImportWords } from '../words.ts'
import { Cells } from './raw.tsx'

/** Table to column number to field: what a person has said, over what was read. */
export type ColumnChoices = Readonly<Record<string, Readonly<Record<string, Field>>>>

export type ColumnsProps = {
  readonly list: ReadList
  readonly chosen: ColumnChoices
  readonly remembered: boolean
  /** Null where columns are only looked at. */
  readonly onChoose: ((table: string, column: number, field: Field) => void) | null
}

type Placed = { readonly sheet: FoundSheet; readonly table: FoundTable; readonly column: Column }

const placed = ({ sheets }: ReadList): readonly Placed[] =>
  sheets.flatMap((sheet) => sheet.tables.flatMap((table) => table.columns.map((column) => ({ sheet, table, column }))))

export function Columns(props: ColumnsProps) {
  const { t } = useTranslation('cases')
  const words = useImportWords()
  const all = placed(props.list)
  const open = (['choose', 'nearly'] as const).flatMap((sure) => all.filter(({ column }) => column.sure === sure))
  const sure = all.filter(({ column }) => column.sure === 'sure')
  const foldWords = t('import.match.sureFold', { count: sure.length, n: words.number(sure.length) })
  return (
    <Section
      title={t('import.match.columns')}
      count={words.number(all.length)}
      intro={<Summary all={all} remembered={props.remembered} />}
      id="kolom"
    >
      {open.length === 0 ? null : <OpenColumns {...props} columns={open} />}
      {sure.length === 0 ? null : (
        <Fold summary={foldWords} shape="done">
          <SureColumns {...props} columns={sure} />
        </Fold>
      )}
    </Section>
  )
}

function Summary({ all, remembered }: { readonly all: readonly Placed[]; readonly remembered: boolean }) {
  const { t } = useTranslation('cases')
  const words = useImportWords()
  const count = (sure: Column['sure']) => all.filter(({ column }) => column.sure === sure).length
  const [choose, nearly] = [count('choose'), count('nearly')]
  const parts = [
    choose > 0 ? t('import.match.choose', { count: choose, n: words.number(choose) }) : null,
    nearly > 0 ? t('import.match.nearly', { count: nearly, n: words.number(nearly) }) : null,
  ].filter((part) => part !== null)
  const sentence =
    parts.length === 0 ? t('import.match.allSure') : `${parts.join(', ')}. ${t('import.match.otherSure')}`
  return (
    <>
      {sentence} {remembered ? t('import.match.remembered') : null}
    </>
  )
}

type SomeProps = ColumnsProps & { readonly columns: readonly Placed[] }

const effective = (chosen: ColumnChoices, { table, column }: Placed): Field =>
  chosen[table.id]?.[String(column.column)] ?? column.field

/** Rows under the name of their table, where there are several. */
function useGroups(columns: readonly Placed[], cells: (one: Placed) => RegisterGroup['rows'][number]['cells']) {
  const { t } = useTranslation('cases')
  const words = useImportWords()
  const tables = [...Map.groupBy(columns, ({ table }) => table.id)]
  return tables.map(([key, of]): RegisterGroup => {
    const [first] = of
    const title =
      tables.length < 2 || first === undefined
        ? {}
        : { title: t('import.match.table', { sheet: first.sheet.name, row: words.number(first.table.firstRow) }) }
    return { key, ...title, rows: of.map((one) => ({ key: String(one.column.column), cells: cells(one) })) }
  })
}

function Head({ column }: { readonly column: Column }) {
  const { t } = useTranslation('cases')
  return (
    <>
      <b>{column.header === '' ? t('import.match.noHeader') : <bdi>{column.header}</bdi>}</b>
      <small>{t('import.match.column', { letters: column.letters })}</small>
    </>
  )
}

function OpenColumns({ columns, chosen, onChoose }: SomeProps) {
  const { t } = useTranslation('cases')
  const words = useImportWords()
  const heads: readonly RegisterColumn[] = [
    { key: 'head', head: t('import.match.inList'), width: '11rem', role: 'name' },
    { key: 'examples', head: t('import.match.examples') },
    { key: 'becomes', head: t('import.match.becomes'), width: '18rem' },
    { key: 'sure', head: t('import.match.sureness'), width: '13rem' },
  ]
  const groups = useGroups(columns, (one) => {
    const { column, table } = one
    const asked = column.sure === 'choose' && chosen[table.id]?.[String(column.column)] === undefined
    return {
      head: <Head column={column} />,
      examples: <Cells texts={column.examples} />,
      becomes:
        onChoose === null ? (
          words.field(column.field)
        ) : (
          <FieldSelect {...one} chosen={chosen} onChoose={onChoose} asks />
        ),
      sure: (
        <>
          <Status shape={asked ? 'query' : column.sure === 'choose' ? 'done' : 'soon'}>
            {t(`import.match.sure.${asked ? 'choose' : column.sure === 'choose' ? 'sure' : 'nearly'}`)}
          </Status>
          <small>
            {t('import.match.filledIn', { count: column.filled, n: words.number(column.filled) })}
            {asked ? `; ${t('import.match.guess', { field: words.field(column.field) })}` : ''}
          </small>
        </>
      ),
    }
  })
  return <Register caption={t('import.match.needCaption')} columns={heads} groups={groups} />
}

function SureColumns({ columns, chosen, onChoose }: SomeProps) {
  const { t } = useTranslation('cases')
  const words = useImportWords()
  const [changing, setChanging] = useState<ReadonlySet<string>>(new Set())
  const heads: readonly RegisterColumn[] = [
    { key: 'head', head: t('import.match.inList'), width: '11rem', role: 'name' },
    { key: 'examples', head: t('import.match.examples') },
    { key: 'becomes', head: t('import.match.becomes'), width: '18rem' },
    { key: 'filled', head: t('import.match.filled'), width: '8rem' },
    ...(onChoose === null
      ? []
      : [{ key: 'change', head: t('import.match.change'), width: '5rem', role: 'act' as const, headHidden: true }]),
  ]
  const groups = useGroups(columns, (one) => {
    const { column, table } = one
    const key = `${table.id} ${column.column}`
    const open = changing.has(key) && onChoose !== null
    const name = column.header === '' ? column.letters : column.header
    return {
      head: <Head column={column} />,
      examples: <Cells texts={column.examples} />,
      becomes: open ? (
        <FieldSelect {...one} chosen={chosen} onChoose={onChoose} />
      ) : (
        words.field(effective(chosen, one))
      ),
      filled: words.number(column.filled),
      change: open ? null : (
        <Button
          variant="subtle"
          aria-label={t('import.match.changeOf', { column: name })}
          onClick={() => setChanging(new Set([...changing, key]))}
        >
          {t('import.match.change')}
        </Button>
      ),
    }
  })
  return <Register caption={t('import.match.sureCaption')} columns={heads} groups={groups} />
}

type SelectProps = Placed & {
  readonly chosen: ColumnChoices
  readonly onChoose: NonNullable<ColumnsProps['onChoose']>
  /** Shows no answer while a column asks for one. */
  readonly asks?: boolean
}

function FieldSelect({ sheet, table, column, chosen, onChoose, asks = false }: SelectProps) {
  const { t } = useTranslation('cases')
  const words = useImportWords()
  const said = chosen[table.id]?.[String(column.column)]
  const likely: readonly Field[] = [...new Set([column.field, ...column.alternatives])]
  const options = [...likely, ...fields.options.filter((one) => !likely.includes(one))]
  const empty = asks && column.sure === 'choose' && said === undefined
  const name = column.header === '' ? column.letters : column.header
  return (
    <SelectField
      id={`kolom-${table.id}-${column.column}`.replaceAll(':', '-')}
      label={null}
      aria-label={t('import.match.becomesOf', { column: `${name}, ${sheet.name}` })}
      value={empty ? '' : (said ?? column.field)}
      data={[
        ...(empty ? [{ value: '', label: t('import.match.pick') }] : []),
        ...options.map((value) => ({ value, label: words.field(value) })),
      ]}
      onChange={(event) => {
        const picked = fields.options.find((one) => one === event.currentTarget.value)
        if (picked !== undefined) onChoose(table.id, column.column, picked)
      }}
    />
  )
}
