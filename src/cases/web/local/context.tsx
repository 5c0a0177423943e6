import { useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState, type SyncState, SyncContext } from '#platform/web/index.ts'
import type { OutboxState } from '../../outbox/model/machine.ts'
import { carriesFiles, hasRefusedFiles } from './late.ts'
import { type Me, openWork, type Work, type WorkState } from './work.ts'

const WorkContext = createContext<Work | null>(null)

export type WorkProviderProps = Me & { readonly children: ReactNode }

/** Opens the person's outbox and drafts, and tells the sync line where their work is. Renders when they are open. */
export function WorkProvider({ person, device, instanceKey, children }: WorkProviderProps) {
  const { t } = useTranslation('cases')
  const queries = useQueryClient()
  const [work, setWork] = useState<Work | 'denied' | null>(null)
  useEffect(() => {
    let current: Work | null = null
    let gone = false
    openWork({ person, device, instanceKey }, queries).then(
      (opened) => {
        if (gone) return opened.close()
        current = opened
        setWork(opened)
      },
      () => setWork('denied'),
    )
    return () => {
      gone = true
      setWork(null)
      current?.close()
    }
  }, [person, device, instanceKey, queries])
  if (work === null) return null
  if (work === 'denied') {
    return (
      <main id="isi" className="wrap" tabIndex={-1}>
        <EmptyState title={t('work.denied')}>{t('work.deniedBody')}</EmptyState>
      </main>
    )
  }
  return (
    <WorkContext value={work}>
      <SyncOf work={work}>{children}</SyncOf>
    </WorkContext>
  )
}

function SyncOf({ work, children }: { work: Work; children: ReactNode }) {
  const state = useSyncExternalStore(work.subscribe, work.state)
  return <SyncContext value={syncOf(state)}>{children}</SyncContext>
}

const UNSENT: ReadonlySet<OutboxState> = new Set(['queued', 'sending', 'held'])

/** What the sync line says of this state: entries, and files of entries that have arrived. */
export function syncOf({
  items,
  files,
  goneSince,
  lastSent,
}: Pick<WorkState, 'items' | 'files' | 'goneSince' | 'lastSent'>): SyncState {
  const refused = items.filter((item) => item.state === 'refused' || hasRefusedFiles(item, files)).length
  const unsent = items.filter((item) => UNSENT.has(item.state) || carriesFiles(item, files)).length
  if (goneSince !== null) return { state: 'offline', since: new Date(goneSince), count: unsent }
  if (refused > 0) return { state: 'refused', count: refused }
  if (unsent > 0) return { state: 'unsent', count: unsent }
  return { state: 'sent', at: lastSent === null ? null : new Date(lastSent) }
}

/** What the person writes with. Only below `WorkProvider`. */
export function useWork(): Work {
  const work = useContext(WorkContext)
  if (work === null) throw new Error('useWork stands outside WorkProvider')
  return work
}

/** The outbox and the drafts as they are now. */
export function useWorkState(): WorkState {
  const work = useWork()
  return useSyncExternalStore(work.subscribe, work.state)
}
