import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useState } from 'react'
import { Problem } from '#platform/pure/problem.ts'
import { api, onReach } from '#platform/web/api.ts'
import { readSession, signOut } from '../contract.ts'
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

/** Asks who is signed in, notices when the session ends, and asks again while the server is gone. */
export function useSessionState() {
  const queries = useQueryClient()
  const [seen, setSeen] = useState<SessionState>({ state: 'asking' })

  const ask = useCallback(async (before: string | null = null) => {
    try {
      const me = await api(readSession)
      setSeen({ state: 'in', me, sameAsBefore: before === null || before === me.person })
    } catch (error) {
      const out = error instanceof Problem && error.code === 'not-signed-in'
      setSeen(out ? { state: 'out', before } : { state: 'gone' })
    }
  }, [])

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
    queries.clear()
    setSeen({ state: 'out', before: null })
  }, [queries])

  return { seen, ask, leave }
}
