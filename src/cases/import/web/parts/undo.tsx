/** Undoing an import: what it means, until when, and what was found touched. */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  Acts,
  Button,
  ConfirmDialog,
  dayOfInstant,
  formatDay,
  formatTime,
  DueItem,
  DueList,
  Part,
  Section,
  ThenList,
  useLanguage,
  useTimeZone,
} from '#platform/web/index.ts'
import type { ImportState, Touched } from '../types.ts'
import { useImportWords } from '../words.ts'
import css from './import.module.css'

export type UndoProps = {
  readonly run: ImportState
  readonly working: boolean
  readonly trouble: string | null
  readonly onUndo: (leave: readonly string[]) => void
}

export function UndoPart({ run, working, trouble, onUndo }: UndoProps) {
  const { t } = useTranslation('cases')
  const words = useImportWords()
  const until = useUntil(run.undoUntil)
  const [asking, setAsking] = useState(false)
  const { done, questions } = run
  const [now] = useState(() => new Date())
  const open = run.undoUntil !== null && new Date(run.undoUntil) > now
  if (!open)
    return (
      <Part title={t('import.undo.title')}>
        <p className={`two ${css.gap}`}>{t('import.undo.over', { at: until })}</p>
      </Part>
    )
  return (
    <Part title={t('import.undo.title')}>
      <ThenList
        steps={[
          {
            what:
              questions === 0
                ? t('import.undo.one', { count: done, n: words.number(done) })
                : t('import.undo.oneDrafts', { count: done, n: words.number(done), drafts: words.number(questions) }),
            when: t('import.undo.oneWhen'),
          },
          { what: t('import.undo.two'), when: t('import.undo.twoWhen') },
          { what: t('import.undo.three'), when: t('import.undo.threeWhen') },
        ]}
      />
      <div className={css.stack}>
        <div>
          <p>
            <b>{t('import.undo.until', { at: until })}</b>
          </p>
          <p className="two">{t('import.undo.while')}</p>
        </div>
        {working ? <p role="status">{t('import.undo.working')}</p> : null}
        {trouble === null ? null : (
          <p className="note" role="alert">
            {trouble}
          </p>
        )}
        <Acts>
          <Button variant="default" onClick={() => setAsking(true)}>
            {t('import.undo.do')}
          </Button>
        </Acts>
      </div>
      <UndoDialog open={asking} files={done} onUndo={() => onUndo([])} onClose={() => setAsking(false)} />
    </Part>
  )
}

function useUntil(at: string | null): string {
  const { language } = useLanguage()
  const zone = useTimeZone()
  if (at === null) return ''
  const moment = new Date(at)
  return `${formatDay(dayOfInstant(moment, zone), language, { weekday: true })}, ${formatTime(moment, language, zone)}`
}

type DialogProps = {
  readonly open: boolean
  readonly files: number
  readonly onUndo: () => void
  readonly onClose: () => void
}

export function UndoDialog({ open, files, onUndo, onClose }: DialogProps) {
  const { t } = useTranslation('cases')
  const words = useImportWords()
  const value = { count: files, n: words.number(files) }
  return (
    <ConfirmDialog
      open={open}
      title={t('import.undo.sure')}
      confirm={t('import.undo.yes')}
      onConfirm={() => {
        onClose()
        onUndo()
      }}
      onClose={onClose}
    >
      {t('import.undo.sureBody', value)}
    </ConfirmDialog>
  )
}

type TouchedProps = {
  readonly files: Touched
  /** How many files of the import nobody has worked on: these go. */
  readonly rest: number
  readonly onLeave: () => void
  readonly onKeep: () => void
}

/** Refused: somebody has worked on files of it. They are named as far as one may open them. */
export function TouchedFiles({ files, rest, onLeave, onKeep }: TouchedProps) {
  const { t } = useTranslation('cases')
  const words = useImportWords()
  const value = { count: files.length, n: words.number(files.length) }
  return (
    <div role="alert" tabIndex={-1} ref={(box) => box?.focus()}>
      <Section title={t('import.undo.touched', value)} intro={t('import.undo.touchedText')}>
        <DueList>
          {files.map(({ file, alias, code }) => (
            <DueItem
              key={file}
              shape="held"
              shapeLabel={t('import.undo.stays')}
              title={alias ?? t('import.undo.noName')}
              {...(alias === null ? {} : { to: `/children/${file}` })}
              {...(code === null ? {} : { beside: <bdi className="code">{code}</bdi> })}
            />
          ))}
        </DueList>
        <Acts>
          <Button variant="default" onClick={onLeave}>
            {rest === 0 ? t('import.undo.restNone') : t('import.undo.rest', { ...value, rest: words.number(rest) })}
          </Button>
          <Button variant="subtle" onClick={onKeep}>
            {t('import.undo.keep')}
          </Button>
        </Acts>
      </Section>
    </div>
  )
}
