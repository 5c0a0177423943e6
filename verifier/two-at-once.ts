import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads'
import type { StreamsVerdict } from './streams.ts'

/** What the second thread is given. */
export type Given = { readonly directory: string; readonly port: MessagePort; readonly done: Int32Array }

/** Begins the second half in a thread of its own, while this one goes on. The answer waits for it; throws what that thread has thrown. */
export function streamsBeside(directory: string): () => StreamsVerdict {
  const { port1, port2 } = new MessageChannel()
  const done = new Int32Array(new SharedArrayBuffer(4))
  const workerData: Given = { directory, port: port2, done }
  const worker = new Worker(new URL('./streams-thread.ts', import.meta.url), { workerData, transferList: [port2] })
  worker.unref()
  return () => {
    Atomics.wait(done, 0, 0)
    const answer = receiveMessageOnPort(port1)?.message as StreamsVerdict | string
    port1.close()
    if (typeof answer === 'string') throw new Error(answer)
    return answer
  }
}
