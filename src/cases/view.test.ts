import { describe, expect, it } from 'vitest'
import { BAYU, BULAN, day, KANCIL, MAWAR, SARI, streamFor, uuid, WIRA } from './file/entries.test-support.ts'
import type { GrantReason } from './file/kind.ts'
import { URGENCY } from './view/next.ts'
import {
  allReferralsAnswered,
  caseRow,
  compareRows,
  fileView,
  nothingToSettle,
  referralView,
  type SeenStream,
  timeline,
  trueNameKnown,
} from './view.ts'
import { CATALOGUES, lacking } from './words.test-support.ts'

const TODAY = '2026-11-24'
const FILE = uuid(1000)

type Stream = ReturnType<typeof streamFor>
const seen = (stream: Stream, kind: SeenStream['kind'], ...reasons: GrantReason[]): SeenStream => ({
  id: stream.id,
  kind,
  state: stream.state(),
  entries: stream.accepted,
  reasons: reasons.length === 0 ? ['owner'] : reasons,
})

function aFile(data: Record<string, unknown> = {}) {
  const stream = streamFor(1)
  stream.write('registered', { ...KANCIL, ...data }, { at: '2026-08-12T16:20:00+07:00' })
  return stream
}
const REFERRAL = {
  file: FILE,
  team: BULAN,
  need: 'Konseling',
  detail: 'Mohon jadwal sore.',
  package: {
    alias: 'Kancil',
    birth: KANCIL.birth,
    sex: 'female',
    village: 'Sungai Madu',
    school: 'kelas susulan',
    contact: 'Sari, 0800000112',
  },
  agreed: { basis: 'agreement', who: ['child', 'caregiver'], on: day('2026-08-14') },
  withheld: ['name', 'story'],
  answerBy: '2026-11-25',
  occurred: day('2026-11-17'),
}
function aReferral(number = 2, over: Record<string, unknown> = {}) {
  const stream = streamFor(number)
  stream.write('referral-sent', { ...REFERRAL, ...over }, { at: '2026-11-17T09:00:00+07:00' })
  return stream
}
const visited = (stream: Stream, on: string, data: Record<string, unknown> = {}) =>
  stream.write('visit', { occurred: day(on), where: 'home', seen: 'child', ...data }, { at: `${on}T16:00:00+07:00` })
const row = (stream: Stream, ...more: SeenStream[]) => caseRow([seen(stream, 'case'), ...more], TODAY)!

