/** A referral: the card that both sides see, whose turn it is, and what was said since. */
import { useTranslation } from 'react-i18next'
import { Aside, Columns, GoButton, PageHead, Part, PartText, Section, WaitBadge } from '#platform/web/index.ts'
import { Acting } from '../parts/acting.tsx'
import { Documents } from '../parts/file-aside.tsx'
import { PackageCard } from '../parts/package-card.tsx'
import { Story } from '../parts/story.tsx'
import type { ReferralProps } from './referral.props.ts'
import css from './form.module.css'

export function ReferralScreen(props: ReferralProps) {
  const { t } = useTranslation('cases')
  const { story, documents, notes } = props
  return (
    <>
      <PageHead back={props.back} title={props.title} sub={props.status} />
      <Columns>
        <div>
          <article className={css.stack}>
            <PackageCard from={props.from} title={props.cardTitle} facts={props.facts} />
            <Turn {...props} />
          </article>
          <Section title={t('referral.since')} count={story.length}>
            {story.length === 0 ? (
              <p className={`two ${css.gap}`}>{t('referral.nothingYet')}</p>
            ) : (
              <Story entries={story} />
            )}
          </Section>
        </div>
        <Aside>
          {notes.map((note) => (
            <Part key={note.key} title={note.title}>
              <PartText>{note.text}</PartText>
            </Part>
          ))}
          {documents.length === 0 && props.addDocumentTo === null ? null : (
            <Documents documents={documents} addTo={props.addDocumentTo} />
          )}
        </Aside>
      </Columns>
    </>
  )
}

function Turn({ wait, acts, kept, onward }: ReferralProps) {
  return (
    <>
      {wait === null ? null : <WaitBadge small={wait.small}>{wait.text}</WaitBadge>}
      {onward === undefined ? null : (
        <div>
          <GoButton to={onward.to}>{onward.label}</GoButton>
        </div>
      )}
      {acts.length === 0 ? null : <Acting acts={acts} kept={kept} />}
    </>
  )
}
