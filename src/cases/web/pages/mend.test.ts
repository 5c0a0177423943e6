import { describe, expect, test } from 'vitest'
import { kinds } from '../../kinds.ts'
import { FILE, item, REGISTERED, uuid, VISIT } from '../local/items.test-support.ts'
import { ASKED, factDraftOf, factValueIn } from './fact-draft.ts'
import { mend } from './mend.ts'
import { type RegisterDraft, writingsOf } from './register-draft.ts'

const TODAY = '2026-11-24'
const REFUSED = { state: 'refused' as const, code: 'future-date' }

describe('a refused entry goes back into its form', () => {
  test.each([
    ['visit', { ...VISIT, minutes: 45, quote: 'Aku mau sekolah.', next: 'telepon' }, 'visit'],
    ['note', { text: 'Tetangga mengabari.', occurred: VISIT.occurred }, 'note'],
    ['facts-set', { facts: { language: 'Jawa' }, occurred: VISIT.occurred }, 'facts'],
    ['closed', { reason: 'moved', occurred: VISIT.occurred }, 'close'],
    ['reopened', { reason: 'Kembali.', occurred: VISIT.occurred }, 'reopen'],
  ])('%s', (kind, data, page) => {
    const one = item(kind, data, REFUSED)
    const mended = mend(one, [one], TODAY)
    expect(mended).toMatchObject({ name: `${page}:${FILE}`, to: `/children/${FILE}/${page}` })
    expect(mended?.draft.amends).toEqual([one.id])
  })

  test('a correction finds the entry that it corrects again', () => {
    const one = item('corrected', { facts: { sex: 'male' }, why: 'Salah tulis.' }, { ...REFUSED, refs: [uuid(7)] })
    expect(mend(one, [one], TODAY)).toMatchObject({
      to: `/children/${FILE}/correct/${uuid(7)}`,
      draft: { why: 'Salah tulis.', facts: { sex: { choice: 'male' } } },
    })
  })

  test('a registration comes back with its identity, and becomes the same two entries', () => {
    const [file, identity] = [
      item('registered', { ...REGISTERED, identity: uuid(2000) }, REFUSED),
      item(
        'identity-set',
        { file: FILE, facts: { trueName: 'Kancil Beringin', phones: ['08000001234'] } },
        { ...REFUSED, stream: uuid(2000) },
      ),
    ]
    for (const one of [file, identity]) {
      const mended = mend(one, [file, identity], TODAY)
      const writings = writingsOf(mended?.draft as RegisterDraft, TODAY)
      expect(writings.map(({ stream, what }) => [stream, what.data])).toEqual([
        [FILE, file.entry.data],
        [uuid(2000), identity.entry.data],
      ])
      expect(writings[0]?.what.refs).toEqual([file.id, identity.id])
      for (const { what } of writings) expect(kinds.find(what.kind)?.schema.safeParse(what.data).success).toBe(true)
    }
  })

  test('a kind whose form is elsewhere is not mended here', () => {
    const one = item('handed-over', { to: uuid(5), reason: 'Pindah tugas.' }, REFUSED)
    expect(mend(one, [one], TODAY)).toBeNull()
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
