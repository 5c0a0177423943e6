import { describe, expect, test } from 'vitest'
import { kinds } from '../../kinds.ts'
import { CATALOGUES, lacking } from '../../words.test-support.ts'
import { FILE, item, REGISTERED, uuid, VISIT } from '../local/items.test-support.ts'
import type { OutboxItem } from '../local/outbox.ts'
import { ASKED, factDraftOf, factValueIn } from './fact-draft.ts'
import { mend, type Mended, MENDING } from './mend.ts'
import { type ReferDraft, sentOf } from './refer-draft.ts'
import { type RegisterDraft, writingsOf } from './register-draft.ts'

const TODAY = '2026-11-24'
const refused = (kind: string, data: Record<string, unknown>, over: Partial<OutboxItem> = {}): OutboxItem =>
  item(kind, data, { state: 'refused', code: 'future-date', ...over })

const SENT = {
  file: FILE,
  team: uuid(6),
  need: 'Konseling',
  detail: 'Mohon jadwal sore.',
  package: { alias: 'Kancil', sex: 'female', name: 'Kancil Beringin' },
  agreed: { basis: 'agreement', who: ['child', 'caregiver'], on: { precision: 'day', value: '2026-11-16' } },
  withheld: ['school', 'story'],
  answerBy: '2026-12-01',
  occurred: VISIT.occurred,
}
const AT_PROVIDER = { alias: 'Kancil', code: '', at: `/referrals/${uuid(7)}` }
const OTHER = uuid(7)
const occurred = VISIT.occurred
const PROVIDER = `/referrals/${OTHER}`

/** A refused item of every kind that is written on a device, and where it comes back. */
const REFUSED_ITEMS: Readonly<
  Record<string, { readonly item: OutboxItem; readonly form: string; readonly to: string }>
> = {
  registered: { item: refused('registered', REGISTERED), form: 'register', to: '/children/new' },
  'identity-set': {
    item: refused('identity-set', { file: FILE, facts: { nik: '9901020304050607' } }, { stream: uuid(2000) }),
    form: 'identity',
    to: `/children/${FILE}/identity`,
  },
  visit: { item: refused('visit', VISIT), form: 'visit', to: `/children/${FILE}/visit` },
  note: {
    item: refused('note', { text: 'Tetangga mengabari.', occurred }),
    form: 'note',
    to: `/children/${FILE}/note`,
  },
  'attachment-added': {
    item: refused('attachment-added', { title: 'Akta', occurred }),
    form: 'document',
    to: `/children/${FILE}/document`,
  },
  'facts-set': {
    item: refused('facts-set', { facts: { language: 'Jawa' }, occurred }),
    form: 'facts',
    to: `/children/${FILE}/facts`,
  },
  corrected: {
    item: refused('corrected', { facts: { sex: 'male' }, why: 'Salah tulis.' }, { refs: [OTHER] }),
    form: 'correct',
    to: `/children/${FILE}/correct/${OTHER}`,
  },
  settled: {
    item: refused('settled', { facts: { sex: 'male' }, why: 'Dari kartu.' }, { refs: [OTHER, uuid(8)] }),
    form: 'settle',
    to: `/children/${FILE}/settle/sex`,
  },
  retracted: {
    item: refused('retracted', { reason: 'written-twice' }, { refs: [OTHER] }),
    form: 'retract',
    to: `/children/${FILE}/retract/${OTHER}`,
  },
  closed: { item: refused('closed', { reason: 'moved', occurred }), form: 'close', to: `/children/${FILE}/close` },
  reopened: {
    item: refused('reopened', { reason: 'Kembali.', occurred }),
    form: 'reopen',
    to: `/children/${FILE}/reopen`,
  },
  'handed-over': {
    item: refused('handed-over', { to: uuid(5), reason: 'Pindah tugas.', occurred }),
    form: 'hand-over',
    to: `/children/${FILE}/hand-over`,
  },
  'hand-over-accepted': { item: refused('hand-over-accepted', {}), form: '', to: '/hand-over' },
  'hand-over-declined': {
    item: refused('hand-over-declined', { reason: 'Sedang cuti.' }),
    form: 'decline',
    to: '/hand-over',
  },
  'hand-over-withdrawn': {
    item: refused('hand-over-withdrawn', { reason: 'Tidak jadi.' }),
    form: 'offer',
    to: `/children/${FILE}/hand-over`,
  },
  'referral-sent': {
    item: refused('referral-sent', SENT, { stream: OTHER }),
    form: 'refer',
    to: `/children/${FILE}/refer`,
  },
  'referral-answered': {
    item: refused(
      'referral-answered',
      { answer: 'asked', note: 'Berapa usianya?' },
      { stream: OTHER, label: AT_PROVIDER },
    ),
    form: 'referral',
    to: PROVIDER,
  },
  'referral-noted': {
    item: refused(
      'referral-noted',
      { text: 'Sudah datang.', occurred, served: 'served' },
      { stream: OTHER, label: AT_PROVIDER },
    ),
    form: 'referral',
    to: PROVIDER,
  },
  'referral-closed': {
    item: refused('referral-closed', { outcome: 'done', note: 'Selesai.' }, { stream: OTHER, label: AT_PROVIDER }),
    form: 'referral',
    to: PROVIDER,
  },
}

