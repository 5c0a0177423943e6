/** The sheets of a list: which were read, where their header stands, what was left alone. */
import { useTranslation } from 'react-i18next'
import { Fold, formatList, GridRaw, Row, Rows, Section, useLanguage } from '#platform/web/index.ts'
import type { FoundSheet, ReadList } from '../types.ts'
import { useImportWords } from '../words.ts'
import css from './import.module.css'
import { Colour } from './raw.tsx'

export const isRead = ({ role }: FoundSheet) => role === 'caseload' || role === 'cards'

export function Sheets({ list, open = true }: { readonly list: ReadList; readonly open?: boolean }) {
  const { t } = useTranslation('cases')
  const words = useImportWords()
  const first = list.sheets.find(isRead)
  return (
    <Section title={t('import.match.sheets')} count={words.number(list.sheets.length)} id="lembar">
      <Rows>
        {list.sheets.map((sheet) => (
          <SheetRow key={sheet.name} sheet={sheet} list={list} />
        ))}
      </Rows>
      {list.ignored.map((what) => (
        <p className="note" key={what}>
          {t(`import.match.ignored.${what}`)}
        </p>
      ))}
      {first === undefined || first.top.length === 0 ? null : <Top sheet={first} open={open} />}
    </Section>
  )
}

function SheetRow({ sheet, list }: { readonly sheet: FoundSheet; readonly list: ReadList }) {
  const { t } = useTranslation('cases')
  const words = useImportWords()
  const sentences = useSentences()
  const read = isRead(sheet)
  const parts = [
    sheet.hidden ? t('import.match.hidden') : null,
    t(`import.match.sheet.${sheet.role}`),
    sheet.rows > 0 ? words.rows(sheet.rows) : null,
  ]
  return (
    <Row
      shape={read ? 'done' : 'open'}
      shapeLabel={read ? t('import.match.read') : t('import.match.notRead')}
      title={
        <>
          <b>
            <bdi>{sheet.name}</bdi>
          </b>
          , {parts.filter((part) => part !== null).join(', ')}
        </>
      }
      small={read ? sentences(sheet, list) : t('import.match.noRows')}
    >
      <Colours sheet={sheet} />
    </Row>
  )
}

/** What is worth knowing of a sheet that was read, in whole sentences. */
function useSentences(): (sheet: FoundSheet, list: ReadList) => string {
  const { t } = useTranslation('cases')
  const { language } = useLanguage()
  const words = useImportWords()
  return (sheet, { fileQuestions }) => {
    const has = (code: string) => fileQuestions.some((one) => one.code === code && one.sheet === sheet.name)
    const said = [
      has('no-header') ? t('import.match.noHead') : heads(sheet),
      has('columns-moved') ? t('import.match.moved') : null,
      sheet.comments > 0
        ? t('import.match.comments', { count: sheet.comments, n: words.number(sheet.comments) })
        : null,
      sheet.hiddenRows > 0
        ? t('import.match.hiddenRows', { count: sheet.hiddenRows, n: words.number(sheet.hiddenRows) })
        : null,
    ]
    return said.filter((one) => one !== null).join(' ')
  }
  function heads({ headerRows }: FoundSheet): string | null {
    if (headerRows.length === 0) return null
    const rows = formatList(headerRows.map(words.number), language)
    return headerRows.length === 1 ? t('import.match.headAt', { rows }) : t('import.match.headsAt', { rows })
  }
}

function Colours({ sheet: { colours } }: { readonly sheet: FoundSheet }) {
  const words = useImportWords()
  const all = Object.entries(colours)
  if (all.length === 0) return null
  return (
    <span className={`small ${css.colours}`}>
      {all.map(([colour, status]) => (
        <Colour key={colour} colour={colour}>
          {words.value('status', status)}
        </Colour>
      ))}
    </span>
  )
}

function Top({ sheet, open }: { readonly sheet: FoundSheet; readonly open: boolean }) {
  const { t } = useTranslation('cases')
  const words = useImportWords()
  const label = t('import.match.top', {
    count: sheet.top.length,
    n: words.number(sheet.top.length),
    sheet: sheet.name,
  })
  // A title that stands alone in its row is drawn across the sheet, as the office sees it.
  const cellsOf = (row: readonly string[]) => {
    const filled = row.filter((cell) => cell !== '')
    return filled.length <= 1 ? [filled[0] ?? ''] : row
  }
  return (
    <Fold summary={label} open={open}>
      <GridRaw
        label={label}
        rows={sheet.top.map((row, at) => {
          const head = sheet.headerRows.includes(at + 1)
          return { n: at + 1, head, cells: head ? row : cellsOf(row) }
        })}
      />
    </Fold>
  )
}
