import type { Actor } from '#access/index.ts'
import type { Run } from '#access/server/index.ts'
import type { Allowance } from '#platform/pure/allowance.ts'
import { Problem } from '#platform/pure/problem.ts'

/** What one person may hand in in a day, in bytes of the wire: far more than anybody does, and less than what fills a disk. */
export type DailyLimits = { readonly text: number; readonly attachments: number }

const MB = 1_000_000
export const DAILY: DailyLimits = { text: 500 * MB, attachments: 2_000 * MB }

/**
 * The same run, of which so much is taken from the person's day; once, however often the transaction is tried. Who has used up their day is
 * refused like one who asks too often: the device keeps what was written and goes on by itself when there is room again.
 */
export function metered(allowance: Allowance, run: Run<Actor>, amount: number): Run<Actor> {
  let taken = false
  return (work, prepare) =>
    run((context, prepared) => {
      taken ||= allowance.take(context.actor.person, amount)
      if (!taken) throw new Problem('too-many-requests', { reason: 'day-full' })
      return work(context, prepared)
    }, prepare)
}