const wayOf = (one: OutboxItem, ...items: readonly OutboxItem[]) => mend(one, [one, ...items], TODAY)
function mended(one: OutboxItem, ...items: readonly OutboxItem[]): Mended {
  const way = wayOf(one, ...items)
  if (way === null || !('draft' in way)) throw new Error(`${one.entry.kind} has no draft to go back to`)
  return way
}

describe('every kind', () => {
  test('says how it comes back, or that no device writes it; and nothing else does', () => {
    expect(Object.keys(MENDING).toSorted()).toEqual(kinds.kinds.map(({ name }) => name).toSorted())
  })

  test('that a device writes is tried here', () => {
    const written = Object.entries(MENDING).flatMap(([kind, way]) => (way === 'not-written-here' ? [] : [kind]))
    expect(Object.keys(REFUSED_ITEMS).toSorted()).toEqual(written.toSorted())
    for (const [kind, { item: one }] of Object.entries(REFUSED_ITEMS)) {
      expect([kind, one.entry.kind, kinds.dataOf(one.entry) !== null]).toEqual([kind, kind, true])
    }
  })

  test.each(Object.entries(REFUSED_ITEMS))('%s goes back to where it was written, with its name', (_, known) => {
    const way = wayOf(known.item)
    expect(way?.to).toBe(known.to)
    if (way === null || !('draft' in way)) return expect(known.form).toBe('')
    expect(way.form).toBe(known.form)
    expect(way.draft.amends).toEqual([known.item.id])
    for (const [, catalogue] of CATALOGUES) expect(lacking({ key: `form.name.${way.form}` }, catalogue)).toEqual([])
  })

  test('that this program does not know is left as it is', () => {
    const one = refused('note', { text: 'x', occurred })
    expect(wayOf({ ...one, entry: { ...one.entry, kind: 'constructor' } })).toBeNull()
    expect(wayOf({ ...one, entry: { ...one.entry, kind: 'import-read' } })).toBeNull()
  })
})

