/** Folding a file of 2,000 entries, and one more entry, beside parsing the same JSON. Pure: no server, no database. */
import { entryBytes, type Accepted, type Entry } from '../src/cases/file/entry.ts'
import { fold, foldAll } from '../src/cases/file/fold.ts'
import { EMPTY_STATE } from '../src/cases/file/state.ts'
import { kinds } from '../src/cases/kinds.ts'
import { fromUtf8 } from '../src/platform/pure/bytes/index.ts'
import { type Context, ratioRow, type Row } from '../scripts/lib/marks.ts'

export const name = 'fold'

const ENTRIES = 2000
const uuid = (n: number): string => `0a000000-0000-7000-8000-${String(n).padStart(12, '0')}`

export async function run({ small, log }: Context): Promise<readonly Row[]> {
  const entries = Array.from({ length: ENTRIES }, (_, i) => entryOf(i))
  const texts = entries.map((entry) => fromUtf8(entryBytes(entry)))
  const accepted: readonly Accepted[] = entries.map((entry, i) => ({ entry, seq: i + 1, receivedAt: i }))
  const state = foldAll(kinds, EMPTY_STATE, accepted)
  const next: Accepted = { entry: entryOf(ENTRIES), seq: ENTRIES + 1, receivedAt: 0 }
  const rounds = small ? 30 : 150
  // Side by side in each round, so that both meet the same state of the machine.
  const times = Array.from({ length: rounds }, () => ({
    parse: timed(() => texts.map((text) => JSON.parse(text) as unknown)),
    fold: timed(() => foldAll(kinds, EMPTY_STATE, accepted)),
    one: timed(() => fold(kinds, state, next)),
  }))
  const median = (of: 'parse' | 'fold' | 'one') =>
    times.map((one) => one[of]).toSorted((a, b) => a - b)[rounds >> 1] ?? 0
  const summary = JSON.stringify(state).length
  log(`${ENTRIES} entries, ${Math.round(texts.join('').length / 1000)} kB; summary ${Math.round(summary / 1000)} kB`)
  const one = median('one')
  return [
    ratioRow(
      'fold 2,000 entries',
      { value: median('fold'), unit: 'ms' },
      { name: 'JSON.parse of the same, ms', value: median('parse') },
      { atMost: 2 },
    ),
    { name: 'one more entry on them', measured: `${one.toFixed(3)} ms`, mark: '≤ 0.3 ms', ok: one <= 0.3 },
  ]
}

function timed(work: () => unknown): number {
  const start = performance.now()
  work()
  return performance.now() - start
}

/** A file as files are: mostly notes and visits, now and then facts, corrections, something taken back. */
function entryOf(i: number): Entry {
  const { kind, data, refs = [] } = i === 0 ? REGISTERED : (WEEK[i % WEEK.length]?.(i) ?? REGISTERED)
  return {
    v: 1,
    id: uuid(i + 1),
    stream: uuid(0),
    kind,
    kv: kinds.find(kind)?.kv ?? 1,
    by: uuid(900 + (i % 2)),
    device: uuid(910 + (i % 2)),
    n: i + 1,
    at: '2026-11-20T10:00:00+07:00',
    base: [Math.max(0, i - (i % 3)), '0'.repeat(64)],
    refs: [...refs],
    rules: '',
    files: [],
    salt: 'A'.repeat(44),
    data,
  }
}

type Said = { readonly kind: string; readonly data: Record<string, unknown>; readonly refs?: readonly string[] }

const day = (i: number) => ({ precision: 'day', value: `2026-11-${String((i % 28) + 1).padStart(2, '0')}` })
const text = 'Kancil membantu memasak dan banyak bercerita. Bibi khawatir soal biaya seragam. '.repeat(3)

const REGISTERED: Said = {
  kind: 'registered',
  data: {
    alias: 'Kancil',
    code: 'AWN-4K7M',
    sex: 'female',
    birth: { precision: 'year', value: '2012' },
    came: 'own',
    occurred: day(12),
  },
}

const note = (i: number): Said => ({ kind: 'note', data: { text, occurred: day(i) } })
const visit = (i: number): Said => ({
  kind: 'visit',
  data: { occurred: day(i), where: 'home', minutes: 50, seen: 'child', text },
})
const facts = (i: number): Said => ({
  kind: 'facts-set',
  data: { facts: { language: `bahasa ${i}`, school: { attends: 'yes', level: String(i % 9) } } },
})
const corrected = (i: number): Said => ({
  kind: 'corrected',
  data: { facts: { birth: day(i) }, why: 'Akta lahir ditemukan.' },
  refs: [uuid(1)],
})
const retracted = (i: number): Said => ({ kind: 'retracted', data: { reason: 'written-twice' }, refs: [uuid(i - 1)] })

const WEEK = [
  note,
  visit,
  note,
  facts,
  note,
  visit,
  corrected,
  note,
  note,
  (i: number) => (i % 100 === 9 ? retracted(i) : note(i)),
]
