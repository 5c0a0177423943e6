import { type Context, ratioRow, type Row } from '../scripts/lib/marks.ts'
import { appends } from './lib/entries.ts'
import { compare, type Side, type Summary } from './lib/load.ts'
import { type Setting, withSetting } from './lib/setting.ts'
import type { Subject } from './lib/world.ts'

export const name = 'append'

const ms = (value: number) => value.toFixed(2)
const costOf = ({ server, postgres }: Summary) =>
  `${ms(server + postgres)} CPU-ms (server ${ms(server)}, PostgreSQL ${ms(postgres)})`

/** Appending over HTTP, against a bare INSERT of the same bytes behind the same HTTP server; and what a batch and many grants change. */
export async function run(context: Context): Promise<readonly Row[]> {
  const [rounds, size] = context.small ? [2, 40] : [9, 300]
  return withSetting(context, async (setting) => {
    const sides = await sidesOf(setting, size)
    const one = await compare({ measured: sides.one(1), baseline: sides.bare(1) }, rounds)
    const eight = await compare({ measured: sides.one(8), baseline: sides.bare(8) }, rounds)
    const grants = await compare({ many: sides.many, few: sides.one(1) }, rounds)
    const batch = await compare({ batch: sides.batch, singles: sides.singles }, rounds)
    const rate = (label: string, { measured, baseline }: Record<'measured' | 'baseline', Summary>, atLeast: number) =>
      ratioRow(
        label,
        { value: measured.rate, unit: `/s, ${costOf(measured)}` },
        { name: `HTTP + INSERT, ${ms(baseline.cpu)} CPU-ms,`, value: baseline.rate },
        { atLeast },
      )
    return [
      rate('append, 1 client', one, 0.3),
      rate('append, 8 clients', eight, 0.2),
      ratioRow(
        `append, writer with ${setting.subjects.supervisor.grants} files`,
        { value: grants.many.cpu, unit: 'CPU-ms' },
        { name: 'writer with 25 files', value: grants.few.cpu },
        { atMost: 1.3 },
      ),
      ratioRow(
        'append 20 to one stream',
        { value: batch.batch.cpu, unit: `CPU-ms, ${ms(batch.batch.p50)} ms` },
        { name: `20 single appends, ${ms(20 * batch.singles.p50)} ms,`, value: 20 * batch.singles.cpu },
        { atMost: 0.2 },
      ),
    ]
  })
}

async function sidesOf({ application, plain, subjects, cookieOf }: Setting, size: number) {
  const writers: { readonly subject: Subject; readonly cookie: string }[] = []
  for (const subject of subjects.ordinary.slice(0, 8)) writers.push({ subject, cookie: await cookieOf(subject) })
  const [first] = writers
  if (first === undefined) throw new Error('nobody writes')
  const supervisor = await cookieOf(subjects.supervisor)
  const right = (body: string) => !/"outcome":"(?!accepted)/.test(body)
  const share = (clients: number) => Math.ceil(size / clients)
  const toApplication = (requests: Side['requests']): Side => ({ ...application, requests, right })
  const oneStream = (subject: Subject): Subject => ({ ...subject, files: subject.files.slice(0, 1) })
  return {
    one: (clients: number) =>
      toApplication(() =>
        writers
          .slice(0, clients)
          .map(({ subject, cookie }) => appends(subject, '/api/entries', share(clients), cookie)),
      ),
    bare: (clients: number): Side => ({
      ...plain,
      right,
      requests: () =>
        writers.slice(0, clients).map(({ subject }) => appends(subject, '/api/entries', share(clients) * 3)),
    }),
    many: toApplication(() => [appends(subjects.supervisor, '/api/entries', size, supervisor)]),
    batch: toApplication(() => [
      appends(oneStream(first.subject), '/api/entries', Math.ceil(size / 10), first.cookie, 20),
    ]),
    singles: toApplication(() => [appends(oneStream(first.subject), '/api/entries', size, first.cookie)]),
  }
}
