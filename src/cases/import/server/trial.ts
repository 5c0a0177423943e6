import type { AnswerOf } from '#platform/pure/contract.ts'
import { todayIn } from '#platform/pure/partial-date.ts'
import { Problem } from '#platform/pure/problem.ts'
import type { trySheet } from '../contract.ts'
import { groupQuestions } from '../model/index.ts'
import { MAX_TRIAL, readNamedFile } from './body.ts'
import { NOTHING_SAID, type SheetReader } from './reader.ts'
import { readListOf, rowOf, triedListOf } from './view.ts'

/** How often a list may be tried at the door, by everybody together. */
export type TrialDeps = { readonly perMinute: number; readonly zone: string }

const ROWS = 200

type Deps = TrialDeps & { readonly reader: SheetReader; readonly now: () => Date }

/** The way to try a list, with its count of the last minute. */
export function createTrial(deps: Deps) {
  const times: number[] = []
  return async (body: ReadableStream<Uint8Array> | null): Promise<AnswerOf<typeof trySheet>> => {
    allow(times, deps.now().getTime(), deps.perMinute)
    return tryOnce(deps, body)
  }
}

/** Tries a visitor's list and forgets it: it lives in this call and in the thread that reads it, and in nothing else. */
async function tryOnce(
  { reader, now, zone }: Deps,
  body: ReadableStream<Uint8Array> | null,
): Promise<AnswerOf<typeof trySheet>> {
  const { name, bytes } = await readNamedFile(body, MAX_TRIAL)
  const reading = await reader.read({ bytes, name, today: todayIn(zone, now()), ...NOTHING_SAID })
  const { run } = reading
  const groups = groupQuestions(run)
  const base = { run, groups }
  const shown = { run, groups, base, answers: [], files: new Map(), done: new Map<string, string>() }
  const rows = run.rows.filter(({ children }) => children.length > 0).slice(0, ROWS)
  return {
    list: readListOf(reading, bytes.length),
    tried: triedListOf(shown),
    rows: rows.map((row) => rowOf(shown, row)),
  }
}

function allow(times: number[], now: number, perMinute: number): void {
  while ((times[0] ?? now) < now - 60_000) times.shift()
  if (times.length >= perMinute) throw new Problem('too-many-requests')
  times.push(now)
}
