/** The outbox: every item's state in words. Nothing disappears. */
import { useTranslation } from 'react-i18next'
import {
  Acts,
  Button,
  DueItem,
  DueList,
  EmptyState,
  ErrorLine,
  Fold,
  GoButton,
  Known,
  PageHead,
  Question,
  Section,
  TwoColumns,
  formatBytes,
  useLanguage,
} from '#platform/web/index.ts'
import { useLaterWords, useMomentWords } from '../words.ts'
import type {
  DraftItem,
  HeldItem,
  OutboxProps,
  RefusedItem,
  SentItem,
  SetAsideItem,
  WaitingItem,
  WithdrawnItem,
} from './outbox.props.ts'
import { Decided } from './outbox-decided.tsx'
import { NotTaken } from './outbox-files.tsx'
import css from './form.module.css'

const SHOWN_SENT = 5

export function OutboxScreen(props: OutboxProps) {
  const { t } = useTranslation('cases')
  const { notTaken = [], decided = [] } = props
  const open =
    notTaken.length +
    props.refused.length +
    props.held.length +
    props.setAside.length +
    props.waiting.length +
    props.drafts.length +
    decided.filter(({ leftOut }) => leftOut !== null).length
  return (
    <>
      <PageHead
        title={t('outbox.title')}
        sub={open === 0 ? t('outbox.allSent') : t('outbox.nothingLost', { count: open })}
      />
      <TwoColumns>
        <div>
          <Refused items={props.refused} today={props.today} />
          <NotTaken items={notTaken} />
          <Held items={props.held} />
          <Decided items={decided} today={props.today} />
          <SetAside items={props.setAside} today={props.today} />
          <Waiting items={props.waiting} today={props.today} onTryNow={props.onTryNow} />
          <Drafts items={props.drafts} today={props.today} />
          {open > 0 ? null : (
            <div className={css.gap}>
              <EmptyState title={t('outbox.none')}>{t('outbox.noneBody')}</EmptyState>
            </div>
          )}
          {props.takeIn}
        </div>
        <div>
          <Sent items={props.sentToday} today={props.today} />
          <Withdrawn items={props.withdrawn ?? []} today={props.today} />
          <p className={`note ${css.gap}`}>{t('outbox.keptHere')}</p>
        </div>
      </TwoColumns>
    </>
  )
}

const Who = ({ item }: { readonly item: { readonly alias: string; readonly code: string } }) => (
  <>
    <b>{item.alias}</b> <bdi className="code">{item.code}</bdi>
  </>
)

type Dated = { readonly today: string }

function Refused({ items, today }: Dated & { readonly items: readonly RefusedItem[] }) {
  const { t } = useTranslation('cases')
  const moment = useMomentWords(today)
  const later = useLaterWords(today)
  if (items.length === 0) return null
  return (
    <Section title={t('outbox.refused')} count={items.length}>
      {items.map((item) => (
        <div key={item.id}>
          <DueList>
            <DueItem
              lineless
              shape="late"
              tone="late"
              shapeLabel={t('outbox.refusedWord')}
              title={item.title}
              to={item.to}
              who={<Who item={item} />}
              when={t('outbox.writtenRefused', {
                written: moment(item.writtenAt),
                refused: later(item.writtenAt, item.refusedAt),
              })}
            />
          </DueList>
          <Question>
            {item.mend ?? <ErrorLine>{item.reason}</ErrorLine>}
            <Known title={t('outbox.restKept')}>
              <p>{item.kept}</p>
              {item.attachments === undefined ? null : <p className="small two">{item.attachments}</p>}
            </Known>
            <Acts>
              {item.onMend === undefined ? null : <Button onClick={item.onMend}>{t('outbox.mend')}</Button>}
              {item.mendTo === undefined ? null : <GoButton to={item.mendTo}>{t('outbox.mend')}</GoButton>}
              {item.againTo === undefined ? null : <GoButton to={item.againTo}>{t('outbox.again')}</GoButton>}
              {item.onDraft === undefined ? null : (
                <Button variant="default" onClick={item.onDraft}>
                  {t('outbox.toDraft')}
                </Button>
              )}
              <Button variant="subtle" onClick={item.onWithdraw}>
                {t('outbox.withdraw')}
              </Button>
            </Acts>
          </Question>
        </div>
      ))}
    </Section>
  )
}

function Held({ items }: { readonly items: readonly HeldItem[] }) {
  const { t } = useTranslation('cases')
  if (items.length === 0) return null
  return (
    <Section title={t('outbox.held')} count={items.length}>
      <DueList>
        {items.map((item) => (
          <DueItem
            key={item.id}
            shape="waiting"
            shapeLabel={t('outbox.held')}
            title={item.title}
            to={item.to}
            who={<Who item={item} />}
            when={item.why}
          />
        ))}
      </DueList>
    </Section>
  )
}

