import type { PartialDate } from '#platform/pure/partial-date.ts'
import { later, type Writer } from './book.ts'
import { CAST, type TEAMS } from './cast.ts'
import { GUARDIANS, NEEDS, NOTES, PLANTS, QUOTES, VILLAGES, VISITS } from './names.data.ts'
import { inReferral, note, onDay, refer, register, type Scene, served, tell, type Told, visit } from './scene.ts'

/** Files of everyday work, made by chance: enough of them that lists, filters and counts have something to show. */
export type Routine = {
  readonly alias: string
  readonly by: Writer
  readonly supervisor: Writer
  readonly days: number
  readonly entries: number
  readonly number: number
}

const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** The code of a file of a team: four signs without those that look alike. */
export function codeOf(scene: Scene, by: Writer): string {
  const sign = () => DIGITS.charAt(scene.chance.below(DIGITS.length))
  return `${by.memberships[0]?.code ?? 'AWN'}-${sign()}${sign()}${sign()}${sign()}`
}

/** Tells one file. `number` spreads what is rare over the files, so that each sort of thing is there. */
export function routine(scene: Scene, given: Routine): Told {
  const { by, days, number } = given
  const told = begin(scene, given)
  const step = Math.max(1, Math.floor((days - 2) / (given.entries + 1)))
  for (let i = 1; i <= given.entries; i++) happening(scene, told, by, -days + i * step)
  if (number % 7 === 3) someReferral(scene, told, by, number, days)
  if (number % 9 === 4) close(scene, told, by, given.supervisor, number, days)
  return told
}

function begin(scene: Scene, { alias, by, days, number }: Routine): Told {
  const { chance } = scene
  const [village, subdistrict] = chance.pick(VILLAGES)
  const family = chance.pick(PLANTS)
  const relation = chance.pick(GUARDIANS)
  const told = register(scene, by, -days, time(scene), {
    alias,
    code: codeOf(scene, by),
    sex: sexOf(number),
    birth: birthOf(scene, number),
    ...(number % 11 === 5 ? {} : { village, subdistrict }),
    came: chance.pick(['own', 'police', 'hotline', 'school', 'village', 'returned', 'other']),
    identity: {
      trueName: `${alias} ${family}`,
      guardianName: `${chance.pick(PLANTS)} ${family}`,
      phones: [`0800000${String(chance.below(10_000)).padStart(4, '0')}`],
      ...(number % 3 === 0
        ? { nik: `99${String(chance.below(1e9)).padStart(9, '0')}${String(chance.below(1e5)).padStart(5, '0')}` }
        : {}),
    },
  })
  tell(told, by, -days + 1, '10:20', 'facts-set', {
    facts: {
      care: { livesWith: chance.pick(['mother', 'parents', 'grandparents', 'aunt-uncle', 'foster', 'sibling']) },
      contact: { way: chance.pick(['visit', 'phone', 'school']), safe: !chance.often(0.2) },
      school: { attends: chance.pick(['yes', 'sometimes', 'no', 'unknown']) },
      guardianRelation: relation,
    },
    occurred: onDay(scene, -days + 1),
  })
  return told
}

function sexOf(number: number): 'female' | 'male' | 'unknown' {
  if (number % 17 === 9) return 'unknown'
  return number % 2 === 0 ? 'female' : 'male'
}

/** Dates as people know them: to the day, the month, the year, by age, or not at all. */
function birthOf({ chance, calendar }: Scene, number: number): PartialDate {
  const year = Number(calendar.today.slice(0, 4)) - 6 - chance.below(11)
  const month = String(1 + chance.below(12)).padStart(2, '0')
  const day = String(1 + chance.below(28)).padStart(2, '0')
  const on = calendar.day(-40 - chance.below(200))
  const sorts: readonly PartialDate[] = [
    { precision: 'day', value: `${year}-${month}-${day}` },
    { precision: 'month', value: `${year}-${month}` },
    { precision: 'year', value: String(year) },
    { precision: 'age', years: 6 + chance.below(11), on },
    { precision: 'year', value: String(year), estimated: true },
    { precision: 'day', value: `${year}-${month}-${day}` },
    { precision: 'age', years: 5 + chance.below(9), on, plusMinus: 1 },
    { precision: 'year', value: String(year), plusMinus: 2 },
    { precision: 'age', years: 3 + chance.below(3), months: chance.below(12), on },
    { precision: 'unknown' },
  ]
  return sorts[number % sorts.length] ?? { precision: 'unknown' }
}

