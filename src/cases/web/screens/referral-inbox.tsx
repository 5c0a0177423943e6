/** Referrals, from the provider's side: the same card that the sender saw, and the three answers. */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  Acts,
  Button,
  DueItem,
  DueList,
  EmptyState,
  PackageCard,
  PageHead,
  Section,
  TwoColumns,
  WaitBadge,
  daysBetween,
  formatDay,
  formatDays,
  formatRelativeDay,
  useLanguage,
} from '#platform/web/index.ts'
import { NoteForm, ReasonForm } from '../parts/referral-forms.tsx'
import type { ReferralCard, ReferralInboxProps, ServingItem } from './referral-inbox.props.ts'
import css from './form.module.css'

export function ReferralInboxScreen(props: ReferralInboxProps) {
  const { t } = useTranslation('cases')
  const { toAnswer, serving, closed, openId, provider } = props
  const open = toAnswer.find((one) => one.id === openId) ?? toAnswer[0]
  return (
    <>
      <PageHead
        title={t('inbox.title')}
        sub={toAnswer.length === 0 ? t('inbox.noneToAnswer') : t('inbox.toAnswerCount', { count: toAnswer.length })}
      />
      <TwoColumns>
        <div>
          <Section title={t('inbox.toAnswer')} count={toAnswer.length}>
            {open === undefined ? (
              <div className={css.gap}>
                <EmptyState title={t('inbox.none')}>{t('inbox.noneBody')}</EmptyState>
              </div>
            ) : (
              <Open key={open.id} card={open} {...props} />
            )}
          </Section>
          <DueList ruled>
            {toAnswer
              .filter((card) => card !== open)
              .map((card) => (
                <Waiting key={card.id} card={card} today={props.today} onOpen={() => props.onOpen(card.id)} />
              ))}
          </DueList>
        </div>
        <div>
          <Serving items={serving} onNote={props.onNote} />
          {closed.length === 0 ? null : (
            <Section title={t('inbox.closed')} count={closed.length}>
              <DueList>
                {closed.map((item) => (
                  <DueItem
                    key={item.id}
                    shape="done"
                    shapeLabel={t('inbox.closed')}
                    title={t('inbox.needAlias', item)}
                    who={item.status}
                  />
                ))}
              </DueList>
            </Section>
          )}
          <p className={`note ${css.gap}`}>{t('inbox.onlyPackage', { provider })}</p>
        </div>
      </TwoColumns>
    </>
  )
}

function Open({ card, today, onAccept, onAsk, onDecline }: ReferralInboxProps & { readonly card: ReferralCard }) {
  const { t } = useTranslation('cases')
  const { language } = useLanguage()
  const [form, setForm] = useState<'ask' | 'decline' | null>(null)
  const since = formatDay(card.since, language, { short: true })
  const until = formatDay(card.answerBy, language, { short: true, weekday: true })
  const name = card.senderName
  return (
    <article className={`${css.stack} ${css.gap}`}>
      <PackageCard
        from={t('refer.from', { sender: card.sender })}
        title={t('refer.needForAlias', { need: card.need, alias: card.alias })}
        facts={card.facts}
      />
      <WaitBadge small={card.late ? t('inbox.lateAnswer', { until }) : t('inbox.answerUntil', { until })}>
        {card.asked
          ? t('inbox.youAsked', { name })
          : t('inbox.waits', { name, since, days: formatDays(daysBetween(card.since, today), language) })}
      </WaitBadge>
      {form === null ? (
        <Acts>
          <Button onClick={() => onAccept(card.id)}>{t('inbox.accept')}</Button>
          <Button variant="default" onClick={() => setForm('ask')}>
            {t('inbox.ask', { name })}
          </Button>
          <Button variant="subtle" onClick={() => setForm('decline')}>
            {t('inbox.decline')}
          </Button>
        </Acts>
      ) : (
        <ReasonForm
          label={form === 'ask' ? t('inbox.question', { name }) : t('inbox.reason')}
          hint={form === 'ask' ? t('inbox.questionHint') : t('inbox.reasonHint', { name })}
          send={form === 'ask' ? t('inbox.sendQuestion') : t('inbox.sendDecline')}
          onSend={(text) => (form === 'ask' ? onAsk(card.id, text) : onDecline(card.id, text))}
          onCancel={() => setForm(null)}
        />
      )}
    </article>
  )
}

function Waiting({
  card,
  today,
  onOpen,
}: {
  readonly card: ReferralCard
  readonly today: string
  readonly onOpen: () => void
}) {
  const { t } = useTranslation('cases')
  const { language } = useLanguage()
  const until = formatDay(card.answerBy, language, { short: true })
  const when = formatRelativeDay(card.since, today, language)
  return (
    <DueItem
      shape={card.asked ? 'waiting' : 'open'}
      shapeLabel={card.asked ? t('inbox.askedWord') : t('inbox.newWord')}
      title={t('inbox.needAlias', card)}
      who={t('inbox.fromWhom', { sender: card.sender })}
      when={t('inbox.came', { when, until })}
      action={
        <Button variant="light" onClick={onOpen}>
          {t('inbox.open')}
        </Button>
      }
    />
  )
}

function Serving({
  items,
  onNote,
}: {
  readonly items: readonly ServingItem[]
  readonly onNote: ReferralInboxProps['onNote']
}) {
  const { t } = useTranslation('cases')
  const [writing, setWriting] = useState<string | null>(null)
  return (
    <Section title={t('inbox.serving')} count={items.length}>
      {items.length === 0 ? <p className={`two ${css.gap}`}>{t('inbox.noneServing')}</p> : null}
      <DueList>
        {items.map((item) => [
          <DueItem
            key={item.id}
            shape="soon"
            shapeLabel={t('inbox.serving')}
            title={t('inbox.needAlias', item)}
            who={item.status}
            lineless={writing === item.id}
            action={
              writing === item.id ? undefined : (
                <Button variant="light" onClick={() => setWriting(item.id)}>
                  {t('inbox.note')}
                </Button>
              )
            }
          />,
          writing === item.id ? (
            <NoteForm
              key={`${item.id}-form`}
              name={item.senderName}
              onSend={(note) => {
                onNote(item.id, note)
                setWriting(null)
              }}
              onCancel={() => setWriting(null)}
            />
          ) : null,
        ])}
      </DueList>
    </Section>
  )
}
