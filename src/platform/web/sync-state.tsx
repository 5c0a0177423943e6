/** Where the person's work is: the one line in the shell. The outbox provides it. */
import { createContext, useContext } from 'react'

export type SyncState =
  /** Everything has reached the office; `at` is the instant of the last arrival, null before the first. */
  | { readonly state: 'sent'; readonly at: Date | null }
  | { readonly state: 'unsent'; readonly count: number }
  /** The server cannot be reached; `count` entries are kept on this device. */
  | { readonly state: 'offline'; readonly since: Date; readonly count: number }
  | { readonly state: 'refused'; readonly count: number }

export const SyncContext = createContext<SyncState>({ state: 'sent', at: null })
export const useSyncState = (): SyncState => useContext(SyncContext)