const time = ({ chance }: Scene) =>
  `${String(8 + chance.below(8)).padStart(2, '0')}:${String(chance.below(60)).padStart(2, '0')}`

function happening(scene: Scene, told: Told, by: Writer, day: number): void {
  const { chance } = scene
  if (chance.often(0.35)) {
    note(told, by, day, time(scene), chance.pick(NOTES))
    return
  }
  const seen = chance.pick(['child', 'child', 'child-alone', 'family', 'nobody'])
  visit(told, by, day, time(scene), {
    where: chance.pick(['home', 'home', 'school', 'office', 'phone']),
    seen,
    ...(chance.often(0.7) ? { minutes: 15 + 5 * chance.below(12) } : {}),
    text:
      seen === 'nobody'
        ? 'Tidak ada orang di rumah. Pesan ditinggalkan pada tetangga yang dikenal keluarga.'
        : chance.pick(VISITS),
    ...(seen !== 'nobody' && chance.often(0.3) ? { quote: chance.pick(QUOTES) } : {}),
  })
}

const PROVIDERS = [
  ['bulan', CAST.mawar],
  ['pendidikan', CAST.wulan],
  ['teduh', CAST.kenanga],
] as const satisfies readonly (readonly [keyof typeof TEAMS, Writer])[]

function someReferral(scene: Scene, told: Told, by: Writer, number: number, days: number): void {
  const [team, provider] = PROVIDERS[number % PROVIDERS.length] ?? PROVIDERS[0]
  const sent = -Math.min(days - 2, 3 + scene.chance.below(25))
  const referral = refer(told, by, team, sent, '11:15', {
    need: scene.chance.pick(NEEDS),
    package: { contact: `Lewat ${by.name}, 0800 000 10${number % 10}.` },
    withheld: ['name', 'village', 'story'],
    answerIn: sent + 8,
  })
  if (number % 3 === 0) return
  const accepted = Math.min(-1, sent + 3)
  inReferral(referral, provider, accepted, '09:40', 'referral-answered', {
    answer: 'accepted',
    first: onDay(scene, accepted + 2),
  })
  if (accepted < -4) served(referral, provider, accepted + 2, '14:00', 'Pertemuan pertama berjalan baik.')
}

function close(scene: Scene, told: Told, by: Writer, supervisor: Writer, number: number, days: number): void {
  const reason = (['goals-met', 'moved', 'family-wish', 'lost-contact', 'not-ours', 'aged-out'] as const)[number % 6]
  const day = -Math.max(2, Math.floor(days / 6))
  const text = reason === 'goals-met' ? 'Semua yang direncanakan tercapai. Keluarga tahu ke mana bertanya.' : undefined
  tell(told, by, day, '15:45', 'closed', {
    reason,
    ...(text === undefined ? {} : { text }),
    occurred: onDay(scene, day),
  })
  if (number % 27 === 4 && day < -3)
    tell(told, supervisor, day + 2, '09:10', 'reopened', {
      reason: 'Keluarga meminta pendampingan lagi.',
      occurred: onDay(scene, day + 2),
    })
}

/** A few looks by the people who may, so that "who has looked" tells something in every file. */
export function looksOf(scene: Scene, told: Told, supervisor: Writer): void {
  const when = scene.calendar.moment(-1 - scene.chance.below(20), '10:00')
  scene.book.look(told.by, 'file.read', [told.file], when)
  if (scene.chance.often(0.3)) scene.book.look(supervisor, 'file.read', [told.file], later(when, 90))
}