describe('what was typed is there again', () => {
  test('in a visit, with its files', () => {
    const photo = { id: uuid(3), size: 5, type: 'image/jpeg', sha256: 'a'.repeat(64), key: 'A'.repeat(44) }
    const one = refused('visit', { ...VISIT, minutes: 45, quote: 'Aku mau sekolah.', next: 'telepon' })
    expect(mended({ ...one, entry: { ...one.entry, files: [photo] } }).draft).toMatchObject({
      minutes: '45',
      quote: 'Aku mau sekolah.',
      files: [{ ...photo, name: '1.jpg' }],
    })
  })

  test('in a registration, with its identity, and becomes the same two entries', () => {
    const [file, identity] = [
      refused('registered', { ...REGISTERED, identity: uuid(2000) }),
      refused(
        'identity-set',
        { file: FILE, facts: { trueName: 'Kancil Beringin', phones: ['08000001234'] } },
        { stream: uuid(2000) },
      ),
    ]
    for (const [one, other] of [
      [file, identity],
      [identity, file],
    ] as const) {
      const writings = writingsOf(mended(one, other).draft as RegisterDraft, TODAY)
      expect(writings.map(({ stream, what }) => [stream, what.data])).toEqual([
        [FILE, file.entry.data],
        [uuid(2000), identity.entry.data],
      ])
      expect(writings[0]?.what.refs).toEqual([file.id, identity.id])
      for (const { what } of writings) expect(kinds.find(what.kind)?.schema.safeParse(what.data).success).toBe(true)
    }
  })

  test('in a choice about who the child is, which goes back to its own page, and names no entry: others may stand by now', () => {
    const one = refused(
      'settled',
      { facts: { nik: '9901020304050607' }, why: 'Dari kartu.' },
      { stream: uuid(2000), label: { alias: 'Kancil', code: 'AWN-4K7M', file: FILE } },
    )
    expect(mended(one)).toMatchObject({
      name: `identity/settle/nik:${FILE}`,
      to: `/children/${FILE}/identity/settle/nik`,
      draft: { chosen: null, third: '9901020304050607', why: 'Dari kartu.' },
    })
  })

  test('in a referral, which becomes the same again; the true name is asked for anew', () => {
    const { item: one } = REFUSED_ITEMS['referral-sent'] ?? {}
    if (one === undefined) throw new Error('no referral')
    const { name: _, ...sent } = SENT.package
    expect(sentOf(mended(one).draft as ReferDraft, { file: FILE, today: TODAY, package: sent })).toEqual({
      ...SENT,
      package: sent,
      withheld: ['name', 'school', 'story'],
      occurred: { precision: 'day', value: TODAY },
    })
  })

  test.each([
    [{ answer: 'accepted', first: { precision: 'day', value: '2026-12-01' }, note: 'Datang pagi.' }, ['accept'], null],
    [{ answer: 'declined', note: 'Penuh.' }, ['declined'], null],
  ])('in an answer: %o', (data, keys, choice) => {
    const one = refused('referral-answered', data, { stream: OTHER, label: AT_PROVIDER })
    expect(mended(one)).toMatchObject({ name: `act:${OTHER}`, draft: { keys, choice, text: data.note } })
  })

  test('in a message, as whatever may be said now', () => {
    const one = refused('referral-noted', { text: 'Mohon dijawab.', occurred, served: 'message' }, { stream: OTHER })
    expect(mended(one).draft).toMatchObject({ keys: ['reply', 'message', 'remind', 'note'], text: 'Mohon dijawab.' })
  })

  test('in a withdrawal and in an end', () => {
    const end = (outcome: string) => refused('referral-closed', { outcome, note: 'Cukup.' }, { stream: OTHER })
    expect(mended(end('withdrawn')).draft).toMatchObject({ keys: ['withdraw'], text: 'Cukup.' })
    expect(mended(end('stopped')).draft).toMatchObject({ keys: ['close'], choice: 'stopped', text: 'Cukup.' })
  })
})

describe('a fact that is typed says what it was', () => {
  const VALUES = {
    alias: ['Kancil'],
    sex: ['female', 'unknown'],
    birth: [
      { precision: 'day', value: '2013-03-04' },
      { precision: 'month', value: '2013-03', estimated: true },
      { precision: 'year', value: '2013' },
      { precision: 'age', years: 12, on: '2026-10-31' },
      { precision: 'unknown' },
    ],
    place: [{ village: 'Sungai Madu' }, { village: 'Sungai Madu', subdistrict: 'Awan' }],
    care: [{ livesWith: 'aunt-uncle', detail: 'dari pihak ibu' }, { livesWith: 'unknown' }],
    contact: [
      { way: 'phone', safe: true },
      { way: 'none', safe: false, note: 'Jangan di depan rumah.' },
    ],
    school: [{ attends: 'yes', name: 'SD 2', level: '5' }, { attends: 'never' }],
    guardianRelation: ['bibi'],
    language: ['Jawa'],
  } as const
  test.each(ASKED)('%s', (name) => {
    for (const value of VALUES[name]) expect(factValueIn(name, factDraftOf(name, value, TODAY), TODAY)).toEqual(value)
    expect(factValueIn(name, factDraftOf(name, undefined, TODAY), TODAY)).toBeUndefined()
  })
})
