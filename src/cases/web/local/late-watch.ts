import { askDecisions, type Asking } from './late.ts'

/** When it is asked what became of late entries: with everything that is sent, and by itself while some wait. */
export type LateWatch = {
  /** Asks, unless it was asked a moment ago. Says whether anything is new; no answer is no matter, it is asked again. */
  ask(): Promise<boolean>
  /** The next question is asked whenever the last one was. */
  hurry(): void
  /** `waiting`: some wait for a decision. */
  later(waiting: boolean): void
  close(): void
}

/** At least this long between two questions, milliseconds. */
const PAUSE = 60_000
/** While some wait, it is asked this often by itself. */
const AGAIN = 300_000

export function createLateWatch(asking: Asking, again: () => void, now: () => number): LateWatch {
  let askedAt = Number.NEGATIVE_INFINITY
  let timer: ReturnType<typeof setTimeout> | null = null
  let closed = false
  const stop = () => {
    if (timer !== null) clearTimeout(timer)
    timer = null
  }
  return {
    async ask() {
      if (now() - askedAt < PAUSE) return false
      askedAt = now()
      return askDecisions(asking).catch(() => false)
    },
    hurry() {
      askedAt = Number.NEGATIVE_INFINITY
    },
    later(waiting) {
      stop()
      if (waiting && !closed) timer = setTimeout(again, AGAIN)
    },
    close() {
      closed = true
      stop()
    },
  }
}
