/** Referrals, from the provider's side: the same card that the sender saw, and the three answers. */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  Button,
  DueItem,
  DueList,
  EmptyState,
  Go,
  PageHead,
  Section,
  TwoColumns,
  Under,
  WaitBadge,
  formatDay,
  formatRelativeDay,
  useLanguage,
} from '#platform/web/index.ts'
import { PackageCard } from '../parts/package-card.tsx'
import type { ReferralCard, ReferralInboxProps, ServingItem } from './referral-inbox.props.ts'
import css from './form.module.css'

export function ReferralInboxScreen(props: ReferralInboxProps) {
  const { t } = useTranslation('cases')
  const { toAnswer, asked, closed, openId, provider, state } = props
  const open = [...toAnswer, ...asked].find((one) => one.id === openId) ?? toAnswer[0]
  const needed = toAnswer.length
  return (
    <>
      <PageHead
        title={t('inbox.title')}
        sub={
          state === 'loading'
            ? t('inbox.loading')
            : needed === 0
              ? t('inbox.noneToAnswer')
              : t('inbox.toAnswerCount', { count: needed })
        }
      />
      <Recorded recorded={props.recorded} />
      <TwoColumns>
        <div>
          <Section title={t('inbox.toAnswer')} count={toAnswer.length}>
            {open === undefined ? <Nothing {...props} /> : <Open key={open.id} card={open} />}
          </Section>
          <DueList ruled>
            {toAnswer
              .filter((card) => card !== open)
              .map((card) => (
                <Waiting key={card.id} card={card} today={props.today} onOpen={() => props.onOpen(card.id)} />
              ))}
          </DueList>
          {asked.length === 0 ? null : (
            <Section title={t('inbox.askedTitle')} count={asked.length}>
              <DueList>
                {asked.map((card) => (
                  <Asked key={card.id} card={card} />
                ))}
              </DueList>
            </Section>
          )}
        </div>
        <div>
          <Serving {...props} />
          {closed.length === 0 ? null : <Closed items={closed} />}
          {/* Whoever came here without being a provider has no package. */}
          {provider === '' ? null : <p className={`note ${css.gap}`}>{t('inbox.onlyPackage', { provider })}</p>}
        </div>
      </TwoColumns>
    </>
  )
}

/** What was just answered, since its card has moved away from under the finger. */
function Recorded({ recorded }: Pick<ReferralInboxProps, 'recorded'>) {
  const { t } = useTranslation('cases')
  return (
    <div role="status">
      {recorded === null ? null : (
        <p className={`note ${css.gap}`}>
          {recorded.text}{' '}
          <Go to={recorded.to} className="tall">
            {t('inbox.recorded.open')}
          </Go>
        </p>
      )}
    </div>
  )
}

function Nothing({ state, asked, serving, closed }: ReferralInboxProps) {
  const { t } = useTranslation('cases')
  if (state === 'loading') return null
  if (state === 'gone') {
    return (
      <div className={css.gap}>
        <EmptyState title={t('file.goneTitle')}>{t('inbox.goneBody')}</EmptyState>
      </div>
    )
  }
  const known = asked.length + serving.length + closed.length > 0
  return (
    <div className={css.gap}>
      <EmptyState title={t(known ? 'inbox.allAnswered' : 'inbox.none')}>
        {t(known ? 'inbox.allAnsweredBody' : 'inbox.noneBody')}
      </EmptyState>
    </div>
  )
}

function Open({ card }: { readonly card: ReferralCard }) {
  const { t } = useTranslation('cases')
  return (
    <article className={`${css.stack} ${css.gap}`}>
      <PackageCard
        from={t('refer.from', { sender: card.sender })}
        title={t('refer.needForAlias', { need: card.need, alias: card.alias })}
        facts={card.facts}
      />
      <WaitBadge small={card.wait.small}>{card.wait.text}</WaitBadge>
      {card.acts}
      <p>
        <Go to={card.to} className="tall">
          {t('inbox.whole')}
        </Go>
      </p>
    </article>
  )
}

type WaitingProps = { readonly card: ReferralCard; readonly today: string; readonly onOpen: () => void }

function Waiting({ card, today, onOpen }: WaitingProps) {
  const { t } = useTranslation('cases')
  const { language } = useLanguage()
  const until = formatDay(card.answerBy, language, { short: true })
  const when = formatRelativeDay(card.since, today, language)
  return (
    <DueItem
      shape={card.late ? 'late' : 'open'}
      tone={card.late ? 'late' : 'plain'}
      shapeLabel={card.late ? t('inbox.lateWord') : t('inbox.newWord')}
      title={t('inbox.needAlias', card)}
      who={t('inbox.fromWhom', { sender: card.sender })}
      when={t('inbox.came', { when, until })}
      action={
        <Button variant="light" aria-label={t('inbox.openNamed', card)} onClick={onOpen}>
          {t('inbox.open')}
        </Button>
      }
    />
  )
}

function Asked({ card }: { readonly card: ReferralCard }) {
  const { t } = useTranslation('cases')
  return (
    <DueItem
      shape="waiting"
      shapeLabel={t('inbox.askedWord')}
      title={t('inbox.needAlias', card)}
      to={card.to}
      who={card.wait.text}
    />
  )
}

function Serving({ serving, note }: ReferralInboxProps) {
  const { t } = useTranslation('cases')
  const [writing, setWriting] = useState<string | null>(null)
  const close = () => setWriting(null)
  return (
    <Section title={t('inbox.serving')} count={serving.length}>
      {serving.length === 0 ? <p className={`two ${css.gap}`}>{t('inbox.noneServing')}</p> : null}
      <DueList>
        {serving.map((item) => [
          <DueItem
            key={item.id}
            shape="soon"
            shapeLabel={t('inbox.serving')}
            title={t('inbox.needAlias', item)}
            to={item.to}
            who={item.status}
            lineless={writing === item.id}
            action={
              writing === item.id ? undefined : (
                <Button variant="light" aria-label={t('inbox.noteNamed', item)} onClick={() => setWriting(item.id)}>
                  {t('inbox.note')}
                </Button>
              )
            }
          />,
          writing === item.id ? <Under key={`${item.id}-form`}>{note(item.id, close)}</Under> : null,
        ])}
      </DueList>
    </Section>
  )
}

function Closed({ items }: { readonly items: readonly ServingItem[] }) {
  const { t } = useTranslation('cases')
  return (
    <Section title={t('inbox.closed')} count={items.length}>
      <DueList>
        {items.map((item) => (
          <DueItem
            key={item.id}
            shape="done"
            shapeLabel={t('inbox.closed')}
            title={t('inbox.needAlias', item)}
            to={item.to}
            who={item.status}
          />
        ))}
      </DueList>
    </Section>
  )
}
