/** A child's file: who the child is to this worker, the one next thing, the story; beside it what is known and who can open it. */
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Acts, Aside, Button, Columns, EmptyState, NextThing, Shape, Tabs, TopLine } from '#platform/web/index.ts'
import { Deadlines, Documents, Known, WhoCanOpen } from '../parts/file-aside.tsx'
import { StagePath } from '../parts/stage-path.tsx'
import { ActButton, Story } from '../parts/story.tsx'
import { TrueName } from '../parts/true-name.tsx'
import type { FileProps } from './file.props.ts'
import css from './file.module.css'

export function FileScreen(props: FileProps) {
  const { t } = useTranslation('cases')
  const { deadlines, revealName } = props
  return (
    <>
      <TopLine {...props.back} />
      <header className={css.kid}>
        <Name {...props} />
        {props.stage === null ? null : <StagePath {...props.stage} />}
        <Notices {...props} />
        <Next {...props} />
        <Tabs
          phoneOnly
          label={t('file.parts')}
          items={[
            { key: 'cerita', label: t('file.story'), to: '#cerita', current: true },
            { key: 'fakta', label: t('file.knownShort'), to: '#fakta' },
            ...(deadlines.length === 0 ? [] : [{ key: 'tenggat', label: t('file.deadlinesShort'), to: '#tenggat' }]),
            { key: 'akses', label: t('file.accessShort'), to: '#akses' },
            ...(revealName === null ? [] : [{ key: 'nama', label: t('name.short'), to: '#nama' }]),
          ]}
        />
      </header>
      <Columns>
        <StoryPart {...props} />
        <Aside>
          {props.more}
          {props.known.length === 0 ? null : <Known facts={props.known} />}
          {deadlines.length === 0 ? null : <Deadlines deadlines={deadlines} />}
          <WhoCanOpen access={props.access} logTo={props.accessLogTo} />
          <Documents documents={props.documents} addTo={props.addDocumentTo} />
          {revealName === null ? null : (
            <div className="no-print">
              <TrueName reveal={revealName} />
            </div>
          )}
        </Aside>
      </Columns>
    </>
  )
}

function Name({ alias, code, facts }: FileProps) {
  const [first, ...rest] = facts
  return (
    <div>
      <title>{`${alias} – Lindung`}</title>
      <div className={css.name}>
        <h1>{alias}</h1>
        <bdi className="code">{code}</bdi>
      </div>
      <p className={css.facts}>
        <span>{first}</span>
        {rest.map((fact) => (
          <span key={fact} className="only-wide">
            {fact}
          </span>
        ))}
      </p>
    </div>
  )
}

function Notices({ notices }: FileProps) {
  if (notices.length === 0) return null
  return (
    <ul className={css.notices}>
      {notices.map((notice) => (
        <li key={notice.key}>
          <Shape name={notice.shape} />
          <span>{notice.text}</span>
          {notice.action === undefined ? null : <ActButton action={notice.action} variant="default" />}
        </li>
      ))}
    </ul>
  )
}

function Next({ next, write }: FileProps) {
  const { t } = useTranslation('cases')
  const [open, setOpen] = useState(false)
  const list = useId()
  if (next === null && write.length === 0) return null
  const main = next?.action
  // Not a <details>: the button stays where it was pressed, and what opens takes the whole row below.
  const others =
    write.length === 0 ? null : (
      <>
        <Button variant="default" aria-expanded={open} aria-controls={list} onClick={() => setOpen(!open)}>
          {main === undefined ? t('file.write') : t('file.writeOther')}
        </Button>
        <div className={css.write} id={list} hidden={!open}>
          <Acts>
            {write.map((action) => (
              <ActButton key={action.label} action={action} variant="default" />
            ))}
          </Acts>
        </div>
      </>
    )
  return (
    <NextThing
      title={next?.title ?? t('file.nothingNext')}
      actions={
        <>
          {main === undefined ? null : <ActButton action={main} variant="filled" />}
          {others}
        </>
      }
    >
      {next?.text}
    </NextThing>
  )
}

function StoryPart({ story, order, onOrder }: FileProps) {
  const { t } = useTranslation('cases')
  return (
    <section aria-labelledby="cerita">
      <header className={css.story}>
        <h2 id="cerita">{t('file.story')}</h2>
        {story.length < 2 ? null : (
          <button type="button" onClick={onOrder}>
            {order === 'newest' ? t('file.oldestFirst') : t('file.newestFirst')}
          </button>
        )}
      </header>
      {story.length === 0 ? (
        <EmptyState title={t('file.noStory')}>{t('file.noStoryBody')}</EmptyState>
      ) : (
        <Story entries={story} />
      )}
    </section>
  )
}
