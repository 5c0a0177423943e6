import { workerData } from 'node:worker_threads'
import { checkStreams } from './streams.ts'
import type { Given } from './two-at-once.ts'

/** The second thread: sends its verdict, or the text of an error, and then wakes the first. */
const { directory, port, done } = workerData as Given
try {
  port.postMessage(checkStreams(directory))
} catch (error) {
  port.postMessage(error instanceof Error ? error.message : String(error))
} finally {
  Atomics.store(done, 0, 1)
  Atomics.notify(done, 0)
}
