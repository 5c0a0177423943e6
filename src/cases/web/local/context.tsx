import { useQuery, useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from 'react'
import { api } from '#platform/web/api.ts'
import { type SyncState, SyncContext } from '#platform/web/index.ts'
import { readFile } from '../../contract.ts'
import { openWork, type Work, type WorkState } from './work.ts'

const WorkContext = createContext<Work | null>(null)

export type WorkProviderProps = {
  readonly person: string
  readonly device: string
  readonly instanceKey: string
  /** Called when the server says that nobody is signed in any more. */
  readonly onSignedOut: () => void
  readonly children: ReactNode
}

/** Opens the person's outbox and drafts, and tells the sync line where their work is. Renders when they are open. */
export function WorkProvider({ person, device, instanceKey, onSignedOut, children }: WorkProviderProps) {
  const queries = useQueryClient()
  const [work, setWork] = useState<Work | null>(null)
  useEffect(() => {
    let current: Work | null = null
    let gone = false
    void openWork({ person, device, instanceKey }, queries).then((opened) => {
      if (gone) return opened.close()
      current = opened
      setWork(opened)
    })
    return () => {
      gone = true
      current?.close()
      setWork(null)
    }
  }, [person, device, instanceKey, queries])
  if (work === null) return null
  return (
    <WorkContext value={work}>
      <SyncOf work={work} onSignedOut={onSignedOut}>
        {children}
      </SyncOf>
    </WorkContext>
  )
}

function SyncOf({ work, onSignedOut, children }: { work: Work; onSignedOut: () => void; children: ReactNode }) {
  const state = useSyncExternalStore(work.subscribe, work.state)
  useEffect(() => {
    if (state.reach === 'signed-out') onSignedOut()
  }, [state.reach, onSignedOut])
  return <SyncContext value={syncOf(state)}>{children}</SyncContext>
}

function syncOf({ items, goneSince, lastSent }: WorkState): SyncState {
  const refused = items.filter(({ state }) => state === 'refused').length
  const unsent = items.filter(({ state }) => state === 'queued' || state === 'sending' || state === 'held').length
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

/** The outbox as it is now. */
export function useWorkState(): WorkState {
  const work = useWork()
  return useSyncExternalStore(work.subscribe, work.state)
}

/** A file as fetched. What is still in the outbox is laid over it by `useFile` (`file.ts`). */
export function useFileAnswer(file: string) {
  return useQuery({ queryKey: ['file', file], queryFn: () => api(readFile, { params: { file } }) })
}