describe('a row of the caseload', () => {
  it('says who the child is, from summaries alone', () => {
    const stream = aFile({ place: { village: 'Sungai Madu' } })
    const { entries: _, ...summary } = seen(stream, 'case')
    expect(caseRow([summary], TODAY)).toMatchObject({
      file: FILE,
      alias: 'Kancil',
      code: 'AWN-4K7M',
      sex: 'female',
      age: { min: 13, max: 14 },
      place: { village: 'Sungai Madu' },
      stage: 'identification',
      stageSince: '2026-08-12',
      owner: SARI,
      handOver: null,
      waiting: [],
      referralsAnswered: 'met',
      conflicts: [],
    })
  })

  it('counts the days since the last contact, by when it happened', () => {
    const stream = aFile()
    visited(stream, '2026-11-19', { where: 'school' })
    visited(stream, '2026-11-10')
    expect(row(stream).lastContact).toEqual({ day: '2026-11-19', days: 5, where: 'school' })
  })

  it('does not count a visit that met nobody, or one that was taken back', () => {
    const stream = aFile()
    visited(stream, '2026-11-01')
    const wrong = visited(stream, '2026-11-20')
    visited(stream, '2026-11-21', { seen: 'nobody' })
    stream.write('retracted', { reason: 'wrong-child' }, { refs: [wrong] })
    expect(row(stream).lastContact?.day).toBe('2026-11-01')
  })

  it('counts taking the child in as a contact, a row of a sheet not', () => {
    expect(row(aFile()).lastContact).toEqual({ day: '2026-08-12', days: 104, where: 'intake' })
    expect(row(aFile({ came: 'import' })).lastContact).toBeNull()
    expect(row(aFile({ occurred: { precision: 'unknown' } })).lastContact).toBeNull()
  })

  it('does not guess days where the day is not known, nor negative ones', () => {
    const month = aFile()
    month.write('visit', { occurred: { precision: 'month', value: '2026-11' }, where: 'home', seen: 'child' })
    expect(row(month).lastContact).toMatchObject({ day: '2026-11', days: null })
    const ahead = aFile()
    visited(ahead, '2026-11-25')
    expect(row(ahead).lastContact?.days).toBe(0)
  })

  it('keeps the old owner until the new one has accepted', () => {
    const stream = aFile()
    stream.write('handed-over', { to: BAYU, reason: 'pindah' }, { at: '2026-11-22T09:00:00+07:00' })
    expect(row(stream)).toMatchObject({
      owner: SARI,
      handOver: { to: BAYU, by: SARI, since: '2026-11-22', days: 2, offeredToMe: false },
    })
    expect(caseRow([seen(stream, 'case', 'pending-owner')], TODAY)?.handOver?.offeredToMe).toBe(true)
    stream.write('hand-over-accepted', {}, { by: BAYU })
    expect(row(stream)).toMatchObject({ owner: BAYU, handOver: null })
    stream.write('handed-over', { to: WIRA, reason: 'x' }, { by: BAYU })
    stream.write('hand-over-declined', { reason: 'x' }, { by: WIRA })
    expect(row(stream)).toMatchObject({ owner: BAYU, handOver: null })
  })

  it('says for whom one waits and since when; late only after the last day', () => {
    const waiting = aReferral()
    const at = (today: string) => caseRow([seen(aFile(), 'case'), seen(waiting, 'referral')], today)?.waiting
    expect(at(TODAY)).toEqual([
      {
        stream: waiting.id,
        team: BULAN,
        need: 'Konseling',
        turn: 'provider',
        since: '2026-11-17',
        days: 7,
        answerBy: '2026-11-25',
        late: false,
      },
    ])
    expect(at('2026-11-25')?.[0]?.late).toBe(false)
    expect(at('2026-11-26')?.[0]?.late).toBe(true)
  })

  it('closes and reopens', () => {
    const stream = aFile()
    stream.write('closed', { reason: 'moved', occurred: day('2026-11-20') })
    expect(row(stream)).toMatchObject({ stage: 'closed', stageSince: '2026-11-20', next: null })
    stream.write('reopened', { reason: 'x', occurred: day('2026-11-22') })
    expect(row(stream)).toMatchObject({ stage: 'identification', stageSince: '2026-11-22' })
  })
})

describe('the one next thing', () => {
  /** Everything at once; each step takes the most urgent away. */
  it('is the most urgent, and the next when that is done', () => {
    const stream = aFile({ came: 'import' })
    const late = aReferral(2, { answerBy: '2026-11-20' })
    const asked = aReferral(3)
    asked.write(
      'referral-answered',
      { answer: 'asked', note: 'Siapa yang mengantar?' },
      { by: MAWAR, at: '2026-11-18T09:00:00+07:00' },
    )
    const declined = aReferral(4)
    declined.write('referral-answered', { answer: 'declined', note: 'Penuh.' }, { by: MAWAR })
    const a = stream.write('facts-set', { facts: { birth: day('2012-03-04') } }, { base: 1 })
    const b = stream.write('facts-set', { facts: { birth: day('2011-03-04') } }, { base: 1, by: BAYU })
    stream.write('handed-over', { to: BAYU, reason: 'x' })
    const next = (...reasons: GrantReason[]) =>
      caseRow([seen(stream, 'case', ...reasons), ...[late, asked, declined].map((one) => seen(one, 'referral'))], TODAY)
        ?.next
    const codes: (string | undefined)[] = [next('pending-owner')?.code]
    expect(next()).toMatchObject({
      code: 'ask-provider',
      due: '2026-11-20',
      late: true,
      params: { team: { team: BULAN }, count: 7 },
    })
    const done = (act: () => void) => {
      codes.push(next()?.code)
      act()
    }
    done(() => late.write('referral-answered', { answer: 'accepted' }, { by: MAWAR }))
    done(() =>
      asked.write('referral-noted', { text: 'Bibi.', occurred: day('2026-11-22'), served: 'message' }, { by: SARI }),
    )
    done(() => stream.write('settled', { facts: { birth: day('2012-03-04') } }, { refs: [a, b] }))
    done(() => stream.write('hand-over-withdrawn', {}))
    done(() => declined.write('referral-closed', { outcome: 'not-needed' }))
    done(() => visited(stream, '2026-10-01'))
    done(() => visited(stream, '2026-11-20'))
    done(() => asked.write('referral-answered', { answer: 'accepted' }, { by: MAWAR }))
    expect(codes).toEqual(URGENCY)
    expect(next()).toBeNull()
  })

  it('has words in both languages, for one and for many', () => {
    const stream = aFile()
    for (const facts of [
      { birth: day('2012-03-04') },
      { language: 'Jawa' },
      { birth: day('2011-03-04') },
      { language: 'Sunda' },
    ])
      stream.write('facts-set', { facts }, { base: 1, by: uuid(50 + stream.accepted.length) })
    expect(row(stream).next).toMatchObject({ key: 'next.settle.many', params: { count: 2 } })
    for (const [, catalogue] of CATALOGUES) {
      expect(lacking({ key: 'next.settle.one', params: { fact: { words: 'fact.birth' } } }, catalogue)).toEqual([])
      const params = { team: '', need: '', person: '', count: 1 }
      const keys = URGENCY.filter((code) => code !== 'settle').map((code) => `next.${code}`)
      expect([...keys, 'next.settle.many', 'next.none'].flatMap((key) => lacking({ key, params }, catalogue))).toEqual(
        [],
      )
    }
  })

  it('orders a caseload', () => {
    const quiet = aFile({ alias: 'Anoa' })
    visited(quiet, '2026-11-20')
    const long = aFile({ alias: 'Beo' })
    const waits = [seen(aFile({ alias: 'Cucak' }), 'case'), seen(aReferral(2, { answerBy: '2026-11-20' }), 'referral')]
    const rows = [[seen(quiet, 'case')], [seen(long, 'case')], waits].map((streams) => caseRow(streams, TODAY)!)
    expect(rows.toSorted(compareRows).map(({ alias }) => alias)).toEqual(['Cucak', 'Beo', 'Anoa'])
  })
})

