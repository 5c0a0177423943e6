const DAY = 24 * 60 * 60 * 1000

/**
 * How old a backup is. A backup of last year is a true one: whoever lays it in the place of yesterday's must not do so unseen, so a
 * restore says it before anything is written. `at` is an ISO instant.
 */
export function ageSentence(at: string, now: Date): string {
  const made = new Date(at)
  const days = Math.floor((now.getTime() - made.getTime()) / DAY)
  const moment = `${made.toISOString().slice(0, 16).replace('T', ' ')} UTC`
  const age =
    days < 0
      ? 'by a clock that was ahead of this one'
      : days === 0
        ? 'less than a day ago'
        : `${days} ${days === 1 ? 'day' : 'days'} ago`
  return `This backup was made on ${moment}, ${age}. What was written after it is not in it.`
}
