import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { Database, Statement } from '#platform/server/db/database.ts'
import { refusalCounter } from '../model/refusals.ts'
import { defineOperation } from '../policy.ts'
import { createRouter, openRoute, type Route, route } from './routes.ts'

const TOKEN = 'the-token-of-kancil'

/** A database that knows one session and nothing else, and tells what it was asked. */
function memory() {
  const asked: string[] = []
  const person = {
    person_id: randomUUID(),
    name: 'Kancil',
    language: 'id',
    session_id: randomUUID(),
    device_id: randomUUID(),
    memberships: [],
  }
  const db: Database = {
    transaction: (work) =>
      work({
        run: async <Row>({ name }: Statement<Row>, [first]: readonly unknown[] = []) => {
          asked.push(name)
          const rows: readonly unknown[] = name === 'access.enter' && first === TOKEN ? [person] : []
          return rows as readonly Row[]
        },
      }),
    close: async () => undefined,
  }
  return { db, asked }
}

const because = 'a test'
const enter = defineOperation({
  id: 'enter',
  method: 'POST',
  path: '/enter',
  summary: 'Enters',
  answer: z.object({}),
  problems: [],
  policy: { who: 'anyone', because },
  audit: { action: 'pond.enter', nature: 'door' },
})
const leave = defineOperation({ ...enter, id: 'leave', method: 'DELETE', summary: 'Leaves' })
const write = defineOperation({
  ...enter,
  id: 'write',
  path: '/ponds/:file',
  summary: 'Writes',
  params: z.object({ file: z.uuid() }),
  body: z.object({ text: z.string() }).strict(),
  policy: { who: 'signed-in', because },
  audit: { action: 'pond.write', nature: 'change' },
})
const bring = defineOperation({
  id: 'bring',
  method: 'PUT',
  path: '/ponds',
  summary: 'Brings bytes',
  wire: 'bytes-in',
  answer: z.object({}),
  problems: [],
  policy: { who: 'signed-in', because },
  audit: { action: 'pond.bring', nature: 'change' },
})

function pond(secureCookie: boolean) {
  const { db, asked } = memory()
  const now = () => new Date()
  const routes: readonly Route[] = [
    openRoute(enter, (_, run, wire) =>
      run(async () => {
        wire.setSession(TOKEN)
        return { answer: {} }
      }),
    ),
    openRoute(leave, (_, run, wire) =>
      run(async () => {
        wire.setSession(null)
        return { answer: {} }
      }),
    ),
    route(write, (_, run) => run(async () => ({ answer: {} }))),
    route(bring, (_, run) => run(async () => ({ answer: {} }))),
  ]
  const leaves = { newId: randomUUID, now, refusals: refusalCounter(now) }
  const onBug = (error: unknown) => {
    throw error
  }
  return { app: createRouter({ db, leaves, secureCookie, onBug }, routes), asked }
}

describe('the cookie of a session', () => {
  test('over TLS is bound to this host by its name, and carries what that name demands', async () => {
    const { app } = pond(true)
    const entered = await app.request('/api/enter', { method: 'POST' })
    expect(entered.headers.get('set-cookie')).toBe(`__Host-lindung=${TOKEN}; Path=/; HttpOnly; SameSite=Strict; Secure`)
    const left = await app.request('/api/enter', { method: 'DELETE' })
    expect(left.headers.get('set-cookie')).toBe('__Host-lindung=; Path=/; HttpOnly; SameSite=Strict; Secure; Max-Age=0')
  })

  test('over TLS counts under that name only: what another host of the domain has set does not', async () => {
    const { app } = pond(true)
    const ask = async (cookie: string) => {
      const path = `/api/ponds/${randomUUID()}`
      return (await app.request(path, { method: 'POST', headers: { cookie }, body: '{"text":"x"}' })).status
    }
    expect(await ask(`__Host-lindung=${TOKEN}`)).toBe(200)
    expect(await ask(`lindung=${TOKEN}`)).toBe(401)
    expect(await ask(`__Secure-lindung=${TOKEN}`)).toBe(401)
    expect(await ask(`lindung=${TOKEN}; __Host-lindung=other`)).toBe(401)
  })

  test('over plain HTTP, as the demo on this machine has it, is one that a browser takes there', async () => {
    const { app } = pond(false)
    const entered = await app.request('/api/enter', { method: 'POST' })
    expect(entered.headers.get('set-cookie')).toBe(`lindung=${TOKEN}; Path=/; HttpOnly; SameSite=Strict`)
    const cookie = `lindung=${TOKEN}`
    const path = `/api/ponds/${randomUUID()}`
    const wrote = await app.request(path, { method: 'POST', headers: { cookie }, body: '{"text":"x"}' })
    expect(wrote.status).toBe(200)
  })
})

