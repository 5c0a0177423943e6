import { type Context, ratioRow, type Row } from '../scripts/lib/marks.ts'
import type { Request } from './lib/client.ts'
import { peakOf, resetPeak } from './lib/cpu.ts'
import { compare, type Side, type Summary } from './lib/load.ts'
import { type Server, type Setting, withSetting } from './lib/setting.ts'
import type { Subject } from './lib/world.ts'

export const name = 'caseload'

const MARKS = [2, 3, 6] as const
const PEAK_MB = 350

/** The first page of a caseload, against the same page from an unprotected plain table; and the memory that it takes. */
export async function run(context: Context): Promise<readonly Row[]> {
  const [rounds, size] = context.small ? [2, 20] : [9, 60]
  return withSetting(context, async (setting) => {
    const { ordinary, large, supervisor } = setting.subjects
    const [few] = ordinary
    if (few === undefined) throw new Error('nobody reads')
    const rows: Row[] = []
    for (const [i, subject] of [few, large, supervisor].entries()) {
      const cookie = await setting.cookieOf(subject)
      const first = await firstPage(await setting.freshApplication(), cookie)
      const pages = await compare(sidesOf(setting, subject, cookie, size), rounds)
      rows.push(rowOf(subject, pages, first, MARKS[i] ?? 0))
    }
    rows.push(await memoryRow(setting, size))
    return rows
  })
}

function rowOf(
  subject: Subject,
  { measured, baseline }: Record<'measured' | 'baseline', Summary>,
  first: number,
  atMost: number,
): Row {
  const cpu = `${measured.cpu.toFixed(2)} CPU-ms, p50 ${measured.p50.toFixed(2)} ms, first after start ${first.toFixed(0)} ms`
  return ratioRow(
    `caseload of ${subject.grants} files`,
    { value: measured.p95, unit: `ms p95 (${cpu})` },
    { name: `plain table, p50 ${baseline.p50.toFixed(2)} ms, p95`, value: baseline.p95 },
    { atMost },
  )
}

const asked = (cookie: string): Request => ({ method: 'POST', path: '/api/caseload', body: '{}', cookie })

function sidesOf(
  { application, plain }: Setting,
  { writer, grants }: Subject,
  cookie: string,
  size: number,
): Record<'measured' | 'baseline', Side> {
  const rowsOf = (body: string) => JSON.parse(body) as { rows: readonly unknown[]; total: number }
  const right = (body: string) => rowsOf(body).rows.length === Math.min(50, grants) && rowsOf(body).total === grants
  const list = (one: Request) => () => [Array.from({ length: size }, () => one)]
  const body = JSON.stringify({ holder: writer.person })
  return {
    measured: { ...application, right, requests: list(asked(cookie)) },
    baseline: { ...plain, right, requests: list({ method: 'POST', path: '/api/caseload', body }) },
  }
}

async function firstPage({ client, stop }: Server, cookie: string): Promise<number> {
  const began = performance.now()
  const { status } = await client.send(asked(cookie))
  const took = performance.now() - began
  await stop()
  if (status !== 200) throw new Error(`caseload: ${status}`)
  return took
}

/** Peak resident memory of the application while it has answered everything above, and the large list again and again. */
async function memoryRow({ application, subjects, cookieOf }: Setting, size: number): Promise<Row> {
  const cookie = await cookieOf(subjects.supervisor)
  const before = peakOf(application.pid)
  resetPeak(application.pid)
  for (let i = 0; i < size; i++)
    await Promise.all(Array.from({ length: 4 }, () => application.client.send(asked(cookie))))
  const peak = peakOf(application.pid)
  return {
    name: 'memory of the application',
    measured: `peak ${peak.toFixed(0)} MB in lists of ${subjects.supervisor.grants} files, ${before.toFixed(0)} MB before`,
    mark: `≤ ${PEAK_MB} MB`,
    ok: Math.max(before, peak) <= PEAK_MB,
  }
}
