import { type Context, ratioRow, type Row } from '../scripts/lib/marks.ts'
import type { Request } from './lib/client.ts'
import { compare } from './lib/load.ts'
import { withSetting } from './lib/setting.ts'

export const name = 'open'

/** Opening a file with 200 entries, against plain rows of the same size. */
export async function run(context: Context): Promise<readonly Row[]> {
  const [rounds, size] = context.small ? [2, 20] : [9, 80]
  return withSetting(context, async ({ application, plain, subjects, cookieOf }) => {
    const cookie = await cookieOf(subjects.large)
    const requests = (one: (file: string) => Request) => () => {
      const files = subjects.twoHundred
      return [Array.from({ length: size }, (_, i) => one(files[i % files.length] ?? ''))]
    }
    const right = (body: string) =>
      (JSON.parse(body) as { streams: readonly { entries: readonly unknown[] }[] }).streams[0]?.entries.length === 200
    const { measured, baseline } = await compare(
      {
        measured: {
          ...application,
          right,
          requests: requests((file) => ({ method: 'GET', path: `/api/files/${file}`, cookie })),
        },
        baseline: { ...plain, right, requests: requests((file) => ({ method: 'GET', path: `/api/files/${file}` })) },
      },
      rounds,
    )
    return [
      ratioRow(
        'open a file with 200 entries',
        { value: measured.p95, unit: `ms p95 (${measured.cpu.toFixed(2)} CPU-ms, p50 ${measured.p50.toFixed(2)} ms)` },
        { name: `plain rows, p50 ${baseline.p50.toFixed(2)} ms, p95`, value: baseline.p95 },
        { atMost: 3 },
      ),
    ]
  })
}
