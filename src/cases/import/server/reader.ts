import { Worker } from 'node:worker_threads'
import { Problem } from '#platform/pure/problem.ts'
import type { Answer } from '../model/index.ts'
import type { Reading, ReadingProblem, ReadingTask } from './reading.ts'

/** For a list that was just brought: its importer has said nothing of it, and it is compared with no file. */
export const NOTHING_SAID: Omit<ReadingTask, 'bytes' | 'name' | 'today'> = {
  asOf: null,
  columns: {},
  order: null,
  sexCodes: {},
  existing: [],
}

/** Opens files in threads of their own. Throws `Problem('unreadable-file')` with a reason code, or `busy` when too many wait. */
export type SheetReader = {
  read(list: ReadingTask): Promise<Reading>
  /** Answers that were filled in on the spreadsheet of questions, whose words are in this language. */
  readAnswers(bytes: Uint8Array, language: string): Promise<readonly Answer[]>
}

/** What a thread is given to do. */
export type Task =
  | { readonly kind: 'list'; readonly list: ReadingTask }
  | { readonly kind: 'answers'; readonly bytes: Uint8Array; readonly language: string }

type Failed = { readonly problem: ReadingProblem }

export type ReaderLimits = {
  /** Files opened at once; the next ones wait their turn. */
  readonly threads: number
  readonly waiting: number
  readonly milliseconds: number
  readonly megabytes: number
}

export const READER_LIMITS: ReaderLimits = { threads: 2, waiting: 8, milliseconds: 60_000, megabytes: 700 }

/** A reader that no file can take down: each is opened in a thread that ends with it, or is ended. */
export function createReader(limits: ReaderLimits = READER_LIMITS): SheetReader {
  const queue: (() => void)[] = []
  let running = 0

  async function turn(): Promise<void> {
    if (running < limits.threads) {
      running += 1
      return
    }
    if (queue.length >= limits.waiting) throw new Problem('busy')
    await new Promise<void>((resolve) => queue.push(resolve)) // the place of who has finished passes on
  }

  function leave(): void {
    const next = queue.shift()
    if (next === undefined) running -= 1
    else next()
  }

  async function inTurn<T extends object>(task: Task): Promise<T> {
    await turn()
    try {
      const found = await inThread<T>(task, limits)
      if ('problem' in found) throw new Problem('unreadable-file', { reason: String(found.problem) })
      return found
    } finally {
      leave()
    }
  }

  return {
    read: (list) => inTurn<Reading>({ kind: 'list', list }),
    async readAnswers(bytes, language) {
      const { answers } = await inTurn<{ answers: readonly Answer[] }>({ kind: 'answers', bytes, language })
      return answers
    },
  }
}

function inThread<T>(task: Task, limits: ReaderLimits): Promise<T | Failed> {
  return new Promise((resolve) => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), {
      workerData: task,
      env: {},
      execArgv: ['--disable-warning=ExperimentalWarning'],
      resourceLimits: { maxOldGenerationSizeMb: limits.megabytes, maxYoungGenerationSizeMb: 64, stackSizeMb: 4 },
    })
    const end = (found: T | Failed) => {
      clearTimeout(timer)
      resolve(found)
      void worker.terminate()
    }
    const timer = setTimeout(() => end({ problem: 'too-heavy' }), limits.milliseconds)
    worker.on('message', end)
    // Whatever the file has broken, it has broken the thread only. What it was stays unsaid: an error may quote the sheet.
    worker.on('error', (error: NodeJS.ErrnoException) =>
      end({ problem: error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'too-heavy' : 'broken' }),
    )
    worker.on('exit', () => end({ problem: 'broken' }))
  })
}
