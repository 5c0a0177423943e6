/** The thread in which a strange file is opened: what it breaks, breaks here, within a bound of memory and time. */
import { parentPort, workerData } from 'node:worker_threads'
import { answersFromXlsx } from '../model/index.ts'
import { readTask } from './reading.ts'
import type { Task } from './reader.ts'
import { answerWords } from './words.ts'

async function done(task: Task) {
  if (task.kind === 'list') return readTask(task.list)
  const answers = await answersFromXlsx(task.bytes, answerWords(task.language))
  return 'problem' in answers ? answers : { answers }
}

// Handed over by reader.ts, which knows no other task.
parentPort?.postMessage(await done(workerData as Task))