describe('what nobody brings', () => {
  /** A body that tells whether anybody has begun to read it. */
  function watched(bytes: number) {
    const read = { pieces: 0 }
    const body = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          read.pieces += 1
          controller.enqueue(new Uint8Array(bytes).fill(32))
          controller.close()
        },
      },
      { highWaterMark: 0 },
    )
    return { read, body }
  }
  const send = (
    app: ReturnType<typeof pond>['app'],
    method: string,
    path: string,
    body: ReadableStream,
    cookie?: string,
  ) =>
    app.request(path, {
      method,
      body,
      duplex: 'half',
      ...(cookie === undefined ? {} : { headers: { cookie } }),
    } as RequestInit)

  test('is not read, and takes no connection', async () => {
    const { app, asked } = pond(false)
    for (const [method, path] of [
      ['POST', `/api/ponds/${randomUUID()}`],
      ['PUT', '/api/ponds'],
    ] as const) {
      const { read, body } = watched(10)
      expect((await send(app, method, path, body)).status).toBe(401)
      expect(read.pieces).toBe(0)
    }
    // The first refusals of each sort have a leaf; the door itself asks nothing.
    expect(new Set(asked)).toEqual(new Set(['access.enter', 'audit.write_leaf']))
    asked.length = 0
    for (let i = 0; i < 100; i += 1) await send(app, 'PUT', '/api/ponds', watched(10).body)
    asked.length = 0
    expect((await send(app, 'PUT', '/api/ponds', watched(10).body)).status).toBe(401)
    expect(asked).toEqual([])
  })

  test('is not read under a made-up token either, where bytes follow', async () => {
    const { app } = pond(false)
    const { read, body } = watched(10)
    expect((await send(app, 'PUT', '/api/ponds', body, 'lindung=made-up')).status).toBe(401)
    expect(read.pieces).toBe(0)
    expect((await send(app, 'PUT', '/api/ponds', watched(10).body, `lindung=${TOKEN}`)).status).toBe(200)
  })

  test('is refused as nobody’s, whatever is wrong with it besides', async () => {
    const { app } = pond(false)
    const answer = await app.request('/api/ponds/not-an-id', { method: 'POST', body: 'no json' })
    expect(answer.status).toBe(401)
    const hers = await app.request('/api/ponds/not-an-id', {
      method: 'POST',
      body: '{}',
      headers: { cookie: `lindung=${TOKEN}` },
    })
    expect(hers.status).toBe(400)
  })

  test('is bounded also for who is signed in: by what it says of itself, and by what comes', async () => {
    const { app } = pond(false)
    const cookie = `lindung=${TOKEN}`
    const path = `/api/ponds/${randomUUID()}`
    const { read, body } = watched(10)
    const headers = { cookie, 'content-length': '6000001' }
    const said = await app.request(path, { method: 'POST', headers, body, duplex: 'half' } as RequestInit)
    expect([said.status, read.pieces]).toEqual([413, 0])
    expect((await send(app, 'POST', path, watched(6_000_001).body, cookie)).status).toBe(413)
    const text = JSON.stringify({ text: 'x'.repeat(100_000) })
    expect((await app.request(path, { method: 'POST', headers: { cookie }, body: text })).status).toBe(200)
  })
})
