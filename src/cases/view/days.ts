import { dayNumber, isDay, type PartialDate } from '#platform/pure/partial-date.ts'

/** Days of instants, as their writer lived them: by the offset that stands in `at`, so that no time zone table is needed. */

/** The day on which it was written, by the writer's own clock. */
export const writtenDay = (at: string): string => at.slice(0, 10)

/** The day of a server's instant (microseconds) where the writer of `at` was. */
export function dayOfReceipt(receivedAt: number, at: string): string {
  const local = new Date(receivedAt / 1000 + offsetMinutes(at) * 60_000)
  return local.toISOString().slice(0, 10)
}

function offsetMinutes(at: string): number {
  const found = /([+-])(\d{2}):(\d{2})$/.exec(at)
  if (found === null) return 0
  const minutes = Number(found[2]) * 60 + Number(found[3])
  return found[1] === '-' ? -minutes : minutes
}

/** Whole days from `from` to `today`; null when `from` is not known to the day. Never negative: a clock that runs ahead says "today". */
export function daysSince(from: string, today: string): number | null {
  return isDay(from) ? Math.max(0, dayNumber(today) - dayNumber(from)) : null
}

/** What an entry says about when it happened; the day it was written when it does not say. */
export function occurredOr(data: Readonly<Record<string, unknown>>, at: string): PartialDate {
  const occurred = data['occurred'] as PartialDate | undefined
  return occurred ?? { precision: 'day', value: writtenDay(at) }
}

/** Where a partial date stands among days: by what is known of it; unknown ones where they were written. */
export function sortDay(date: PartialDate, at: string): string {
  return 'value' in date ? date.value : writtenDay(at)
}
