/** Who has opened a child's file: when, what, and why they were allowed to. Refusals stand here too. */
import { useTranslation } from 'react-i18next'
import {
  Aside,
  Button,
  Columns,
  EmptyState,
  PageHead,
  Part,
  PartText,
  Register,
  Row,
  Rows,
  Status,
  Tabs,
  dayOfInstant,
  formatDay,
  formatTime,
  useLanguage,
  useTimeZone,
} from '#platform/web/index.ts'
import type { AccessLogProps, LookFilter, LookRow } from './access-log.props.ts'

const FILTERS: readonly LookFilter[] = ['all', 'outside', 'true-name', 'printed']

export function AccessLogScreen(props: AccessLogProps) {
  const { t } = useTranslation('audit')
  const { alias, rows, counts, filter, onPrint, officer } = props
  return (
    <>
      <PageHead back={props.back} title={t('looks.title', { alias })} sub={props.summary} />
      <Columns>
        <div>
          <Tabs
            label={t('looks.filter')}
            items={FILTERS.map((key) => ({
              key,
              label: t(`looks.show.${key}`),
              count: counts[key],
              current: filter === key,
              onSelect: () => props.onFilter(key),
            }))}
          />
          {rows.length === 0 ? (
            <EmptyState title={t('looks.none')}>{t('looks.noneBody')}</EmptyState>
          ) : (
            <Looks {...props} />
          )}
        </div>
        <Aside>
          <Open open={props.open} />
          {onPrint === null ? null : (
            <Part title={t('looks.forChild', { alias })}>
              <PartText>{t('looks.forChildBody', { alias })}</PartText>
              <Button onClick={onPrint}>{t('looks.print', { alias })}</Button>
            </Part>
          )}
          {officer === null ? null : (
            <Part title={t('looks.odd')}>
              <PartText>{t('looks.oddBody', { name: officer.name })}</PartText>
              <Button variant="default" onClick={officer.onAsk}>
                {t('looks.askOfficer', { name: officer.name })}
              </Button>
            </Part>
          )}
          <About checked={props.checked} today={props.today} />
        </Aside>
      </Columns>
    </>
  )
}

function Looks({ rows, today }: AccessLogProps) {
  const { t } = useTranslation('audit')
  const { language } = useLanguage()
  const zone = useTimeZone()
  const days = new Map<string, LookRow[]>()
  for (const row of rows) {
    const day = dayOfInstant(row.at, zone)
    days.set(day, [...(days.get(day) ?? []), row])
  }
  const cells = (row: LookRow) => ({
    who: (
      <>
        <b>{row.who}</b>
        <small>{row.role}</small>
      </>
    ),
    at: formatTime(row.at, language, zone),
    saw: row.saw,
    why: row.shape === undefined ? row.why : <Status shape={row.shape}>{row.why}</Status>,
  })
  return (
    <Register
      caption={t('looks.caption')}
      columns={[
        { key: 'who', head: t('looks.who'), role: 'name', width: '8.5rem' },
        { key: 'at', head: t('looks.at'), role: 'corner', width: '4rem' },
        { key: 'saw', head: t('looks.saw'), label: t('looks.sawShort'), width: '14rem' },
        { key: 'why', head: t('looks.why'), label: t('looks.whyShort') },
      ]}
      groups={[...days].map(([day, some]) => ({
        key: day,
        title: day === today ? t('looks.today') : formatDay(day, language, { weekday: true }),
        rows: some.map((row) => ({ key: row.id, cells: cells(row) })),
      }))}
    />
  )
}

function Open({ open }: Pick<AccessLogProps, 'open'>) {
  const { t } = useTranslation('audit')
  if (open.length === 0) return null
  return (
    <Part title={t('looks.open')}>
      <Rows>
        {open.map((one) => (
          <Row key={one.key} title={one.who} small={one.why} third={one.until} />
        ))}
      </Rows>
    </Part>
  )
}

function About({ checked, today }: Pick<AccessLogProps, 'checked' | 'today'>) {
  const { t } = useTranslation('audit')
  const { language } = useLanguage()
  const zone = useTimeZone()
  const when = (at: Date): string => {
    const day = dayOfInstant(at, zone)
    return `${day === today ? t('looks.todayInline') : formatDay(day, language, { short: true })}\u00A0${formatTime(at, language, zone)}`
  }
  return (
    <Part title={t('looks.about')}>
      <PartText>
        {t('looks.aboutBody')}{' '}
        {checked === null
          ? null
          : checked.whole
            ? t('looks.checkedWhole', { at: when(checked.at) })
            : t('looks.checkedBroken', { at: when(checked.at) })}
      </PartText>
    </Part>
  )
}
