import { addDays, type PartialDate, partialDateSchema, rangeOf } from '#platform/pure/partial-date.ts'

/** Whether a partial date lies wholly after `today`, with one day of grace for time zones. Not a date: false. */
export function isFuture(occurred: unknown, today: string): boolean {
  const date = partialDateSchema.safeParse(occurred)
  // The schema gives the type but for optional keys, which zod writes as "or undefined".
  const range = date.success ? rangeOf(date.data as PartialDate) : null
  return range !== null && range.earliest > addDays(today, 1)
}
