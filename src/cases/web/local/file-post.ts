import { type FileSending, sendFiles } from './file-sender.ts'
import type { Round } from './sender.ts'

/** The chunk under way: of which attachment, and how many of its bytes have left. */
export type Moving = { readonly id: string; readonly sent: number }

/** Carries attachments beside the outbox: text never waits for them. */
export type FilePost = {
  /** Looks whether there is something to carry, now. */
  kick(): void
  close(): void
}

type Deps = Omit<FileSending, 'onSent' | 'onArrived'> & {
  readonly moving: (moving: Moving | null) => void
  readonly tried: (round: Round) => void
  readonly arrived: () => void
}

const RETRY = [2_000, 5_000, 15_000, 30_000, 60_000]
/** The line is told this often, milliseconds. */
const TELL = 500

/** One tab carries at a time; another takes over when it is gone. A round that came to nothing is tried again by itself. */
export function createFilePost({ moving, tried, arrived, ...sending }: Deps): FilePost {
  let timer: ReturnType<typeof setTimeout> | null = null
  let running = false
  let again = false
  let fails = 0
  let told = 0
  let closed = false

  const onSent = (id: string, sent: number) => {
    if (closed || Date.now() - told < TELL) return
    told = Date.now()
    moving({ id, sent })
  }

  const carry = (): Promise<Round> =>
    navigator.locks.request('lindung-files', () =>
      closed ? 'nothing' : sendFiles({ ...sending, onSent, onArrived: arrived }),
    )

  async function run(): Promise<void> {
    do {
      again = false
      const round = await carry().catch((): Round => 'gone')
      if (closed) return
      moving(null)
      if (round !== 'nothing') tried(round)
      later(round)
    } while (again)
    running = false
  }

  function later(round: Round): void {
    fails = round === 'gone' ? fails + 1 : 0
    if (round === 'gone') timer = setTimeout(kick, RETRY[Math.min(fails, RETRY.length) - 1])
  }

  function kick(): void {
    if (timer !== null) clearTimeout(timer)
    timer = null
    if (closed) return
    again = running
    if (running) return
    running = true
    void run()
  }

  return {
    kick,
    close() {
      closed = true
      if (timer !== null) clearTimeout(timer)
    },
  }
}
