import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openApiOf } from '#app/server/openapi.ts'
import manifest from '../../package.json' with { type: 'json' }
import { createTestWorld, type TestPerson, type TestWorld } from '../support/application.ts'

let world: TestWorld
let sari: TestPerson

beforeAll(async () => {
  world = await createTestWorld()
  sari = await world.person('Sari', await world.team('AWN'), 'caseworker')
})
afterAll(() => world.close())

const leaves = async () => (await world.admin.query<object>('select 1 from audit.leaf')).rowCount ?? 0

function request(method: string, path: string, headers: Record<string, string> = {}, body?: string) {
  const cookie = { cookie: `lindung=${sari.token}` }
  return world.application.http.request(path, {
    method,
    headers: { ...cookie, ...headers },
    ...(body === undefined ? {} : { body }),
  })
}

describe('every operation', () => {
  test('stands in docs/openapi.json as it is (npm run openapi)', () => {
    const written: unknown = JSON.parse(readFileSync('docs/openapi.json', 'utf8'))
    expect(JSON.parse(JSON.stringify(openApiOf(world.application.operations, manifest.version)))).toEqual(written)
  })

  test('has a name and a place of its own', () => {
    const { operations } = world.application
    expect(new Set(operations.map(({ id }) => id)).size).toBe(operations.length)
    expect(new Set(operations.map(({ method, path }) => `${method} ${path}`)).size).toBe(operations.length)
  })

  test('refuses who is not signed in, and leaves a leaf, unless anyone may call it', async () => {
    for (const { method, path, policy, wire } of world.application.operations) {
      if (policy.who === 'anyone') continue
      const before = await leaves()
      const url = `/api${path.replace(/:(chunk|n)\b/g, '0').replace(/:\w+/g, '00000000-0000-4000-8000-000000000000')}`
      const response = await world.application.http.request(url, {
        method,
        ...(wire === 'bytes-in' ? { body: 'x' } : {}),
      })
      expect([400, 401], `${method} ${path}`).toContain(response.status)
      expect(await leaves(), `${method} ${path}`).toBe(before + 1)
    }
  })
})

describe('a request', () => {
  test('with bad input gets the field at fault and not the value, and leaves a leaf', async () => {
    const before = await leaves()
    const response = await request(
      'POST',
      '/api/entries',
      {},
      JSON.stringify({ entries: [{ stream: 'Kancil Cendana' }] }),
    )
    expect(response.status).toBe(400)
    expect(response.headers.get('content-type')).toBe('application/problem+json')
    const text = await response.text()
    expect(JSON.parse(text)).toMatchObject({ code: 'bad-input' })
    expect(text).toContain('{"path":["body","entries",0,"id"],"rule":"invalid_type"}')
    expect(text).not.toContain('Kancil')
    expect(await leaves()).toBe(before + 1)
  })

  test('from another origin is refused when it would change something', async () => {
    for (const headers of [
      { 'sec-fetch-site': 'cross-site' },
      { origin: 'https://elsewhere.example', host: 'localhost' },
    ]) {
      expect((await request('DELETE', '/api/session', headers)).status).toBe(403)
    }
    expect((await request('GET', '/api/session', { 'sec-fetch-site': 'cross-site' })).status).toBe(200)
  })

  test('for something that is not there is answered as a problem', async () => {
    const response = await request('GET', '/api/nothing')
    expect(response.status).toBe(404)
    expect(await response.json()).toMatchObject({ code: 'not-found' })
  })

  test('carries the headers of every answer', async () => {
    const response = await request('GET', '/api/session')
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
  })
})
