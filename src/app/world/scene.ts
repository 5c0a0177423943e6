import type { Entry } from '#cases/index.ts'
import type { PartialDate } from '#platform/pure/partial-date.ts'
import { type Book, type How, later, type Writer } from './book.ts'
import type { Calendar } from './calendar.ts'
import { TEAMS } from './cast.ts'
import type { Chance } from './seeded.ts'

/** Everything that a story is told with. */
export type Scene = {
  readonly book: Book
  readonly chance: Chance
  readonly calendar: Calendar
  /** New id of a stream. */
  readonly newStream: () => string
}

/** A file while its story is told. Days are counted from the day on which the world is made; negative is the past. */
export type Told = {
  readonly scene: Scene
  readonly file: string
  readonly identity: string
  readonly by: Writer
  readonly alias: string
}

export const onDay = (scene: Scene, offset: number): PartialDate => ({
  precision: 'day',
  value: scene.calendar.day(offset),
})

export type Child = {
  readonly alias: string
  readonly code: string
  readonly sex: 'female' | 'male' | 'unknown'
  readonly birth: PartialDate
  readonly village?: string
  readonly subdistrict?: string
  readonly came: string
  readonly note?: string
  readonly source?: Record<string, unknown>
  readonly identity: Record<string, unknown>
}

/** Registers a child and, a few minutes later, the true name in a stream of its own. */
export function register(scene: Scene, by: Writer, day: number, time: string, child: Child): Told {
  const { book, calendar } = scene
  const [file, identity] = [scene.newStream(), scene.newStream()]
  const when = calendar.moment(day, time)
  const { alias, code, sex, birth, village, subdistrict, came, note, source } = child
  const place =
    village === undefined && subdistrict === undefined
      ? {}
      : { place: { ...(village && { village }), ...(subdistrict && { subdistrict }) } }
  const occurred = onDay(scene, day)
  book.write(
    by,
    file,
    'registered',
    {
      alias,
      code,
      sex,
      birth,
      ...place,
      came,
      ...(note === undefined ? {} : { note }),
      ...(source === undefined ? {} : { source }),
      occurred,
      identity,
    },
    when,
  )
  book.write(by, identity, 'identity-set', { file, facts: child.identity }, later(when, 4))
  return { scene, file, identity, by, alias }
}

/** Writes into the case stream. */
export function tell(
  told: Told,
  by: Writer,
  day: number,
  time: string,
  kind: string,
  data: Record<string, unknown>,
  how: How = {},
) {
  return told.scene.book.write(by, told.file, kind, data, told.scene.calendar.moment(day, time), how)
}

export type VisitWords = {
  readonly where?: string
  readonly minutes?: number
  readonly seen?: string
  readonly text?: string
  readonly quote?: string
  readonly next?: string
}

export function visit(told: Told, by: Writer, day: number, time: string, words: VisitWords, how: How = {}) {
  const { where = 'home', seen = 'child', ...rest } = words
  return tell(told, by, day, time, 'visit', { occurred: onDay(told.scene, day), where, seen, ...rest }, how)
}

export function note(told: Told, by: Writer, day: number, time: string, text: string, how: How = {}) {
  return tell(told, by, day, time, 'note', { occurred: onDay(told.scene, day), text }, how)
}

/** A paper or a picture, put into the file. */
export function document(
  told: Told,
  by: Writer,
  day: number,
  time: string,
  title: string,
  file: Entry['files'][number],
) {
  return tell(told, by, day, time, 'attachment-added', { title, occurred: onDay(told.scene, day) }, { files: [file] })
}

export type Referral = { readonly stream: string; readonly told: Told }

/** Sends a referral: a stream of its own. */
export function refer(
  told: Told,
  by: Writer,
  to: keyof typeof TEAMS,
  day: number,
  time: string,
  words: {
    need: string
    detail?: string
    package: Record<string, unknown>
    agreed?: Record<string, unknown>
    withheld: readonly string[]
    answerIn: number
    until?: number
  },
): Referral {
  const { scene, file, alias } = told
  const stream = scene.newStream()
  const { answerIn, until, agreed, detail, need, withheld } = words
  scene.book.write(
    by,
    stream,
    'referral-sent',
    {
      file,
      team: TEAMS[to].id,
      need,
      ...(detail === undefined ? {} : { detail }),
      package: { alias, ...words.package },
      agreed: agreed ?? { basis: 'agreement', who: ['child', 'caregiver'], on: onDay(scene, day - 1) },
      withheld,
      answerBy: scene.calendar.day(answerIn),
      ...(until === undefined ? {} : { until: scene.calendar.day(until) }),
      occurred: onDay(scene, day),
    },
    scene.calendar.moment(day, time),
  )
  return { stream, told }
}

/** Writes into a referral. */
export function inReferral(
  referral: Referral,
  by: Writer,
  day: number,
  time: string,
  kind: string,
  data: Record<string, unknown>,
) {
  const { scene } = referral.told
  return scene.book.write(by, referral.stream, kind, data, scene.calendar.moment(day, time))
}

export const served = (
  referral: Referral,
  by: Writer,
  day: number,
  time: string,
  text: string,
  how: 'served' | 'not-served' | 'message' = 'served',
) =>
  inReferral(referral, by, day, time, 'referral-noted', {
    text,
    occurred: onDay(referral.told.scene, day),
    served: how,
  })
