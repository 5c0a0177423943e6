/** Late entries over which the present owner has decided: taken in, or left out and why. Left out stays until its writer has read it. */
import { useTranslation } from 'react-i18next'
import { Acts, Button, DueItem, DueList, Known, Question, Section } from '#platform/web/index.ts'
import { useMomentWords } from '../words.ts'
import type { DecidedItem } from './outbox.props.ts'

export type DecidedProps = { readonly items: readonly DecidedItem[]; readonly today: string }

export function Decided({ items, today }: DecidedProps) {
  const { t } = useTranslation('cases')
  if (items.length === 0) return null
  return (
    <Section title={t('outbox.decided.title')} count={items.length}>
      {items.map((item) => (
        <One key={item.id} item={item} today={today} />
      ))}
    </Section>
  )
}

function One({ item, today }: { readonly item: DecidedItem; readonly today: string }) {
  const { t } = useTranslation('cases')
  const moment = useMomentWords(today)
  const { because, leftOut } = item
  const said = { who: item.by, at: moment(item.decidedAt), written: moment(item.writtenAt) }
  return (
    <div>
      <DueList>
        <DueItem
          lineless={leftOut !== null}
          shape={leftOut === null ? 'done' : 'fork'}
          shapeLabel={t(leftOut === null ? 'outbox.decided.takenWord' : 'outbox.decided.leftOutWord')}
          title={item.title}
          who={
            <>
              <b>{item.alias}</b> <bdi className="code">{item.code}</bdi>
            </>
          }
          when={leftOut === null ? t('outbox.decided.taken', said) : t('outbox.decided.leftOut', said)}
        />
      </DueList>
      {leftOut === null ? null : (
        <Question>
          <p>{because}</p>
          <Known title={t('outbox.decided.kept')}>
            <p>{leftOut.kept}</p>
          </Known>
          <p className="small two">{t('outbox.decided.talk', { who: item.by })}</p>
          <Acts>
            <Button variant="default" onClick={leftOut.onPutAway}>
              {t('outbox.decided.read')}
            </Button>
          </Acts>
        </Question>
      )}
    </div>
  )
}
