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

/** Writes random histories of files: what a year brings, in any order, some of it refused. Answers the files. */
export async function writeHistories(
  random: () => number,
  people: { readonly workers: readonly TestPerson[]; readonly providerTeam: string; readonly provider: TestPerson },
  files: number,
  steps: number,
): Promise<readonly string[]> {
  const pens = people.workers.map((worker) => penOf(worker))
  const providerPen = penOf(people.provider)
  const all: string[] = []
  for (let f = 0; f < files; f++) {
    const { file } = await (pens[f % pens.length] ?? providerPen).register(`Anak ${f}`)
    all.push(file)
    let referral = randomUUID()
    const written: Entry[] = []
    for (let s = 0; s < steps; s++) {
      const who = Math.floor(random() * pens.length)
      const pen = pens[who] ?? providerPen
      const ref = written[Math.floor(random() * written.length)]?.id
      const other = people.workers[(who + 1) % people.workers.length]?.id ?? ''
      const n = Math.floor(random() * 28)
      const choice = Math.floor(random() * 11)
      const entry = [
        () => pen.write(file, 'note', { text: `Catatan ${s}`, occurred: day(n) }),
        () => pen.write(file, 'visit', { occurred: day(n), where: 'home', seen: 'child', text: 'Tenang' }),
        () => pen.write(file, 'handed-over', { to: other, reason: 'Cuti' }),
        () => pen.write(file, 'hand-over-accepted', {}),
        () => pen.write(file, 'hand-over-declined', { reason: 'Penuh' }),
        () => pen.write(file, 'closed', { reason: 'goals-met', occurred: day(n) }),
        () => pen.write(file, 'reopened', { reason: 'Kembali', occurred: day(n) }),
        () => pen.write(file, 'retracted', { reason: 'Salah anak' }, ref === undefined ? [] : [ref]),
        () => {
          referral = randomUUID()
          return pen.write(referral, 'referral-sent', {
            file,
            team: people.providerTeam,
            need: 'Konseling',
            package: { alias: 'Anak' },
            agreed: { basis: 'agreement', who: ['child'], on: day(n) },
            withheld: [],
            answerBy: '2026-12-24',
          })
        },
        () => providerPen.write(referral, 'referral-answered', { answer: 'accepted' }),
        () => pen.write(referral, 'referral-closed', { outcome: 'withdrawn' }),
      ][choice]?.()
      if (entry === undefined) continue
      const [result] = await (choice === 9 ? providerPen : pen).send(entry)
      if (result?.outcome === 'accepted' && entry.stream === file) written.push(entry)
    }
  }
  return all
}
