import { Agent, request } from 'node:http'

/** What is asked of a server. */
export type Request = {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly body?: string
  readonly cookie?: string
}

export type Answer = { readonly status: number; readonly body: string }

export type Client = { readonly send: (asked: Request) => Promise<Answer>; readonly close: () => void }

/** A client with connections that stay open, as a browser's do. */
export function clientOf(port: number): Client {
  const agent = new Agent({ keepAlive: true, maxSockets: 16 })
  return {
    send: (asked) =>
      new Promise((resolve, reject) => {
        const headers = {
          ...(asked.cookie === undefined ? {} : { cookie: asked.cookie }),
          ...(asked.body === undefined
            ? {}
            : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(asked.body) }),
        }
        const sent = request(
          { host: '127.0.0.1', port, method: asked.method, path: asked.path, headers, agent },
          (response) => {
            const chunks: Buffer[] = []
            response.on('data', (chunk: Buffer) => chunks.push(chunk))
            response.on('end', () =>
              resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString('utf8') }),
            )
            response.on('error', reject)
          },
        )
        sent.on('error', reject)
        sent.end(asked.body)
      }),
    close: () => agent.destroy(),
  }
}
