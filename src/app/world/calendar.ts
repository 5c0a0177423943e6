import { addDays, todayIn } from '#platform/pure/partial-date.ts'

/** Days and hours of the invented world, counted from the day on which it is made, in the teams' time zone. */
export type Calendar = {
  /** The instant at which the world is made. */
  readonly now: Date
  readonly today: string
  /** ISO day; negative is in the past. */
  readonly day: (offset: number) => string
  /** A moment as a device writes it, with its offset from UTC: `moment(-7, '09:40')`. Never after `now`. */
  readonly moment: (offset: number, time: string) => Moment
}

export type Moment = { readonly at: string; readonly micros: number }

/** Western Indonesia has no summer time, so the offset is always the same. */
const ZONE = 'Asia/Jakarta'
const OFFSET = 7 * 3_600_000

export function calendarFrom(now: Date): Calendar {
  const today = todayIn(ZONE, now)
  const day = (offset: number) => addDays(today, offset)
  return {
    now,
    today,
    day,
    moment: (offset, time) => momentOf(Math.min(Date.parse(`${day(offset)}T${time}:00+07:00`), now.getTime())),
  }
}

/** The day of an instant in the teams' time zone; `todayIn` for one zone without summer time, some hundred times faster. */
export const dayOf = (micros: number): string => new Date(micros / 1000 + OFFSET).toISOString().slice(0, 10)

/** The moment of an instant in milliseconds since the epoch. */
export function momentOf(millis: number): Moment {
  const local = new Date(millis + OFFSET).toISOString().slice(0, 19)
  return { at: `${local}+07:00`, micros: millis * 1000 }
}
