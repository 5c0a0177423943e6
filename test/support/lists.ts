import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { startImport } from '#cases/import/contract.ts'
import type { AnswerOf } from '#platform/pure/contract.ts'
import type { ProblemBody } from '#platform/pure/problem.ts'
import type { TestPerson, TestWorld } from './application.ts'

const SHEETS = fileURLToPath(new URL('../vectors/sheets/', import.meta.url))

/** One of the district's sheets (test/vectors/sheets). */
export const sheet = (name: string): Promise<Uint8Array> => readFile(`${SHEETS}${name}`)

/** A separated text file of these lines. */
export const csv = (...lines: readonly string[]): Uint8Array => new TextEncoder().encode(lines.join('\n'))

/** A list of `count` children that can all be made files, in two villages. */
export function easyList(count: number, tag = ''): Uint8Array {
  const rows = Array.from({ length: count }, (_, i) => {
    const sex = i % 2 === 0 ? 'L' : 'P'
    const day = `${String((i % 28) + 1).padStart(2, '0')}/${String((i % 12) + 1).padStart(2, '0')}/${2010 + (i % 8)}`
    return `${i + 1};${tag}${word(i)} ${word(i * 7 + 3)};${sex};${day};${i % 2 === 0 ? 'Sungai Madu' : 'Bukit Rusa'};Ibu ${word(i * 3 + 1)};0800${String(1000000 + i)}`
  })
  return csv('Data anak per 31 Oktober 2026', 'No;Nama Anak;L/P;Tanggal Lahir;Desa;Nama Wali;No HP', ...rows)
}

const PARTS = [
  'ka',
  'mi',
  'ro',
  'tu',
  'sen',
  'ba',
  'li',
  'wo',
  'gar',
  'ne',
  'pu',
  'da',
  'vi',
  'jo',
  'hal',
  'ye',
] as const

/** An invented word for a number; different numbers below 65,536 give different words. */
function word(n: number): string {
  const letters = [n >> 12, n >> 8, n >> 4, n].map((bits) => PARTS[bits & 15]).join('')
  return letters.slice(0, 1).toUpperCase() + letters.slice(1)
}

/** Sends bytes as a browser would; the answer, or the problem. */
export async function sendBytes(
  world: TestWorld,
  token: string | null,
  method: string,
  path: string,
  body: Uint8Array,
) {
  const headers = token === null ? {} : { cookie: `lindung=${token}` }
  const response = await world.application.http.request(`/api${path}`, { method, headers, body: new Uint8Array(body) })
  return { status: response.status, response }
}

/** The body of an upload: its name as a line of JSON, then the file. */
export function named(name: string, bytes: Uint8Array): Uint8Array {
  return Buffer.concat([Buffer.from(`${JSON.stringify({ name })}\n`), bytes])
}

/** Sends a list; throws the problem's code and reason as an error's message. */
export async function sendList(
  world: TestWorld,
  person: TestPerson,
  name: string,
  bytes: Uint8Array,
  id: string = randomUUID(),
) {
  const { status, response } = await sendBytes(world, person.token, 'PUT', `/imports/${id}`, named(name, bytes))
  if (status >= 400) {
    const problem = (await response.json()) as ProblemBody
    throw new Error(`${problem.code}${problem.reason === undefined ? '' : ` ${problem.reason}`}`)
  }
  const { run } = (await response.json()) as AnswerOf<typeof startImport>
  return { id, run }
}