describe('partial sight', () => {
  const main = aFile()
  const answered = aReferral(2)
  answered.write('referral-answered', { answer: 'accepted' }, { by: MAWAR })
  const identity = streamFor(3)
  identity.write('identity-set', { file: FILE, facts: { trueName: 'Kancil Rimba' } })
  const all = [seen(main, 'case'), seen(answered, 'referral'), seen(identity, 'identity')]

  it('answers "met" only to who holds what the rule names', () => {
    expect([allReferralsAnswered(all), trueNameKnown(all), nothingToSettle(all)]).toEqual(['met', 'met', 'met'])
    for (const reasons of [['pending-owner'], ['referral'], []] as GrantReason[][]) {
      const some = all.map((stream) => ({ ...stream, reasons }))
      expect(allReferralsAnswered(some)).toBe('unknown')
    }
  })

  it('answers "unknown", never "met", for every part of the streams', () => {
    for (let mask = 0; mask < 8; mask++) {
      const some = all.filter((_, i) => (mask >> i) % 2 === 1)
      const holds = (kind: string) => some.some((stream) => stream.kind === kind)
      expect(allReferralsAnswered(some)).toBe(holds('case') ? 'met' : 'unknown')
      expect(trueNameKnown(some)).toBe(holds('identity') ? 'met' : 'unknown')
      expect(nothingToSettle(some)).toBe(holds('case') && holds('identity') ? 'met' : 'unknown')
    }
  })

  it('still sees what is plainly unmet', () => {
    expect(allReferralsAnswered([seen(aReferral(), 'referral', 'referral')])).toBe('unmet')
    const empty = streamFor(4)
    empty.write('identity-set', { file: FILE, facts: { birthplace: 'Kota Embun' } })
    expect(trueNameKnown([seen(empty, 'identity')])).toBe('unmet')
  })

  it('shows a provider the referral and no file', () => {
    const theirs = [seen(aReferral(), 'referral', 'referral')]
    expect(caseRow(theirs, TODAY)).toBeNull()
    expect(fileView(theirs, TODAY)).toBeNull()
    expect(referralView(theirs[0]!, TODAY)).toMatchObject({ alias: 'Kancil', changed: null })
  })
})

