/** My account: who I am here, where I am signed in, how the screen speaks and looks, and the way out. */
import { useTranslation } from 'react-i18next'
import {
  Acts,
  Aside,
  Button,
  Columns,
  Confirmation,
  DueItem,
  DueList,
  ErrorLine,
  PageHead,
  Part,
  Row,
  Rows,
  Section,
  dayOfInstant,
  formatDay,
  formatTime,
  useLanguage,
  useTimeZone,
} from '#platform/web/index.ts'
import type { AccountProps, SessionRow } from './account.props.ts'
import css from './people.module.css'

export function AccountScreen(props: AccountProps) {
  const { t } = useTranslation('access')
  const { name, roles, said } = props
  return (
    <>
      <PageHead title={name} sub={t('account.sub')} />
      <Columns>
        <div>
          {said === null ? null : said.good ? (
            <Confirmation>{said.text}</Confirmation>
          ) : (
            <ErrorLine>{said.text}</ErrorLine>
          )}
          <Sessions {...props} />
          <Section title={t('account.settings')}>
            <div className={css.gap}>{props.settings}</div>
          </Section>
          {props.device}
          {props.more}
        </div>
        <Aside>
          <Part title={t('account.roles')}>
            <Rows>
              {roles.map((one) => (
                <Row key={one.key} title={one.role} small={one.organisation} />
              ))}
            </Rows>
          </Part>
          <Part title={t('account.leave')}>
            <div className={css.gap}>{props.leave}</div>
          </Part>
        </Aside>
      </Columns>
    </>
  )
}

function Sessions({ sessions, gone, onEnd, onEndOthers, today }: AccountProps) {
  const { t } = useTranslation('access')
  const others = sessions?.filter(({ current }) => !current) ?? []
  return (
    <Section
      title={t('account.sessions')}
      {...(sessions === null ? {} : { count: sessions.length })}
      intro={t('account.sessionsIntro')}
    >
      {sessions === null ? <p className="two">{t(gone ? 'account.gone' : 'account.asking')}</p> : null}
      <DueList>
        {sessions?.map((one) => (
          <Session key={one.id} session={one} today={today} onEnd={() => onEnd(one.id)} />
        ))}
      </DueList>
      {others.length < 2 ? null : (
        <div className={css.gap}>
          <Acts>
            <Button variant="default" onClick={onEndOthers}>
              {t('account.endOthers', { count: others.length })}
            </Button>
          </Acts>
        </div>
      )}
    </Section>
  )
}

type SessionProps = { readonly session: SessionRow; readonly today: string; readonly onEnd: () => void }

function Session({ session: { current, sameDevice, since, seen }, today, onEnd }: SessionProps) {
  const { t } = useTranslation('access')
  const { language } = useLanguage()
  const zone = useTimeZone()
  const moment = (at: Date): string => {
    const day = dayOfInstant(at, zone)
    const words = day === today ? t('account.today') : formatDay(day, language, { short: true })
    return `${words}\u00A0${formatTime(at, language, zone)}`
  }
  const title = current ? t('account.here') : sameDevice ? t('account.sameDevice') : t('account.otherDevice')
  return (
    <DueItem
      shape={current ? 'today' : 'open'}
      tone={current ? 'today' : 'plain'}
      shapeLabel={current ? t('account.now') : t('account.open')}
      title={title}
      when={t('account.times', { since: moment(since), seen: moment(seen) })}
      action={
        current ? undefined : (
          <Button variant="light" aria-label={t('account.endNamed', { since: moment(since) })} onClick={onEnd}>
            {t('account.end')}
          </Button>
        )
      }
    />
  )
}
