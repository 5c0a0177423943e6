import { createAdaptorServer } from '@hono/node-server'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import type { BrowserContext } from 'playwright-core'
import { hashPassword } from '#platform/server/keys/index.ts'
import { addSite } from '#app/server/site.ts'
import type { TestPerson, TestWorld } from './application.ts'

/**
 * How the server is: there; `gone`, its port closed; `faulty`, the proxy before it answers for it; `mute`, it takes what is sent,
 * works on it, and its reply is lost.
 */
type Condition = 'there' | 'gone' | 'faulty' | 'mute'

export type TestServer = {
  /** `http://127.0.0.1:<port>`; the port stays the same through `be('gone')`. */
  readonly address: string
  be(condition: Condition): Promise<void>
  close(): Promise<void>
}

/** Serves the composed application and the built screens on loopback, headers and all, as an instance does. */
export async function serveWorld(world: TestWorld): Promise<TestServer> {
  const webDir = fileURLToPath(new URL('../../dist/web', import.meta.url))
  addSite(world.application.http, { webDir, demo: null, notReady: async () => [] })
  let condition: Condition = 'there'
  const fetch = async (request: Request): Promise<Response> => {
    const isApi = new URL(request.url).pathname.startsWith('/api/')
    if (isApi && condition === 'faulty') return new Response('bad gateway', { status: 502 })
    const response = await world.application.http.fetch(request)
    return isApi && condition === 'mute' ? new Response('lost', { status: 504 }) : response
  }
  const open = (port: number) =>
    new Promise<Server>((resolve, reject) => {
      // Without options it makes a plain server of node:http.
      const server = createAdaptorServer({ fetch }) as Server
      server.once('error', reject)
      server.listen(port, '127.0.0.1', () => resolve(server))
    })
  const shut = (server: Server) =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  let server: Server | null = await open(0)
  const { port } = server.address() as AddressInfo
  return {
    address: `http://127.0.0.1:${port}`,
    async be(next) {
      condition = next
      if (next === 'gone' && server !== null) {
        await shut(server)
        server = null
      } else if (next !== 'gone') {
        server ??= await open(port)
      }
    },
    async close() {
      if (server !== null) await shut(server)
    },
  }
}

/** Puts a person's session into a browser, as a sign-in would have. */
export async function enterAs(context: BrowserContext, server: TestServer, person: TestPerson): Promise<void> {
  await context.addCookies([
    { name: 'lindung', value: person.token, url: server.address, httpOnly: true, sameSite: 'Strict' },
  ])
}

/** Gives a person a password; answers with the name to sign in with. */
export async function givePassword(world: TestWorld, person: TestPerson, password: string): Promise<string> {
  await world.admin.query(
    `insert into access.secret (person_id, password_hash) values ($1, $2)
     on conflict (person_id) do update set password_hash = excluded.password_hash`,
    [person.id, await hashPassword(password)],
  )
  const { rows } = await world.admin.query<{ login: string }>('select login from access.person where id = $1', [
    person.id,
  ])
  return rows[0]?.login ?? ''
}
