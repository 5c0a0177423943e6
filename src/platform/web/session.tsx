/**
 * Who sits before the screen. The application fills this from the server's answer; screens read it, and never guess what a
 * person may do: `permissions` names it.
 */
import { createContext, useContext, useSyncExternalStore } from 'react'
import { dayOfInstant } from './format.ts'
import type { Language } from './languages.ts'

export type Session = {
  readonly person: {
    readonly name: string
    /** The role as a word in the person's language, e.g. "pekerja kasus". */
    readonly roleWord: string
    readonly orgName: string
    readonly teamName: string | null
  }
  readonly language: Language
  /** True in the demo: the strip "invented data" stands on every screen. */
  readonly demo: boolean
  readonly permissions: readonly string[]
  /** IANA time zone of the person's team; times on screens are times there. */
  readonly timeZone: string
}

export const SessionContext = createContext<Session | null>(null)

/** The session, or null when nobody is signed in. */
export const useSession = (): Session | null => useContext(SessionContext)

/** The time zone of the team; the browser's when nobody is signed in. */
export const useTimeZone = (): string => useSession()?.timeZone ?? new Intl.DateTimeFormat().resolvedOptions().timeZone

/** True when the session names the permission. */
export const useMay = (permission: string): boolean => useSession()?.permissions.includes(permission) ?? false

const MINUTE = 60_000

function everyMinute(tell: () => void): () => void {
  const timer = setInterval(tell, MINUTE)
  return () => clearInterval(timer)
}

/** The ISO day of the team, now; after midnight it is the next. */
export function useTeamDay(): string {
  const zone = useTimeZone()
  return useSyncExternalStore(everyMinute, () => dayOfInstant(new Date(), zone))
}
