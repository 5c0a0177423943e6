import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { SequencerState } from '#audit/server/index.ts'
import type { Database } from '#platform/server/db/database.ts'

export type Metrics = {
  /** The same database, with its open transactions counted; those above the size of the pool wait for a connection. */
  readonly watch: (db: Database, role: string) => Database
  readonly answered: (operation: string, status: number, seconds: number) => void
  /** Answers `/metrics`, and nothing else. */
  readonly answer: (request: Request) => Promise<Response>
}

/** Counts for Prometheus: operations of the contract and status codes. No ids of people or files: a metric is not an audit log. */
export function createMetrics(sequencer: () => SequencerState): Metrics {
  const register = new Registry()
  const registers = [register]
  collectDefaultMetrics({ register, prefix: 'lindung_' })
  const requests = new Counter({
    name: 'lindung_requests_total',
    help: 'Answers by operation and status',
    labelNames: ['operation', 'status'],
    registers,
  })
  const seconds = new Histogram({
    name: 'lindung_request_seconds',
    help: 'Time to an answer by operation',
    labelNames: ['operation'],
    buckets: [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers,
  })
  const open = new Gauge({
    name: 'lindung_transactions_open',
    help: 'Transactions under way or waiting for a connection, by database role',
    labelNames: ['role'],
    registers,
  })
  const gauge = (name: string, help: string, read: (state: SequencerState) => number) =>
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(read(sequencer()))
      },
    })
  gauge('lindung_log_size', 'Leaves in the audit log', ({ size }) => size)
  gauge(
    'lindung_log_copied',
    'Size of the last checkpoint that was copied outside the database',
    ({ copied }) => copied,
  )
  gauge('lindung_log_round_age_seconds', 'Seconds since the sequencer last ended a round well', ({ roundAt }) =>
    roundAt === null ? -1 : (Date.now() - roundAt.getTime()) / 1000,
  )
  gauge('lindung_log_trouble', '1 while the sequencer reports trouble', ({ trouble }) => (trouble === null ? 0 : 1))
  return {
    watch: (db, role) => ({
      ...db,
      async transaction(work) {
        open.inc({ role })
        try {
          return await db.transaction(work)
        } finally {
          open.dec({ role })
        }
      },
    }),
    answered(operation, status, took) {
      requests.inc({ operation, status })
      seconds.observe({ operation }, took)
    },
    async answer(request) {
      if (new URL(request.url).pathname !== '/metrics') return new Response(null, { status: 404 })
      return new Response(await register.metrics(), { headers: { 'content-type': register.contentType } })
    },
  }
}
