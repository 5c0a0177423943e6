import { randomUUID } from 'node:crypto'
import type { Entry } from '#cases/file/entry.ts'
import { penOf } from '../../support/pen.ts'
import type { Asking } from './asking.ts'
import { noted, sent } from './world.ts'

/** The data of an entry by the line of the table, and what it refers to. */
type Written = {
  readonly data: (asking: Asking) => Record<string, unknown>
  readonly refs?: (asking: Asking) => readonly string[]
  /** It begins a stream of its own. */
  readonly anew?: true
  /** It names another as its writer. */
  readonly forged?: true
}

const occurred = { precision: 'day', value: '2026-11-02' }
const place = { facts: { place: { village: 'Hutan' } } }
const plain = (data: Record<string, unknown>): Written => ({ data: () => data })

export const WRITTEN: Readonly<Record<string, Written>> = {
  registered: {
    data: () => ({
      alias: 'Baru',
      code: 'AWN-4K7M',
      sex: 'female',
      birth: { precision: 'year', value: '2013' },
      came: 'own',
      occurred,
    }),
    anew: true,
  },
  note: plain(noted('Biasa')),
  'note: in the name of another': { data: () => noted('Palsu'), forged: true },
  visit: plain({ occurred, where: 'home', seen: 'child' }),
  'attachment-added': plain({ title: 'Foto' }),
  'attachment-added: to a referral': plain({ title: 'Foto' }),
  'facts-set': plain(place),
  corrected: { data: () => ({ ...place, why: 'Salah dengar' }), refs: ({ file }) => [file.facts[0]] },
  'corrected: who the child is': {
    data: () => ({ facts: { birthplace: 'Hutan' }, why: 'Salah dengar' }),
    refs: ({ file }) => [file.said],
  },
  settled: { data: () => place, refs: ({ file }) => file.facts },
  retracted: { data: () => ({ reason: 'not-true' }), refs: ({ file }) => [file.facts[0]] },
  'handed-over': { data: ({ file }) => ({ to: file.receiver, reason: 'Cuti' }) },
  'hand-over-accepted': plain({}),
  'hand-over-declined': plain({ reason: 'Penuh' }),
  'hand-over-withdrawn': plain({}),
  closed: plain({ reason: 'goals-met', occurred }),
  reopened: plain({ reason: 'Kembali', occurred }),
  'identity-set': { data: ({ file }) => ({ file: file.streams.case, facts: { trueName: 'Nama Lain' } }) },
  'referral-sent': {
    data: ({ file, scene }) => sent(file.streams.case, scene.teams.done, 'Sekolah'),
    anew: true,
  },
  'referral-answered': plain({ answer: 'accepted' }),
  'referral-noted': plain({ ...noted('Datang'), served: 'served' }),
  'referral-closed: done': plain({ outcome: 'done' }),
  'referral-closed: withdrawn': plain({ outcome: 'withdrawn' }),
  'import-read': { data: () => ({ file: 'a.csv', size: 1, asOf: '2026-10-31', sheets: [] }), anew: true },
  'import-matched': plain({ columns: {} }),
  'import-answered': plain({ answers: [{}] }),
  'import-owners': plain({ owners: { rule: 'me' } }),
  'import-confirmed': plain({ files: 1, questions: 0, leftOut: 0 }),
  'import-paused': plain({}),
  'import-resumed': plain({}),
}

/** The entry of a line, written by who asks. */
export function entryOf(line: string, asking: Asking): Entry | null {
  const written = WRITTEN[line]
  if (written === undefined) return null
  const stream = written.anew === true ? randomUUID() : asking.file.streams[asking.stream]
  const entry = penOf(asking.person).write(stream, kindOf(line), written.data(asking), written.refs?.(asking))
  return written.forged === true ? { ...entry, by: asking.file.receiver } : entry
}

export const kindOf = (line: string): string => line.split(': ')[0] ?? line
