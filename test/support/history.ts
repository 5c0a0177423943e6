import { randomUUID } from 'node:crypto'
import type { Entry } from '#cases/file/entry.ts'
import type { TestPerson } from './application.ts'
import { penOf } from './pen.ts'

/** A random number generator that a seed repeats (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

const day = (n: number) => ({ precision: 'day', value: `2026-10-${String(1 + (n % 28)).padStart(2, '0')}` })

type People = { readonly workers: readonly TestPerson[]; readonly providerTeam: string; readonly provider: TestPerson }
type Pen = ReturnType<typeof penOf>

/** Everything that one step of a history draws on. */
type Draw = {
  readonly file: string
  readonly referral: string
  readonly pen: Pen
  readonly provider: Pen
  readonly n: number
  readonly other: string
  readonly ref: string | undefined
  readonly team: string
}

/** What may happen next; some of it is refused, as in life. */
const MOVES: readonly ((draw: Draw) => readonly [Pen, Entry])[] = [
  ({ pen, file, n }) => [pen, pen.write(file, 'note', { text: `Catatan ${n}`, occurred: day(n) })],
  ({ pen, file, n }) => [
    pen,
    pen.write(file, 'visit', { occurred: day(n), where: 'home', seen: 'child', text: 'Tenang' }),
  ],
  ({ pen, file, other }) => [pen, pen.write(file, 'handed-over', { to: other, reason: 'Cuti' })],
  ({ pen, file }) => [pen, pen.write(file, 'hand-over-accepted', {})],
  ({ pen, file }) => [pen, pen.write(file, 'hand-over-declined', { reason: 'Penuh' })],
  ({ pen, file, n }) => [pen, pen.write(file, 'closed', { reason: 'goals-met', occurred: day(n) })],
  ({ pen, file, n }) => [pen, pen.write(file, 'reopened', { reason: 'Kembali', occurred: day(n) })],
  ({ pen, file, ref }) => [pen, pen.write(file, 'retracted', { reason: 'Salah anak' }, ref === undefined ? [] : [ref])],
  ({ pen, file, referral, team, n }) => [
    pen,
    pen.write(referral, 'referral-sent', {
      file,
      team,
      need: 'Konseling',
      package: { alias: 'Anak' },
      agreed: { basis: 'agreement', who: ['child'], on: day(n) },
      withheld: [],
      answerBy: '2026-12-24',
    }),
  ],
  ({ provider, referral }) => [provider, provider.write(referral, 'referral-answered', { answer: 'accepted' })],
  ({ pen, referral }) => [pen, pen.write(referral, 'referral-closed', { outcome: 'withdrawn' })],
]

const SENT = 8

/** Writes random histories of files: what a year brings, in any order. Answers the files. */
export async function writeHistories(
  random: () => number,
  people: People,
  files: number,
  steps: number,
): Promise<readonly string[]> {
  const pens = people.workers.map((worker) => penOf(worker))
  const all: string[] = []
  for (let f = 0; f < files; f++) {
    const first = pens[f % pens.length]
    if (first === undefined) throw new Error('no workers')
    const { file } = await first.register(`Anak ${f}`)
    all.push(file)
    await writeHistory(random, people, pens, file, steps)
  }
  return all
}

async function writeHistory(
  random: () => number,
  { workers, providerTeam, provider }: People,
  pens: readonly Pen[],
  file: string,
  steps: number,
): Promise<void> {
  const below = (most: number) => Math.floor(random() * most)
  const written: string[] = []
  let referral = randomUUID()
  for (let s = 0; s < steps; s++) {
    const who = below(pens.length)
    const move = below(MOVES.length)
    if (move === SENT) referral = randomUUID()
    const other = workers[(who + 1) % workers.length]?.id ?? ''
    const ref = written[below(written.length)]
    const pen = pens[who] ?? penOf(provider)
    const draw = { file, referral, pen, provider: penOf(provider), n: below(28), other, ref, team: providerTeam }
    const id = await make(MOVES[move], draw)
    if (id !== null) written.push(id)
  }
}

/** The id of the entry, when it was accepted into the file. */
async function make(move: (typeof MOVES)[number] | undefined, draw: Draw): Promise<string | null> {
  if (move === undefined) return null
  const [by, entry] = move(draw)
  const [result] = await by.send(entry)
  return result?.outcome === 'accepted' && entry.stream === draw.file ? entry.id : null
}
