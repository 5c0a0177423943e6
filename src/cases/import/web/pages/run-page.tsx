/** One import from the moment one has agreed: running, paused, done, undone, ended. */
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Navigate } from '@tanstack/react-router'
import { Problem } from '#platform/pure/problem.ts'
import { api } from '#platform/web/api.ts'
import { useToday } from '../../../web/pages/place.ts'
import * as contract from '../../contract.ts'
import { useImportId, useImports, useProgress, useRead, useStale, useTried } from '../data.ts'
import { DoneScreen, EndedScreen } from '../screens/done.tsx'
import { RunScreen, type SheetProgress } from '../screens/run.tsx'
import type { BySheet, ImportState, ReadList, Touched, TriedList } from '../types.ts'
import { ImportTrouble } from './import-frame.tsx'

export function ImportRunPage() {
  const id = useImportId()
  const progress = useProgress(id)
  if (progress.data === undefined) return <ImportTrouble of={[progress]} />
  return <Run key={id} id={id} {...progress.data} at={progress.dataUpdatedAt} />
}

type RunData = {
  readonly id: string
  readonly run: ImportState
  readonly bySheet: BySheet
  /** When the office answered, milliseconds. */
  readonly at: number
}

function Run({ id, run, bySheet, at }: RunData) {
  const today = useToday()
  const moving = useMoving(id)
  const { list, tried, name } = useList(id, run, moving.undone === null)
  const secondsLeft = useSecondsLeft(run, at)
  switch (run.state) {
    case 'draft':
      return <Navigate to={`/import/${id}/check` as never} replace />
    case 'running':
    case 'paused':
      return (
        <RunScreen
          file={name}
          run={run}
          sheets={sheetsOf(list, tried, bySheet)}
          secondsLeft={secondsLeft}
          at={new Date(at)}
          trouble={moving.trouble}
          onPause={moving.pause}
          onResume={moving.resume}
          onUndo={() => moving.undo([])}
          today={today}
        />
      )
    case 'done':
      return (
        <DoneScreen
          file={name}
          run={run}
          tried={tried ?? null}
          working={moving.working}
          trouble={moving.trouble}
          touched={moving.touched}
          onUndo={moving.undo}
          onKeep={moving.keep}
        />
      )
    case 'undone':
    case 'ended':
      return <EndedScreen run={run} undone={moving.undone} />
  }
}

function sheetsOf(
  list: ReadList | undefined,
  tried: TriedList | undefined,
  bySheet: BySheet,
): readonly SheetProgress[] {
  if (list === undefined || tried === undefined) return []
  return tried.bySheet
    .filter(({ files }) => files > 0)
    .map(({ sheet, files }) => {
      const index = list.sheets.findIndex(({ name }) => name === sheet)
      const done = bySheet.find((one) => one.sheet === index)?.files ?? 0
      return { sheet, done, total: Math.max(done, files) }
    })
}

type Seen = { readonly done: number; readonly at: number }

/** From how fast it went while somebody looked; null while that is not known. */
function useSecondsLeft({ state, done, total }: ImportState, at: number): number | null {
  const [from, setFrom] = useState<Seen | null>(null)
  const running = state === 'running'
  // A pause does not count: the measure begins anew.
  if (running && from === null) setFrom({ done, at })
  if (!running && from !== null) setFrom(null)
  if (from === null || done <= from.done || at <= from.at) return null
  const perSecond = ((done - from.done) * 1_000) / (at - from.at)
  return (total - done) / perSecond
}

/** The list and its dry run, as long as there are some. Once files were made, what was fetched before is old. */
function useList(id: string, run: ImportState, kept: boolean) {
  const stale = useStale(id)
  const lives = kept && ['running', 'paused', 'done'].includes(run.state)
  const list = useRead(id, lives).data?.list
  const tried = useTried(id, lives).data
  const name = useImports().data?.find((one) => one.import === id)?.file ?? list?.file ?? ''
  const old = run.state === 'done' && tried !== undefined && tried.run.done !== run.done
  useEffect(() => {
    if (old) void stale.moved()
  }, [old, stale])
  return { list, tried: tried?.tried, name }
}

function useMoving(id: string) {
  const { t } = useTranslation('cases')
  const stale = useStale(id)
  const [working, setWorking] = useState(false)
  const [trouble, setTrouble] = useState<string | null>(null)
  const [touched, setTouched] = useState<Touched | null>(null)
  const [undone, setUndone] = useState<{ readonly files: number; readonly left: number } | null>(null)
  const at = { params: { import: id } }
  /** `step` answers whether the import is gone after it. */
  const move = async (step: () => Promise<boolean>) => {
    setTrouble(null)
    setWorking(true)
    let gone = false
    try {
      gone = await step()
    } catch (error) {
      const changed = error instanceof Problem && error.code === 'changed-meanwhile'
      setTrouble(changed ? t('import.trouble.changed') : t('import.trouble.failed'))
    }
    await (gone ? stale.ended() : stale.moved())
    setWorking(false)
  }
  return {
    working,
    trouble,
    touched,
    undone,
    keep: () => setTouched(null),
    pause: () => void move(() => api(contract.pauseImport, at).then(() => false)),
    resume: () => void move(() => api(contract.resumeImport, at).then(() => false)),
    undo: (leave: readonly string[]) =>
      void move(async () => {
        const answer = await api(contract.undoImport, { ...at, body: { leave: [...leave] } })
        setTouched(answer.outcome === 'touched' ? answer.files : null)
        if (answer.outcome === 'undone') setUndone(answer)
        return answer.outcome === 'undone'
      }),
  }
}
