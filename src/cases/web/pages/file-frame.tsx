/** Around every page of a file: fetches and folds it, and says so while it cannot be shown. */
import { type ReactNode, useEffect, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useMe } from '#access/web/index.ts'
import { Problem } from '#platform/pure/problem.ts'
import { Acts, Button, GoButton, PageHead, TaskPage } from '#platform/web/index.ts'
import { type FileView, fileView } from '../../view.ts'
import { type LocalFile, useFile } from '../local/file.ts'
import type { ItemLabel } from '../local/outbox.ts'
import type { LocalStream } from '../local/streams.ts'
import { to, useFileId, useToday } from './place.ts'

/** A file that is open: its view, its main stream, and what the reader may do in it. */
export type OpenFile = {
  readonly file: string
  readonly view: FileView
  readonly main: LocalStream
  readonly streams: readonly LocalStream[]
  readonly identity: LocalFile['identity']
  readonly awaited: LocalFile['awaited']
  /** How an entry about this child is labelled in the outbox. */
  readonly label: ItemLabel
  readonly may: {
    /** Write what was seen and heard. */
    readonly write: boolean
    /** Say facts, correct, take back, close. */
    readonly decide: boolean
  }
}

export type FileFrameProps = {
  /** A page of its own, with the way back on top; otherwise it stands in the shell. */
  readonly alone?: boolean
  readonly children: (file: OpenFile) => ReactNode
}

export function FileFrame({ alone = false, children }: FileFrameProps) {
  const open = useOpenFile()
  if (open.file !== null) return children(open.file)
  const trouble = <Trouble error={open.error} closed={open.closed} again={open.again} />
  if (!alone) return trouble
  return (
    <TaskPage narrow back={{ to: to.children, label: <Back /> }}>
      {trouble}
    </TaskPage>
  )
}

function Back() {
  const { t } = useTranslation('cases')
  return t('file.toList')
}

function useOpenFile() {
  const id = useFileId()
  const today = useToday()
  const { permissions } = useMe()
  const { streams, error, again, identity, awaited } = useFile(id)
  const file = useMemo((): OpenFile | null => {
    const main = streams?.find(({ kind }) => kind === 'case')
    const view = streams === null ? null : fileView(streams, today)
    if (streams === null || main === undefined || view === null) return null
    const helps = main.reasons.some((reason) => reason === 'owner' || reason === 'supervisor')
    const writes = permissions.includes('file.write')
    return {
      file: id,
      view,
      main,
      streams,
      identity,
      awaited,
      label: { alias: view.header.alias, code: view.header.code },
      may: { write: writes && (helps || main.reasons.includes('pending-owner')), decide: writes && helps },
    }
  }, [streams, today, permissions, identity, awaited, id])
  // Something of the child may be open without the child's own stream: a provider sees the package that was sent, not the file.
  const closed = streams !== null && streams.every(({ kind }) => kind !== 'case')
  return { file, error, closed, again }
}

const AGAIN = 5_000

type TroubleProps = { readonly error: Error | null; readonly closed: boolean; readonly again: () => void }

function Trouble({ error, closed, again }: TroubleProps) {
  const { t } = useTranslation('cases')
  const gone = error !== null && !(error instanceof Problem && error.code === 'not-found')
  useEffect(() => {
    if (!gone) return
    const timer = setInterval(again, AGAIN)
    return () => clearInterval(timer)
  }, [gone, again])
  if (error === null && !closed) {
    return (
      <p className="note" role="status">
        {t('file.loading')}
      </p>
    )
  }
  if (gone) {
    return (
      <Said title={t('file.goneTitle')} action={<Button onClick={again}>{t('file.again')}</Button>}>
        {t('file.goneBody')}
      </Said>
    )
  }
  return (
    <Said title={t('file.noneTitle')} action={closed ? <ToReferrals /> : <ToChildren />}>
      {t(closed ? 'file.noneButReferral' : 'file.noneBody')}
    </Said>
  )
}

function ToChildren() {
  const { t } = useTranslation('cases')
  return <GoButton to={to.children}>{t('file.toList')}</GoButton>
}

function ToReferrals() {
  const { t } = useTranslation('cases')
  return <GoButton to="/referrals">{t('inbox.title')}</GoButton>
}

type SaidProps = { readonly title: string; readonly action: ReactNode; readonly children: string }

/** The page is about this sentence, so it is its heading. */
function Said({ title, action, children }: SaidProps) {
  return (
    <>
      <PageHead title={title} sub={children} />
      <Acts>{action}</Acts>
    </>
  )
}
