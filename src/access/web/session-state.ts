import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { Problem } from '#platform/pure/problem.ts'
import { api, onReach } from '#platform/web/api.ts'
import { readSession, signOut } from '../contract.ts'
import { rememberDemo } from './demo-here.ts'
import type { Me } from './me.tsx'

/** Who sits here, as far as it is known. */
export type SessionState =
  | { readonly state: 'asking' }
  /** The server cannot be reached, or has a fault; asked again by itself. */
  | { readonly state: 'gone' }
  /** Nobody. `before`: whose session ended in the middle of work, null when it was left on purpose or had not begun. */
  | { readonly state: 'out'; readonly before: string | null }
  | { readonly state: 'in'; readonly me: Me; readonly sameAsBefore: boolean }

const AGAIN = 5_000

/** The tabs of a browser share the cookie of the session: each tells the others who has signed in, or that nobody has any more. */
function useOtherTabs() {
  const channel = useRef<BroadcastChannel | null>(null)
  useEffect(() => {
    const opened = new BroadcastChannel('lindung-session')
    channel.current = opened
    return () => opened.close()
  }, [])
  const tell = useCallback((person: string | null) => channel.current?.postMessage(person), [])
  return { channel, tell }
}

/** Asks who is signed in, notices when the session ends, and asks again while the server is gone. */
export function useSessionState() {
  const queries = useQueryClient()
  const [seen, setSeen] = useState<SessionState>({ state: 'asking' })
  const { channel, tell } = useOtherTabs()

  const ask = useCallback(
    async (before: string | null = null) => {
      try {
        const me = await api(readSession)
        tell(me.person)
        rememberDemo(me.demo)
        setSeen({ state: 'in', me, sameAsBefore: before === null || before === me.person })
      } catch (error) {
        const out = error instanceof Problem && error.code === 'not-signed-in'
        setSeen(out ? { state: 'out', before } : { state: 'gone' })
      }
    },
    [tell],
  )

  useEffect(() => {
    const timer = setTimeout(() => void ask())
    return () => clearTimeout(timer)
  }, [ask])

  useEffect(
    () =>
      onReach((reach) => {
        if (reach !== 'signed-out') return
        // What was fetched was for whoever was signed in.
        queries.clear()
        setSeen((now) => (now.state === 'in' ? { state: 'out', before: now.me.person } : now))
      }),
    [queries],
  )

  useEffect(() => {
    const others = channel.current
    if (others === null || (seen.state !== 'in' && seen.state !== 'out')) return
    const here = seen.state === 'in' ? seen.me.person : null
    const before = seen.state === 'in' ? here : seen.before
    const changed = ({ data }: MessageEvent<string | null>) => {
      if (data === here) return
      // Whoever sits here now must not read on in what the one before them had open.
      queries.clear()
      setSeen({ state: 'out', before })
      if (data !== null) void ask(before)
    }
    others.addEventListener('message', changed)
    return () => others.removeEventListener('message', changed)
  }, [seen, channel, queries, ask])

  useEffect(() => {
    if (seen.state !== 'gone') return
    const again = () => void ask()
    const timer = setInterval(again, AGAIN)
    window.addEventListener('online', again)
    return () => {
      clearInterval(timer)
      window.removeEventListener('online', again)
    }
  }, [seen.state, ask])

  const leave = useCallback(async () => {
    await api(signOut)
    tell(null)
    queries.clear()
    setSeen({ state: 'out', before: null })
  }, [queries, tell])

  return { seen, ask, leave }
}