describe('the story', () => {
  it('goes from the last that happened to the first, months and years after their days', () => {
    const stream = aFile()
    const note = (occurred: object) =>
      stream.write('note', { text: 'x', occurred }, { at: '2026-11-20T10:00:00+07:00' })
    const a = note(day('2026-11-05'))
    const b = note({ precision: 'month', value: '2026-10' })
    const c = note(day('2026-10-31'))
    const d = note({ precision: 'unknown' })
    const e = note(day('2026-11-05'))
    expect(timeline([seen(stream, 'case')], TODAY).map(({ id }) => id)).toEqual([
      d,
      e,
      a,
      b,
      c,
      stream.accepted[0]!.entry.id,
    ])
  })

  it('says when it was written and received, where that is another day', () => {
    const stream = aFile()
    const write = (at: string, received: string) =>
      stream.write('note', { text: 'x', occurred: day('2026-11-14') }, { at, receivedAt: Date.parse(received) * 1000 })
    write('2026-11-14T23:30:00+07:00', '2026-11-14T16:59:00Z')
    write('2026-11-14T22:00:00+07:00', '2026-11-14T17:30:00Z')
    write('2026-11-15T08:00:00+07:00', '2026-11-15T01:00:00Z')
    const items = timeline([seen(stream, 'case')], TODAY)
      .filter(({ kind }) => kind === 'note')
      .toSorted((a, b) => a.seq - b.seq)
    expect(items.map(({ written, late }) => [written, late])).toEqual([
      [null, null],
      [null, '2026-11-15'],
      ['2026-11-15', null],
    ])
  })

  it('shows a correction with both values and why', () => {
    const stream = aFile()
    const first = stream.accepted[0]!.entry.id
    stream.write('corrected', { facts: { birth: day('2013-03-04') }, why: 'Akta ditemukan.' }, { refs: [first] })
    const [item] = timeline([seen(stream, 'case')], TODAY)
    expect(item).toMatchObject({
      label: 'story.kind.corrected',
      mark: 'fix',
      text: 'Akta ditemukan.',
      title: { key: 'story.corrected.one', params: { fact: { words: 'fact.birth' } } },
      facts: [{ name: 'birth', before: [[{ date: KANCIL.birth }]], after: [{ date: day('2013-03-04') }] }],
    })
  })

  it('shows what both sides of a settled conflict had said, and new facts without a before', () => {
    const stream = aFile()
    const a = stream.write('facts-set', { facts: { language: 'Jawa' } }, { base: 1 })
    const b = stream.write('facts-set', { facts: { language: 'Sunda' } }, { base: 1, by: BAYU })
    stream.write('settled', { facts: { language: 'Madura' } }, { refs: [a, b] })
    const items = timeline([seen(stream, 'case')], TODAY)
    expect(items[0]?.facts[0]?.before.flat().toSorted()).toEqual(['Jawa', 'Sunda'])
    expect(items.find(({ id }) => id === a)?.facts[0]?.before).toEqual([])
  })

  it('keeps what was taken back, marked with who and why; given back again, unmarked', () => {
    const stream = aFile()
    const note = stream.write('note', { text: 'x', occurred: day('2026-11-05') })
    const back = stream.write('retracted', { reason: 'wrong-child' }, { by: WIRA, refs: [note] })
    const find = () => timeline([seen(stream, 'case')], TODAY).find(({ id }) => id === note)
    expect(find()?.retracted).toEqual({
      id: back,
      by: WIRA,
      day: '2026-11-20',
      reason: { key: 'story.retracted.wrong-child' },
    })
    stream.write('retracted', { reason: 'other' }, { refs: [back] })
    expect(find()?.retracted).toBeNull()
  })

  it('shows an entry it cannot read yet as being there', () => {
    const stream = aFile()
    stream.write('from-the-future', { any: 1 })
    expect(timeline([seen(stream, 'case')], TODAY)[0]).toMatchObject({
      label: 'story.kind.unknown',
      title: { key: 'story.unknown' },
      text: null,
    })
    for (const [, catalogue] of CATALOGUES)
      expect(['story.unknown', 'story.kind.unknown'].flatMap((key) => lacking({ key }, catalogue))).toEqual([])
  })

  it('carries the wait of a referral until it is answered, and the streams together', () => {
    const stream = aFile()
    const sent = aReferral()
    const find = () =>
      timeline([seen(stream, 'case'), seen(sent, 'referral')], TODAY).find(({ kind }) => kind === 'referral-sent')
    expect(find()?.waiting).toMatchObject({ team: BULAN, days: 7 })
    sent.write('referral-answered', { answer: 'accepted', first: day('2026-12-01') }, { by: MAWAR })
    expect(find()?.waiting).toBeNull()
  })

  it('is empty for a stream whose entries were not fetched', () => {
    const { entries: _, ...summary } = seen(aFile(), 'case')
    expect(timeline([summary], TODAY)).toEqual([])
  })
})

