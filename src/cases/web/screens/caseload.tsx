/** My children: who needs me next. */
import { useTranslation } from 'react-i18next'
import {
  Acts,
  Button,
  EmptyState,
  GoButton,
  PageHead,
  SearchField,
  Tabs,
  formatNumber,
  useLanguage,
} from '#platform/web/index.ts'
import { ChildrenTable } from '../parts/children-table.tsx'
import { SortSelect } from '../parts/sort-select.tsx'
import type { CaseloadProps, CaseloadShow, CaseloadSort } from './caseload.props.ts'
import css from './caseload.module.css'

const SHOWN: readonly CaseloadShow[] = ['open', 'conflict', 'waiting', 'closed']
const SORTS: readonly CaseloadSort[] = ['next', 'alias', 'contact', 'age']

export function CaseloadScreen(props: CaseloadProps) {
  const { t } = useTranslation('cases')
  const { counts, guideline, show, sort, search, ofTeam } = props
  // An empty list says its first step itself.
  const newChildTo = counts.open === 0 && search === '' ? null : props.newChildTo
  const open = t('caseload.open', { count: counts.open })
  const found = t('caseload.matches', { count: props.total })
  const limit = guideline === null || ofTeam ? '' : ` ${t('caseload.guideline', { count: guideline })}`
  return (
    <>
      <PageHead
        title={ofTeam ? t('caseload.titleTeam') : t('caseload.title')}
        sub={search === '' ? open + limit : found}
        tools={<SearchField label={t('caseload.search')} value={search} onChange={props.onSearch} />}
      />
      {newChildTo === null ? null : (
        <div className={`only-phone ${css.newChild}`}>
          <GoButton variant="default" to={newChildTo}>
            {t('caseload.newChild')}
          </GoButton>
        </div>
      )}
      <Tabs
        label={t('caseload.filter')}
        items={SHOWN.map((key) => ({
          key,
          label: t(`caseload.show.${key}`),
          count: counts[key],
          current: show === key,
          onSelect: () => props.onShow(key),
        }))}
        end={
          <span className={css.end}>
            <SortSelect
              label={t('caseload.sortLabel')}
              value={sort}
              options={SORTS.map((value) => ({ value, label: t(`caseload.sort.${value}`) }))}
              onChange={props.onSort}
            />
            {newChildTo === null ? null : (
              <GoButton variant="subtle" to={newChildTo}>
                {t('caseload.newChild')}
              </GoButton>
            )}
          </span>
        }
      />
      <Rows {...props} />
    </>
  )
}

function Rows(props: CaseloadProps) {
  const { t } = useTranslation('cases')
  const { language } = useLanguage()
  const { rows, total } = props
  if (props.loading) return <p className={css.note}>{t('caseload.loading')}</p>
  if (rows.length === 0) return <Nothing {...props} />
  return (
    <>
      {props.foundByName ? <p className={css.note}>{t('caseload.byName')}</p> : null}
      <ChildrenTable rows={rows} today={props.today} />
      {rows.length >= total ? null : (
        <p className={css.note}>
          {t('caseload.some', { shown: formatNumber(rows.length, language), total: formatNumber(total, language) })}{' '}
          <Button variant="subtle" onClick={props.onMore}>
            {t('caseload.more')}
          </Button>
        </p>
      )}
    </>
  )
}

function Nothing({ search, show, newChildTo, importTo, onSearch }: CaseloadProps) {
  const { t } = useTranslation('cases')
  if (search !== '') {
    return (
      <Empty title={t('caseload.noneFound', { search })} body={t('caseload.noneFoundBody')}>
        <Button variant="default" onClick={() => onSearch('')}>
          {t('caseload.clearSearch')}
        </Button>
      </Empty>
    )
  }
  if (show !== 'open') return <Empty title={t(`caseload.none.${show}`)} body={t(`caseload.noneBody.${show}`)} />
  return (
    <Empty title={t('caseload.none.open')} body={t('caseload.noneBody.open')}>
      <Acts>
        {newChildTo === null ? null : <GoButton to={newChildTo}>{t('caseload.firstChild')}</GoButton>}
        {importTo === null ? null : (
          <GoButton variant="default" to={importTo}>
            {t('caseload.importList')}
          </GoButton>
        )}
      </Acts>
    </Empty>
  )
}

const Empty = ({
  title,
  body,
  children,
}: {
  readonly title: string
  readonly body: string
  readonly children?: React.ReactNode
}) => (
  <div className={css.empty}>
    <EmptyState title={title} action={children}>
      {body}
    </EmptyState>
  </div>
)
