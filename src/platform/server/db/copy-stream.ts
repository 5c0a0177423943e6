import { once } from 'node:events'
import type pg from 'pg'

/**
 * PostgreSQL's COPY as streams of bytes, for backups: what one server says in binary format another one takes.
 * https://www.postgresql.org/docs/current/sql-copy.html
 */

/** The part of pg's connection that COPY needs and its types leave out. */
type CopyConnection = pg.Connection & {
  sendCopyFromChunk(chunk: Uint8Array): void
  endCopyFrom(): void
  sendCopyFail(message: string): void
}

/** What pg asks of anything that it runs as a query. */
const silent = {
  handleRowDescription: () => undefined,
  handleDataRow: () => undefined,
  handleEmptyQuery: () => undefined,
  handlePortalSuspended: () => undefined,
  handleCommandComplete: () => undefined,
}

/** Bytes that wait before the server is asked to pause. */
const MUCH = 4 * 1024 * 1024

/** The bytes of a `copy … to stdout`. The whole of it must be read, or the connection given up. */
export async function* copyOut(client: pg.Client, command: string): AsyncGenerator<Uint8Array> {
  const pieces: Buffer[] = []
  let [waiting, ended] = [0, false]
  let failure: Error | null = null
  let wake: () => void = () => undefined
  let socket: { pause(): void; resume(): void } | null = null
  client.query({
    ...silent,
    submit(connection: CopyConnection) {
      socket = connection.stream
      connection.query(command)
    },
    handleCopyData({ chunk }: { chunk: Buffer }) {
      // A copy: pg reads the next message into the same memory, and what waits here would change under the reader's hands.
      pieces.push(Buffer.from(chunk))
      waiting += chunk.length
      if (waiting > MUCH) socket?.pause()
      wake()
    },
    // pg lets go of a query that has failed: nothing more of it is told here.
    handleError(error: Error) {
      failure = error
      wake()
    },
    handleReadyForQuery() {
      ended = true
      wake()
    },
  } as unknown as pg.Submittable) // pg's type does not name the handlers of COPY
  for (;;) {
    const next = pieces.shift()
    if (next !== undefined) {
      waiting -= next.length
      if (waiting <= MUCH / 2) (socket as { resume(): void } | null)?.resume()
      yield next
    } else if (failure !== null) throw failure as Error
    else if (ended) return
    else await new Promise<void>((resolve) => (wake = resolve))
  }
}

/** Feeds a `copy … from stdin`. Resolves when the server has taken all; throws its error, or the error of `source`. */
export function copyIn(
  client: pg.Client | pg.PoolClient,
  command: string,
  source: AsyncIterable<Uint8Array>,
): Promise<void> {
  return new Promise((resolve, reject) => {
    let failure: Error | null = null
    const feed = async (connection: CopyConnection): Promise<void> => {
      for await (const piece of source) {
        if (failure !== null) return
        connection.sendCopyFromChunk(piece)
        if (connection.stream.writableNeedDrain) await once(connection.stream, 'drain')
      }
      connection.endCopyFrom()
    }
    client.query({
      ...silent,
      submit: (connection: CopyConnection) => connection.query(command),
      handleCopyInResponse(connection: CopyConnection) {
        feed(connection).catch((error: unknown) => {
          failure ??= error instanceof Error ? error : new Error(String(error))
          connection.sendCopyFail('the rows ended early')
        })
      },
      // pg lets go of a query that has failed: nothing more of it is told here.
      handleError: (error: Error) => {
        failure ??= error
        reject(failure)
      },
      handleReadyForQuery: () => resolve(),
    } as unknown as pg.Submittable)
  })
}
