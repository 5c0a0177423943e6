/** Attachments that the office did not take: why, and what to do. Their entry stands; nothing is thrown away by itself. */
import { useTranslation } from 'react-i18next'
import { Acts, Button, DueItem, DueList, GoButton, Section } from '#platform/web/index.ts'
import type { NotTakenItem } from './outbox.props.ts'

export function NotTaken({ items }: { readonly items: readonly NotTakenItem[] }) {
  const { t } = useTranslation('cases')
  if (items.length === 0) return null
  return (
    <Section title={t('files.notTaken.title')} count={items.length}>
      <DueList>
        {items.map((item) => (
          <DueItem
            key={item.id}
            shape="late"
            tone="late"
            shapeLabel={t('outbox.refusedWord')}
            title={item.title}
            to={item.to}
            who={
              <>
                <b>{item.alias}</b> <bdi className="code">{item.code}</bdi>
              </>
            }
            when={t('files.notTaken.body', { why: item.why })}
          >
            <Acts>
              <GoButton variant="default" to={item.againTo}>
                {t('files.notTaken.again')}
              </GoButton>
              <Button variant="subtle" onClick={item.onGiveUp}>
                {t('files.notTaken.giveUp')}
              </Button>
            </Acts>
          </DueItem>
        ))}
      </DueList>
    </Section>
  )
}