function SetAside({ items, today }: Dated & { readonly items: readonly SetAsideItem[] }) {
  const { t } = useTranslation('cases')
  const moment = useMomentWords(today)
  if (items.length === 0) return null
  const when = ({ writtenAt, alias, owner, decider, since, filesThere }: SetAsideItem): string => {
    const why = t('outbox.setAsideWhy', { written: moment(writtenAt), alias, owner, decider, since: moment(since) })
    return filesThere ? `${why} ${t('outbox.setAsideFiles')}` : why
  }
  return (
    <Section title={t('outbox.setAside')} count={items.length}>
      <DueList>
        {items.map((item) => (
          <DueItem
            key={item.id}
            shape="query"
            shapeLabel={t('outbox.setAside')}
            title={item.title}
            who={<Who item={item} />}
            when={when(item)}
          />
        ))}
      </DueList>
    </Section>
  )
}

function Waiting({
  items,
  today,
  onTryNow,
}: Dated & { readonly items: readonly WaitingItem[]; readonly onTryNow: () => void }) {
  const { t } = useTranslation('cases')
  const { language } = useLanguage()
  const moment = useMomentWords(today)
  if (items.length === 0) return null
  const when = (item: WaitingItem): string => {
    const tried = item.lastTry === null ? t('outbox.notTried') : t('outbox.tried', { at: moment(item.lastTry) })
    if (item.bytes === undefined) return `${t('outbox.written', { at: moment(item.writtenAt) })} ${tried}`
    const size = t(item.bytes.done === 0 ? 'outbox.bytesNone' : 'outbox.bytes', {
      of: formatBytes(item.bytes.of, language),
      done: formatBytes(item.bytes.done, language),
    })
    return `${size} ${tried}`
  }
  return (
    <Section title={t('outbox.waiting')} count={items.length}>
      <DueList>
        {items.map((item, n) => (
          <DueItem
            key={item.id}
            shape="away"
            shapeLabel={t('outbox.waitingWord')}
            title={item.title}
            to={item.to}
            who={<Who item={item} />}
            when={when(item)}
            action={
              n > 0 ? undefined : (
                <Button variant="light" onClick={onTryNow}>
                  {t('outbox.tryNow')}
                </Button>
              )
            }
          />
        ))}
      </DueList>
    </Section>
  )
}

function Drafts({ items, today }: Dated & { readonly items: readonly DraftItem[] }) {
  const { t } = useTranslation('cases')
  const moment = useMomentWords(today)
  if (items.length === 0) return null
  return (
    <Section title={t('outbox.drafts')} count={items.length}>
      <DueList>
        {items.map((item) => (
          <DueItem
            key={item.id}
            shape="soon"
            shapeLabel={t('outbox.draftWord')}
            title={item.title}
            to={item.to}
            who={<Who item={item} />}
            when={t('outbox.saved', { at: moment(item.savedAt) })}
            action={
              <GoButton variant="light" to={item.to}>
                {t('outbox.continue')}
              </GoButton>
            }
          />
        ))}
      </DueList>
    </Section>
  )
}

function Sent({ items, today }: Dated & { readonly items: readonly SentItem[] }) {
  const { t } = useTranslation('cases')
  const moment = useMomentWords(today)
  const later = useLaterWords(today)
  if (items.length === 0) return null
  const list = (some: readonly SentItem[]) => (
    <DueList>
      {some.map((item) => (
        <DueItem
          key={item.id}
          shape="done"
          shapeLabel={t('outbox.sentWord')}
          title={item.title}
          to={item.to}
          who={<Who item={item} />}
          when={t('outbox.writtenReceived', {
            written: moment(item.writtenAt),
            received: later(item.writtenAt, item.receivedAt),
          })}
        />
      ))}
    </DueList>
  )
  const rest = items.slice(SHOWN_SENT)
  return (
    <Section title={t('outbox.sentToday')} count={items.length}>
      {list(items.slice(0, SHOWN_SENT))}
      {rest.length === 0 ? null : (
        <Fold shape="done" summary={t('outbox.moreSent', { count: rest.length })}>
          {list(rest)}
        </Fold>
      )}
    </Section>
  )
}

function Withdrawn({ items, today }: Dated & { readonly items: readonly WithdrawnItem[] }) {
  const { t } = useTranslation('cases')
  const moment = useMomentWords(today)
  if (items.length === 0) return null
  return (
    <Section title={t('outbox.withdrawn')} count={items.length}>
      <DueList>
        {items.map((item) => (
          <DueItem
            key={item.id}
            shape="fix"
            shapeLabel={t('outbox.withdrawn')}
            title={item.title}
            who={<Who item={item} />}
            when={`${t('outbox.written', { at: moment(item.writtenAt) })} ${item.why}`}
          />
        ))}
      </DueList>
    </Section>
  )
}
