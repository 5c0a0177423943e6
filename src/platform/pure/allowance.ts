/** So much a day for each. A day is that of UTC; who has used it up waits for the next one. */
export type Allowance = {
  /** Takes so much for somebody; false, and nothing taken, when the day does not hold it any more. */
  readonly take: (who: string, amount: number) => boolean
}

/** Kept in memory: a restart gives a fresh day, and nothing has to be written for it. */
export function dailyAllowance(most: number, now: () => Date): Allowance {
  let day = ''
  const used = new Map<string, number>()
  return Object.freeze({
    take(who: string, amount: number) {
      const today = now().toISOString().slice(0, 10)
      if (today !== day) used.clear()
      day = today
      const after = (used.get(who) ?? 0) + amount
      if (after > most) return false
      used.set(who, after)
      return true
    },
  })
}