describe('the view of a file', () => {
  it('marks the step where the file is; later ones are not begun', () => {
    const stream = aFile()
    const path = () => fileView([seen(stream, 'case')], TODAY)?.path.map(({ is }) => is)
    expect(path()).toEqual(['here', 'not-yet', 'not-yet', 'not-yet', 'not-yet', 'not-yet', 'not-yet'])
    stream.write('closed', { reason: 'moved', occurred: day('2026-11-20') })
    expect(path()).toEqual(['done', 'not-yet', 'not-yet', 'not-yet', 'not-yet', 'not-yet', 'here'])
  })

  it('shows each fact with who said it, where in the sheet it stood, what it was before, and what contradicts it', () => {
    const source = { import: uuid(7), sheet: 'DATA', row: 14, raw: { Umur: '± 12 th' } }
    const stream = aFile({ came: 'import', source })
    stream.write('facts-set', { facts: { language: 'Jawa' } })
    stream.write('facts-set', { facts: { language: 'Sunda' } }, { base: 2 })
    stream.write('facts-set', { facts: { language: 'Madura' } }, { base: 2, by: BAYU, at: '2026-11-19T10:00:00+07:00' })
    const facts = fileView([seen(stream, 'case')], TODAY)?.facts ?? []
    expect(facts.map(({ name }) => name)).toEqual(['alias', 'code', 'sex', 'birth', 'language'])
    expect(facts[3]?.shown).toMatchObject({ by: SARI, day: '2026-08-12', source, parts: [{ date: KANCIL.birth }] })
    const language = facts[4]
    expect(language?.shown).toMatchObject({ value: 'Sunda', source: null })
    expect(language?.conflict.map(({ value }) => value)).toEqual(['Madura'])
    expect(language?.history.map(({ value }) => value)).toEqual(['Jawa'])
  })

  it('shows the identity only where it was asked for', () => {
    const identity = streamFor(3)
    identity.write('identity-set', { file: FILE, facts: { trueName: 'Kancil Rimba' } })
    const without = fileView([seen(aFile(), 'case')], TODAY)
    const asked = fileView([seen(aFile(), 'case'), seen(identity, 'identity')], TODAY)
    expect(JSON.stringify(without)).not.toContain('Rimba')
    expect(asked?.facts.find(({ name }) => name === 'trueName')?.shown.value).toBe('Kancil Rimba')
    expect(JSON.stringify([asked?.story, asked?.header])).not.toContain('Rimba')
  })

  it('lists documents that were not taken back', () => {
    const stream = aFile()
    const files = [{ id: uuid(8), size: 10, type: 'image/jpeg', sha256: 'a'.repeat(64), key: 'A'.repeat(44) }]
    const kept = stream.write('attachment-added', { title: 'Kartu imunisasi' }, { files })
    const photo = stream.write('visit', { occurred: day('2026-11-20'), where: 'home', seen: 'child' }, { files })
    const wrong = stream.write('attachment-added', { title: 'Salah' }, { files })
    stream.write('retracted', { reason: 'wrong-child' }, { refs: [wrong] })
    expect(fileView([seen(stream, 'case')], TODAY)?.documents.map(({ id }) => id)).toEqual([photo, kept])
  })

  it('marks what was decided on a value corrected since, and undoes nothing', () => {
    const stream = aFile({ birth: day('2008-11-01') })
    const first = stream.accepted[0]!.entry.id
    const closed = stream.write('closed', { reason: 'aged-out', occurred: day('2026-11-20') })
    expect(fileView([seen(stream, 'case')], TODAY)?.decidedOnOld).toEqual([])
    stream.write('corrected', { facts: { birth: day('2011-11-01') }, why: 'Akta.' }, { by: WIRA, refs: [first] })
    const view = fileView([seen(stream, 'case')], TODAY)
    expect(view?.header.stage).toBe('closed')
    expect(view?.decidedOnOld).toEqual([
      {
        id: closed,
        item: 'handling',
        fact: 'birth',
        label: 'fact.birth',
        was: [{ date: day('2008-11-01') }],
        now: [{ date: day('2011-11-01') }],
        by: WIRA,
        day: '2026-11-20',
      },
    ])
  })
})

