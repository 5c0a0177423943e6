import type { Client, Request } from './client.ts'
import type { Meter } from './cpu.ts'

/** What one block of requests cost. */
export type Block = {
  /** Requests a second. */
  readonly rate: number
  /** CPU-ms a request: server, PostgreSQL. */
  readonly server: number
  readonly postgres: number
  /** Milliseconds of each request, rising. */
  readonly times: readonly number[]
}

/** A side of a comparison: where it goes, what it costs, and what each of so many clients asks, made before the clock starts. */
export type Side = {
  readonly client: Client
  readonly meter: Meter
  readonly requests: () => readonly (readonly Request[])[]
  /** Whether this answer is the right one: a wrong one ends the bench. */
  readonly right: (body: string) => boolean
}

/** Runs one block: each client sends its requests one after the other. */
export async function runBlock({ client, meter, requests, right }: Side): Promise<Block> {
  const asked = requests()
  const times: number[] = []
  const one = async (request: Request) => {
    const began = performance.now()
    const { status, body } = await client.send(request)
    times.push(performance.now() - began)
    if (status !== 200 || !right(body)) throw new Error(`${request.path}: ${status} ${body.slice(0, 300)}`)
  }
  const before = meter()
  const started = performance.now()
  await Promise.all(
    asked.map(async (list) => {
      for (const request of list) await one(request)
    }),
  )
  const seconds = (performance.now() - started) / 1000
  const after = meter()
  const count = times.length
  return {
    rate: count / seconds,
    server: (after.server - before.server) / count,
    postgres: (after.postgres - before.postgres) / count,
    times: times.toSorted((a, b) => a - b),
  }
}

/** Medians over the blocks of one side. */
export type Summary = {
  readonly rate: number
  readonly cpu: number
  readonly server: number
  readonly postgres: number
  readonly p50: number
  readonly p95: number
}

export function summaryOf(blocks: readonly Block[]): Summary {
  const over = (value: (block: Block) => number) => median(blocks.map(value))
  return {
    rate: over(({ rate }) => rate),
    cpu: over(({ server, postgres }) => server + postgres),
    server: over(({ server }) => server),
    postgres: over(({ postgres }) => postgres),
    p50: over(({ times }) => quantile(times, 0.5)),
    p95: over(({ times }) => quantile(times, 0.95)),
  }
}

/** Runs the sides in turn, so that whatever else the machine does falls on all of them; the first round warms up and is left out. */
export async function compare<Name extends string>(
  sides: Readonly<Record<Name, Side>>,
  rounds: number,
): Promise<Readonly<Record<Name, Summary>>> {
  const names = Object.keys(sides) as Name[]
  const blocks = new Map<Name, Block[]>(names.map((name) => [name, []]))
  for (let round = 0; round <= rounds; round++) {
    for (const name of names) {
      const block = await runBlock(sides[name])
      if (round > 0) blocks.get(name)?.push(block)
    }
  }
  return Object.fromEntries(names.map((name) => [name, summaryOf(blocks.get(name) ?? [])])) as Record<Name, Summary>
}

export const median = (values: readonly number[]): number =>
  quantile(
    values.toSorted((a, b) => a - b),
    0.5,
  )

/** Of rising values. */
export function quantile(rising: readonly number[], q: number): number {
  return rising[Math.min(rising.length - 1, Math.floor(q * rising.length))] ?? Number.NaN
}
