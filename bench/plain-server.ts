/**
 * The baselines' server: the same HTTP server as Lindung's, with its limits, headers, log line and metrics, over plain tables
 * (bench/lib/plain.ts). No session, no policy, no contract, no leaf.
 */
import { Hono } from 'hono'
import pg from 'pg'
import { createLog } from '#app/server/log.ts'
import { createMetrics } from '#app/server/metrics.ts'
import { addLimits } from '#app/server/site.ts'
import { listen } from '#platform/server/http/listen.ts'
import { SECURITY_HEADERS } from '#platform/server/http/security-headers.ts'
import { APPEND, COUNTS, ENTRIES, PAGE } from './lib/plain.ts'

const pool = new pg.Pool({ connectionString: process.env['DATABASE_URL'], max: 10, pipeline: true })
pg.types.setTypeParser(20, Number)

const log = createLog('info')
const metrics = createMetrics(() => ({ size: 0, copied: 0, roundAt: null, trouble: null }))

const http = new Hono()
http.use(async (c, next) => {
  const started = performance.now()
  await next()
  const seconds = (performance.now() - started) / 1000
  metrics.answered('plain', c.res.status, seconds)
  log.answered('plain', c.res.status, seconds)
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) c.res.headers.set(name, value)
})
addLimits(http)
http.get('/healthz', (c) => c.text('ok'))

http.post('/api/entries', async (c) => {
  const { entries } = await c.req.json<{ entries: readonly { stream: string; id: string; text: string }[] }>()
  for (const { stream, id, text } of entries) await pool.query({ ...APPEND, values: [id, stream, text] })
  return Response.json({ results: entries.map(({ id }) => ({ id, outcome: 'accepted' })) })
})

http.post('/api/caseload', async (c) => {
  const { holder } = await c.req.json<{ holder: string }>()
  const client = await pool.connect()
  try {
    const [page, counts] = await Promise.all([
      client.query<{ content: string }>({ ...PAGE, values: [holder] }),
      client.query<{ open: number }>({ ...COUNTS, values: [holder] }),
    ])
    const rows = page.rows.map(({ content }) => JSON.parse(content) as unknown)
    return Response.json({ rows, total: counts.rows[0]?.open ?? 0, counts: counts.rows[0], byName: [] })
  } finally {
    client.release()
  }
})

http.get('/api/files/:file', async (c) => {
  const file = c.req.param('file')
  const { rows } = await pool.query<{ seq: number; received: number; content: string }>({ ...ENTRIES, values: [file] })
  const entries = rows.map(({ seq, received, content }) => ({ seq, receivedAt: received, text: content }))
  return Response.json({
    streams: [{ id: file, kind: 'case', seq: rows.length, head: '', reasons: ['owner'], entries }],
    identity: null,
    awaited: [],
  })
})

const listening = await listen((request) => http.fetch(request), {
  host: '127.0.0.1',
  ports: [Number(process.env['PORT'])],
})
if (listening === null) throw new Error('the port is taken')
process.on('SIGTERM', () => process.exit(0))