describe('a referral', () => {
  it('looks the same to who sent it and to who answers it', () => {
    const stream = aReferral()
    const [ours, theirs] = [seen(stream, 'referral', 'owner'), seen(stream, 'referral', 'referral')].map((one) =>
      referralView(one, TODAY),
    )
    expect(theirs).toEqual(ours)
    expect(theirs).toMatchObject({
      status: 'sent',
      outcome: null,
      turn: 'provider',
      since: '2026-11-17',
      days: 7,
      answerBy: '2026-11-25',
      late: false,
      sentBy: SARI,
      sentOn: '2026-11-17',
      team: BULAN,
      need: 'Konseling',
      alias: 'Kancil',
      file: FILE,
      content: {
        detail: 'Mohon jadwal sore.',
        withheld: [
          { name: 'name', label: 'fact.package.name' },
          { name: 'story', label: 'fact.package.story' },
        ],
        agreed: { key: 'story.referral-agreed' },
        until: null,
        question: null,
        story: [],
      },
    })
    expect(theirs?.content?.package[1]).toEqual({
      name: 'birth',
      label: 'fact.card.birth',
      parts: [{ date: KANCIL.birth }],
      value: KANCIL.birth,
    })
  })

  it('lives on its summary in a list', () => {
    const { entries: _, ...summary } = seen(aReferral(), 'referral', 'referral')
    expect(referralView(summary, TODAY)).toMatchObject({
      alias: 'Kancil',
      need: 'Konseling',
      content: null,
      changed: null,
    })
  })

  it('asked about waits for the helper, then for the provider again', () => {
    const stream = aReferral()
    const view = () => referralView(seen(stream, 'referral'), TODAY)
    stream.write(
      'referral-answered',
      { answer: 'asked', note: 'Siapa yang mengantar?' },
      { by: MAWAR, at: '2026-11-18T09:00:00+07:00' },
    )
    expect(view()).toMatchObject({
      status: 'asked',
      turn: 'helper',
      since: '2026-11-18',
      content: { question: { text: 'Siapa yang mengantar?', by: MAWAR } },
    })
    stream.write('referral-noted', { text: 'Menunggu.', occurred: day('2026-11-19'), served: 'message' }, { by: MAWAR })
    expect(view()?.turn).toBe('helper')
    stream.write('referral-noted', { text: 'Bibinya.', occurred: day('2026-11-20'), served: 'message' }, { by: SARI })
    expect(view()).toMatchObject({
      status: 'asked',
      turn: 'provider',
      since: '2026-11-20',
      content: { question: null },
    })
    stream.write('referral-answered', { answer: 'accepted' }, { by: MAWAR })
    stream.write('referral-closed', { outcome: 'done', note: 'Tidur lebih baik.' }, { by: MAWAR })
    expect(view()).toMatchObject({ status: 'closed', outcome: 'done', turn: 'nobody' })
    expect(view()?.content?.story.map(({ kind }) => kind)[0]).toBe('referral-closed')
  })

  it('says what was corrected after it was sent; the package stays as it was', () => {
    const stream = aFile({ place: { village: 'Sungai Madu' } })
    stream.write('facts-set', { facts: { school: { attends: 'yes' } } }, { at: '2026-11-01T10:00:00+07:00' })
    const first = stream.accepted[0]!.entry.id
    const sent = aReferral()
    const view = () => referralView(seen(sent, 'referral'), TODAY, stream.state())
    expect(view()?.changed).toEqual([])
    stream.write(
      'corrected',
      { facts: { birth: day('2013-03-04'), place: { village: 'Awan' } }, why: 'Akta.' },
      { refs: [first] },
    )
    stream.write('facts-set', { facts: { school: { attends: 'no' } } })
    expect(view()?.changed?.map(({ fact }) => fact)).toEqual(['birth', 'place', 'school'])
    expect(view()?.changed?.[0]).toMatchObject({
      was: [{ date: KANCIL.birth }],
      now: [{ date: day('2013-03-04') }],
      by: SARI,
    })
    expect(view()?.content?.package[1]?.value).toEqual(KANCIL.birth)
  })

  it('does not call an added subdistrict a change of the village', () => {
    const stream = aFile({ place: { village: 'Sungai Madu', subdistrict: 'Awan Utara' } })
    expect(referralView(seen(aReferral(), 'referral'), TODAY, stream.state())?.changed).toEqual([])
  })

  it('is none in a stream without one', () => {
    expect(referralView(seen(aFile(), 'case'), TODAY)).toBeNull()
  })
})
