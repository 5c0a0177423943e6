/** Where and when a page is: today for the team, and which other pages exist. */
import { useParams, useRouter } from '@tanstack/react-router'
import { useSyncExternalStore } from 'react'
import { dayOfInstant, useTimeZone } from '#platform/web/index.ts'

const MINUTE = 60_000

function everyMinute(tell: () => void): () => void {
  const timer = setInterval(tell, MINUTE)
  return () => clearInterval(timer)
}

/** The ISO day of the team, now; after midnight it is the next. */
export function useToday(): string {
  const zone = useTimeZone()
  return useSyncExternalStore(everyMinute, () => dayOfInstant(new Date(), zone))
}

/** Whether a page exists: a screen offers only what works. Takes the pattern, such as `/children/$file/refer`. */
export function useExists(): (pattern: string) => boolean {
  const known: object = useRouter().routesByPath
  return (pattern) => pattern in known
}

/** The file in the address. */
export function useFileId(): string {
  return useParams({ strict: false, select: ({ file }) => file ?? '' })
}

/** The entry in the address. */
export function useEntryId(): string {
  return useParams({ strict: false, select: ({ entry }) => entry ?? '' })
}

/** Addresses of a file's pages. */
export const to = {
  children: '/children',
  file: (file: string) => `/children/${file}`,
  /** At the file's entry, once it stands in the story. */
  entry: (file: string, entry: string) => `/children/${file}#e-${entry}`,
  /** Where what an entry said is corrected, with one of its facts open. */
  correct: (file: string, entry: string, fact: string) => `/children/${file}/correct/${entry}?fact=${fact}`,
  page: (file: string, page: string) => `/children/${file}/${page}`,
  outbox: '/outbox',
} as const
