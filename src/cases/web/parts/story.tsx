/** The story of a file: its entries as sentences, with who wrote them and what may be done about them. */
import { useTranslation } from 'react-i18next'
import {
  Button,
  CorrectionPair,
  Go,
  GoButton,
  Pairs,
  Said,
  Shape,
  Timeline,
  TimelineEntry,
  WaitBadge,
  Withheld,
} from '#platform/web/index.ts'
import type { StoryAction, StoryEntry } from '../screens/file.props.ts'
import { EntryMenu } from './entry-menu.tsx'
import css from './story.module.css'

export function Story({ entries }: { readonly entries: readonly StoryEntry[] }) {
  const { t } = useTranslation('cases')
  return (
    <Timeline label={t('file.story')}>
      {entries.map((entry) => (
        <Entry key={entry.id} entry={entry} />
      ))}
    </Timeline>
  )
}

function Entry({ entry }: { readonly entry: StoryEntry }) {
  const { t } = useTranslation('cases')
  const { retracted, pairs, quote } = entry
  return (
    <TimelineEntry
      id={`e-${entry.id}`}
      date={entry.date}
      day={entry.day ?? undefined}
      kind={entry.kind}
      shape={entry.shape}
      shapeLabel={entry.shapeLabel}
      tone={entry.tone}
      title={retracted === undefined ? entry.title : <del>{entry.title}</del>}
      by={entry.by}
      menu={entry.menu === undefined ? undefined : <EntryMenu {...entry.menu} />}
    >
      {retracted === undefined ? null : <p className="two">{t('file.retracted', { why: retracted })}</p>}
      <Wait entry={entry} />
      {entry.correction === undefined ? null : <CorrectionPair {...entry.correction} />}
      {entry.lines?.map((line, n) => (
        <p key={n} className={css.line}>
          {line}
        </p>
      ))}
      {quote === undefined ? null : <Said>“{quote}”</Said>}
      {entry.quiet?.map((line, n) => (
        <p key={n} className="two">
          {line}
        </p>
      ))}
      {pairs === undefined ? null : (
        <Pairs
          items={pairs.map((pair) => ({
            name: pair.name,
            value: pair.withheld === true ? <Withheld>{pair.value}</Withheld> : pair.value,
          }))}
        />
      )}
      <More link={entry.files} />
      <More link={entry.link} />
      <Pending entry={entry} />
    </TimelineEntry>
  )
}

function More({ link }: { readonly link: StoryEntry['link'] }) {
  if (link === undefined) return null
  return (
    <p className="small">
      <Go to={link.to} className="tall">
        {link.text}
      </Go>
    </p>
  )
}

function Wait({ entry: { wait } }: { readonly entry: StoryEntry }) {
  if (wait === undefined) return null
  const actions = wait.actions?.map((action, n) => (
    <ActButton key={action.label} action={action} variant={n === 0 ? 'default' : 'subtle'} />
  ))
  return (
    <WaitBadge block small={wait.small} actions={actions}>
      {wait.text}
    </WaitBadge>
  )
}

function Pending({ entry: { pending } }: { readonly entry: StoryEntry }) {
  if (pending === undefined) return null
  return (
    <p className={css.pending}>
      <Shape name={pending.refused ? 'late' : 'away'} tone={pending.refused ? 'late' : 'plain'} />{' '}
      <Go to={pending.to}>{pending.text}</Go>
    </p>
  )
}

export function ActButton({
  action,
  variant,
}: {
  readonly action: StoryAction
  readonly variant: 'filled' | 'default' | 'light' | 'subtle'
}) {
  if (action.to !== undefined) {
    return (
      <GoButton variant={variant} to={action.to}>
        {action.label}
      </GoButton>
    )
  }
  return (
    <Button variant={variant} onClick={action.onAct}>
      {action.label}
    </Button>
  )
}
