/** The frame of ordinary pages: the side on a laptop, the bar of five on a phone, the line that says where the work is. */
import { Outlet, useRouterState } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import {
  Acts,
  BrandSign,
  Go,
  GoButton,
  Icon,
  PageHead,
  SyncLine,
  useSession,
  useSyncState,
  type Session,
} from '#platform/web/index.ts'
import { barItems, isOthersPlace, type NavItem } from '../navigation.ts'
import { usePlaces } from '../places.ts'
import css from './shell.module.css'

type ShellProps = {
  /** Instead of the routed page: the gallery. */
  readonly children?: React.ReactNode
  readonly places?: readonly NavItem[]
}

export function Shell({ children, places }: ShellProps) {
  const session = useSession()
  const working = usePlaces()
  const items = places ?? working
  return (
    <div className={css.shell}>
      <Side items={items} session={session} />
      <main className={css.page} id="isi" tabIndex={-1}>
        {children ?? <Place />}
      </main>
      <Bar items={items} />
    </div>
  )
}

/** The routed page, or in words that it is part of somebody else’s work. */
function Place() {
  const { t } = useTranslation('app')
  const session = useSession()
  // Of the page that stands, not of where one is going: on the way out, what is not theirs must not be asked for after all.
  const path = useRouterState({ select: ({ matches }) => matches.at(-1)?.pathname ?? '' })
  if (session === null || !isOthersPlace(path, session.permissions)) return <Outlet />
  return (
    <>
      <PageHead title={t('notYours.title')} sub={t('notYours.body')} />
      <Acts>
        <GoButton to="/">{t('notYours.home')}</GoButton>
      </Acts>
    </>
  )
}

/** The page one is on, or the list one came from: `/children/abc` belongs to `/children`. */
function useCurrent(): (to: string) => 'page' | undefined {
  const path = useRouterState({ select: (state) => state.location.pathname })
  return (to) => (path === to || path.startsWith(`${to}/`) ? 'page' : undefined)
}

function Side({ items, session }: { readonly items: readonly NavItem[]; readonly session: Session | null }) {
  const { t } = useTranslation(['app', 'platform'])
  const current = useCurrent()
  const sync = useSyncState()
  const second = items.filter((item) => item.second === true)
  const link = (item: NavItem) => (
    <Go key={item.to} to={item.to} aria-current={current(item.to)}>
      {t(`app:nav.${item.word}`)}
    </Go>
  )
  return (
    <aside className={css.side}>
      <Go to="/" className={css.brand}>
        <BrandSign />
        <span>Lindung</span>
      </Go>
      <nav aria-label={t('platform:menu')}>
        {items.filter((item) => item.second !== true).map(link)}
        {second.length === 0 ? null : <hr />}
        {second.map(link)}
      </nav>
      <div className={css.me}>
        <SyncLine sync={sync} />
        {session === null ? null : (
          <div className="two">
            <b>{session.person.name}</b>, {session.person.roleWord}
            <br />
            {session.person.orgName}
          </div>
        )}
        <Go to="/more" className={css.settings} aria-current={current('/more')}>
          {t('app:nav.settings')}
        </Go>
      </div>
    </aside>
  )
}

function Bar({ items }: { readonly items: readonly NavItem[] }) {
  const { t } = useTranslation(['app', 'platform'])
  const current = useCurrent()
  return (
    <nav className={css.bar} aria-label={t('platform:menu')}>
      {barItems(items).map((item) => (
        <Go key={item.to} to={item.to} aria-current={current(item.to)}>
          <Icon name={item.icon} />
          {t(`app:nav.${item.short ?? item.word}`)}
        </Go>
      ))}
      <Go to="/more" aria-current={current('/more')}>
        <Icon name="more" />
        {t('platform:more')}
      </Go>
    </nav>
  )
}
