/** Entries that came after their writer's access had ended. The present owner reads each whole and decides: into the story, or not. */
import { useTranslation } from 'react-i18next'
import {
  Acts,
  Aside,
  Button,
  Columns,
  Confirmation,
  DueItem,
  DueList,
  EmptyState,
  ErrorLine,
  Go,
  PageHead,
  Part,
  PartText,
  Section,
} from '#platform/web/index.ts'
import { DocumentFiles } from '../parts/document-files.tsx'
import { Story } from '../parts/story.tsx'
import type { LateEntry, QuarantineProps } from './quarantine.props.ts'
import css from './form.module.css'

export function QuarantineScreen(props: QuarantineProps) {
  const { t } = useTranslation('cases')
  const { items, own, done, state } = props
  const nothing = items.length === 0 && own.length === 0
  return (
    <>
      <PageHead
        title={t('aside.title')}
        sub={state === 'loading' ? t('inbox.loading') : t('aside.sub', { count: items.length })}
      />
      <Columns>
        <div>
          {done === null ? null : <Confirmation>{done}</Confirmation>}
          {items.map((item, n) => (
            <Late key={item.id} item={item} first={n === 0} onDecide={props.onDecide} />
          ))}
          {nothing && state !== 'loading' ? (
            <EmptyState title={t(state === 'gone' ? 'file.goneTitle' : 'aside.none')}>
              {t(state === 'gone' ? 'aside.goneBody' : 'aside.noneBody')}
            </EmptyState>
          ) : null}
          {own.length === 0 ? null : <Own own={own} />}
          {props.children}
        </div>
        <Aside>
          <Part title={t('aside.whatTitle')}>
            <PartText>{t('aside.what')}</PartText>
          </Part>
        </Aside>
      </Columns>
    </>
  )
}

type LateProps = { readonly item: LateEntry; readonly first: boolean; readonly onDecide: QuarantineProps['onDecide'] }

function Late({ item, first, onDecide }: LateProps) {
  const { t } = useTranslation('cases')
  const { alias, code, entry, documents, trouble, deciding } = item
  return (
    <Section
      title={
        <>
          <Go to={item.to} className="tall">
            {alias}
          </Go>{' '}
          <bdi className="code">{code}</bdi>
        </>
      }
      intro={item.when}
    >
      <div className={css.stack}>
        <Story entries={[entry]} />
        {documents.map((one) => (
          <div key={one.key} id={`dok-${one.key}`}>
            <p className="small two">{t('aside.files')}</p>
            <DocumentFiles files={one.files} />
          </div>
        ))}
        {trouble === null ? null : <ErrorLine>{trouble}</ErrorLine>}
        {deciding ? (
          <p className="two" role="status">
            {t('aside.deciding')}
          </p>
        ) : (
          <Acts>
            <Button variant={first ? 'filled' : 'light'} onClick={() => onDecide(item.id, true)}>
              {t('aside.take')}
            </Button>
            <Button variant="default" onClick={() => onDecide(item.id, false)}>
              {t('aside.leave')}
            </Button>
          </Acts>
        )}
      </div>
    </Section>
  )
}

function Own({ own }: Pick<QuarantineProps, 'own'>) {
  const { t } = useTranslation('cases')
  return (
    <Section title={t('aside.own')} count={own.length} intro={t('aside.ownIntro')}>
      <DueList>
        {own.map((one) => (
          <DueItem
            key={one.id}
            shape="query"
            shapeLabel={t('outbox.setAside')}
            title={one.alias ?? t('aside.aChild')}
            beside={one.code === null ? undefined : <bdi className="code">{one.code}</bdi>}
            when={one.when}
          />
        ))}
      </DueList>
    </Section>
  )
}
