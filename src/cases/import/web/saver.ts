/** Sends what is said, one after the other, and again while the office is out of reach: nothing that was answered is lost on the way. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { Problem } from '#platform/pure/problem.ts'
import { Unreachable } from '#platform/web/api.ts'

export type Saving = {
  /** How many answers are on their way. */
  readonly waiting: number
  /** The office could not be reached; it is tried again by itself. */
  readonly stuck: boolean
  readonly savedAt: Date | null
  /** An answer that the office did not take; it is not sent again. */
  readonly problem: Problem | null
}

export type Saver = Saving & {
  /** `send` answers when it was saved. Resolves to whether it was. */
  save(send: () => Promise<{ readonly savedAt: string }>): Promise<boolean>
}

const AGAIN = 4_000
const pause = () => new Promise((resolve) => setTimeout(resolve, AGAIN))

export function useSaver(): Saver {
  const [saving, setSaving] = useState<Saving>({ waiting: 0, stuck: false, savedAt: null, problem: null })
  const line = useRef<Promise<unknown>>(Promise.resolve())
  const left = useRef(false)
  useEffect(() => {
    left.current = false
    return () => {
      left.current = true
    }
  }, [])

  const save = useCallback((send: () => Promise<{ readonly savedAt: string }>) => {
    setSaving((now) => ({ ...now, waiting: now.waiting + 1, problem: null }))
    const sent = line.current.then(async () => {
      const outcome = await persist(
        send,
        () => left.current,
        () => setSaving((now) => ({ ...now, stuck: true })),
      )
      setSaving((now) => ({ ...now, ...outcome, waiting: now.waiting - 1, stuck: false }))
      return 'savedAt' in outcome
    })
    line.current = sent
    return sent
  }, [])
  useWarning(saving.waiting > 0)
  return useMemo(() => ({ ...saving, save }), [saving, save])
}

async function persist(
  send: () => Promise<{ readonly savedAt: string }>,
  left: () => boolean,
  stuck: () => void,
): Promise<{ readonly savedAt: Date } | { readonly problem: Problem | null }> {
  for (;;) {
    try {
      return { savedAt: new Date((await send()).savedAt) }
    } catch (error) {
      if (error instanceof Problem) return { problem: error }
      if (!(error instanceof Unreachable)) throw error
      if (left()) return { problem: null }
      stuck()
      await pause()
    }
  }
}

/** Whoever closes the page while an answer is on its way is asked first. */
function useWarning(waiting: boolean): void {
  useEffect(() => {
    if (!waiting) return
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', warn)
    return () => window.removeEventListener('beforeunload', warn)
  }, [waiting])
}
