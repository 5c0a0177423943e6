/** The caseload: a table on a laptop, on a phone a block for each child. The alias first, the code small. j and k move, Enter opens. */
import type { KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { Go, Shape, nextIndex } from '#platform/web/index.ts'
import type { CaseRow } from '../screens/caseload.props.ts'
import { shownYears, useAgeWords, useContactWords } from '../words.ts'
import { StagePathMini } from './stage-path.tsx'
import css from './children-table.module.css'

export function ChildrenTable({ rows, today }: { readonly rows: readonly CaseRow[]; readonly today: string }) {
  const { t } = useTranslation('cases')
  return (
    <table className={css.children}>
      <caption className="hide">{t('caseload.caption')}</caption>
      <colgroup className="only-wide">
        <col className={css.child} />
        <col className={css.age} />
        <col className={css.stage} />
        <col />
        <col className={css.seen} />
      </colgroup>
      <thead>
        <tr>
          <th scope="col">{t('caseload.child')}</th>
          <th scope="col">{t('caseload.age')}</th>
          <th scope="col">{t('caseload.stage')}</th>
          <th scope="col">{t('caseload.next')}</th>
          <th scope="col">{t('caseload.lastContact')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Kid key={row.file} row={row} today={today} />
        ))}
      </tbody>
    </table>
  )
}

/** From the link of one row to the link of the next. */
function moveBetweenRows(event: KeyboardEvent<HTMLAnchorElement>): void {
  const links = [...(event.currentTarget.closest('tbody')?.querySelectorAll<HTMLAnchorElement>('th a') ?? [])]
  const here = links.indexOf(event.currentTarget)
  const next = nextIndex(event.key, here, links.length)
  if (next === null || event.metaKey || event.ctrlKey) return
  event.preventDefault()
  links[next]?.focus()
}

function Kid({ row, today }: { readonly row: CaseRow; readonly today: string }) {
  const { t } = useTranslation('cases')
  const age = useAgeWords()
  const contact = useContactWords(today)
  return (
    <tr data-late={row.next?.tone === 'late'}>
      <th scope="row">
        <Go to={row.to} onKeyDown={moveBetweenRows}>
          {row.alias}
        </Go>{' '}
        <bdi className="code">{row.code}</bdi>
      </th>
      <td data-cell="age">
        {age(row.age)}
        {row.age === null ? null : (
          <span className="only-phone"> {t('caseload.yearsShort', { count: shownYears(row.age) })}</span>
        )}
      </td>
      <td data-cell="stage">
        <span>{row.stage.name}</span>
        <StagePathMini total={row.stage.total} at={row.stage.at} />
      </td>
      <td data-cell="next">{row.next === null ? null : <Next next={row.next} />}</td>
      <td data-cell="seen">
        {row.lastContact === null ? (
          t('caseload.noContact')
        ) : (
          <ContactCell words={contact(row.lastContact.day)} how={row.lastContact.how} />
        )}
      </td>
    </tr>
  )
}

function Next({ next }: { readonly next: NonNullable<CaseRow['next']> }) {
  return (
    <div className={css.next}>
      <Shape name={next.shape} label={next.shapeLabel} tone={next.tone} />
      <div>
        {next.title}
        {next.small === undefined ? null : <small>{next.small}</small>}
      </div>
    </div>
  )
}

function ContactCell({ words, how }: { readonly words: string; readonly how: string | null }) {
  const { t } = useTranslation('cases')
  return (
    <>
      <span className="only-phone">{t('caseload.contactShort')} </span>
      {words}
      {how === null ? null : <small>{how}</small>}
    </>
  )
}
