import { createAdaptorServer, type ServerType } from '@hono/node-server'
import { once } from 'node:events'
import { createServer as createTlsServer } from 'node:https'
import { setTimeout as sleep } from 'node:timers/promises'
import { hasCode } from '../error-code.ts'

/** An open port, and how to close it. */
export type Listening = {
  readonly port: number
  /** Takes no new request, gives those under way a moment, then ends every connection. */
  readonly close: () => Promise<void>
}

export type ListenOptions = {
  readonly host: string
  /** Tried one after another; 0 lets the system choose. */
  readonly ports: readonly number[]
  /** PEM texts; without them plain HTTP. */
  readonly tls?: { readonly key: string; readonly cert: string }
}

/** How long requests under way may take when the server stops. */
const LAST_CALL = 3_000

/** Opens the first port that is free. Null when all are in use. */
export async function listen(
  fetch: (request: Request) => Response | Promise<Response>,
  options: ListenOptions,
): Promise<Listening | null> {
  for (const port of options.ports) {
    const server = makeServer(fetch, options)
    if (await opens(server, port, options.host)) {
      const address = server.address()
      return { port: typeof address === 'object' && address !== null ? address.port : port, close: () => end(server) }
    }
  }
  return null
}

function makeServer(fetch: (request: Request) => Response | Promise<Response>, { tls }: ListenOptions): ServerType {
  // A slow sender holds a connection for a short time only; uploads come in chunks, so that a minute is long.
  const limits = { headersTimeout: 15_000, requestTimeout: 120_000, keepAliveTimeout: 65_000, maxHeaderSize: 16_384 }
  return tls === undefined
    ? createAdaptorServer({ fetch, serverOptions: limits })
    : createAdaptorServer({
        fetch,
        createServer: createTlsServer,
        serverOptions: { ...limits, ...tls, minVersion: 'TLSv1.2' },
      })
}

async function opens(server: ServerType, port: number, host: string): Promise<boolean> {
  server.listen(port, host)
  try {
    await once(server, 'listening')
    return true
  } catch (error) {
    if (hasCode(error, 'EADDRINUSE') || hasCode(error, 'EACCES')) return false
    throw error
  }
}

async function end(server: ServerType): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  if ('closeIdleConnections' in server) server.closeIdleConnections()
  const hurry = async () => {
    await sleep(LAST_CALL, undefined, { ref: false })
    if ('closeAllConnections' in server) server.closeAllConnections()
  }
  void hurry()
  await closed
}
