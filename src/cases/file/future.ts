import { addDays, rangeOf } from '#platform/pure/partial-date.ts'
import { dateSchema } from './schemas.ts'

/** Whether a partial date lies wholly after `today`, with one day of grace for time zones. Not a date: false. */
export function isFuture(occurred: unknown, today: string): boolean {
  const date = dateSchema.safeParse(occurred)
  const range = date.success ? rangeOf(date.data) : null
  return range !== null && range.earliest > addDays(today, 1)
}
