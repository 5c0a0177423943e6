import { randomUUID } from 'node:crypto'
import type { TestPerson } from '../../support/application.ts'
import { type State, type Stream } from '../policy.table.ts'
import { type MatrixFile, type MatrixWorld } from './world.ts'

/** What a request brings; a made-up file where the answer for what does not exist is asked. */
export type Asking = {
  readonly scene: MatrixWorld
  /** Who asks; for nobody, the owner, whose ids then stand in the body. */
  readonly person: TestPerson
  readonly file: MatrixFile
  readonly stream: Stream
  readonly state: State
}

export type Sent = {
  readonly params?: Readonly<Record<string, string>>
  readonly body?: unknown
  readonly bytes?: Uint8Array
}

/** How an operation is asked. */
export type Way = {
  readonly send: (asking: Asking) => Sent | Promise<Sent>
  /** Arranged before, by a hand behind the curtain: what the step needs, such as an import that runs. */
  readonly before?: (asking: Asking) => readonly [sql: string, values: readonly unknown[]]
  /** Lists: whether the answer shows the stream asked about. */
  readonly shows?: (text: string, asking: Asking) => boolean
  /** What is answered when it may. */
  readonly done?: number
  /** The file's state plays no part. */
  readonly once?: true
  /** Under an id that nobody has it makes something: there is no answer for what does not exist to compare with. */
  readonly makes?: true
  /** Takes a thread or a password's hash each time: the small product has few ask it. */
  readonly heavy?: true
}

/** Ids of a file that nobody has ever made. */
export function madeUp(file: MatrixFile): MatrixFile {
  const streams = Object.fromEntries(Object.keys(file.streams).map((stream) => [stream, randomUUID()]))
  return {
    ...file,
    // The same keys.
    streams: streams as Record<Stream, string>,
    blob: randomUUID(),
    lateBlob: randomUUID(),
    late: randomUUID(),
    facts: [randomUUID(), randomUUID()],
    said: randomUUID(),
    session: randomUUID(),
  }
}
