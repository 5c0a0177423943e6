/**
 * Refusals of people who are not signed in, counted so that a flood of them stays small in the log and nothing of it is lost. Whoever is
 * signed in is not counted: each refusal of theirs has a leaf of its own.
 *
 * What a leaf of nobody can tell is when, which operation, and why it was refused; where they came from is not kept anywhere. So these two
 * are what is counted. In each quarter of an hour the first few of each sort have a leaf; of the others one leaf tells the number.
 */

/** Milliseconds of a window: the quarter of an hour that sign-in counts in too. Windows begin at the same moments for everybody. */
export const WINDOW = 15 * 60 * 1000

/** Refusals of one sort in a window that have leaves of their own. */
export const FIRST = 20

/** And of all sorts together: who tries everything that there is leaves no more. */
export const FIRST_OF_ALL = 200

/** Of one sort in one window: how many have no leaf of their own. */
export type Counted = {
  readonly op: string
  readonly code: string
  readonly times: number
  /** When the window began, milliseconds since 1970. */
  readonly since: number
}

export type RefusalCounter = {
  /** Notes a refusal, and answers whether it has a leaf of its own. */
  readonly note: (op: string, code: string) => boolean
  /** Takes what is to be told of windows that have ended; of the present one too when it is the last word. */
  readonly take: (lastWord?: boolean) => readonly Counted[]
  /** Gives back what could not be told: it is told the next time. */
  readonly giveBack: (counted: readonly Counted[]) => void
}

/** Sorts are made of operations and problem codes, never of what somebody typed: there are only so many. */
export function refusalCounter(now: () => Date): RefusalCounter {
  let since = windowOf(now())
  let told = 0
  let sorts = new Map<string, Sort>()
  let ended: readonly Counted[] = []

  const counted = (): readonly Counted[] =>
    [...sorts.values()].flatMap(({ op, code, times }) => (times === 0 ? [] : [{ op, code, times, since }]))

  /** Closes the window when its time is over. */
  function turn(): void {
    const current = windowOf(now())
    if (current === since) return
    ended = [...ended, ...counted()]
    since = current
    told = 0
    sorts = new Map()
  }

  return Object.freeze({
    note(op: string, code: string) {
      turn()
      const key = `${op} ${code}`
      const sort = sorts.get(key) ?? { op, code, told: 0, times: 0 }
      sorts.set(key, sort)
      const alone = sort.told < FIRST && told < FIRST_OF_ALL
      if (alone) [sort.told, told] = [sort.told + 1, told + 1]
      else sort.times += 1
      return alone
    },
    take(lastWord = false) {
      turn()
      const taken = lastWord ? [...ended, ...counted()] : ended
      ended = []
      if (lastWord) for (const sort of sorts.values()) sort.times = 0
      return taken
    },
    giveBack(back: readonly Counted[]) {
      ended = [...back, ...ended]
    },
  })
}

/** `told` have leaves of their own, `times` more have none. */
type Sort = { readonly op: string; readonly code: string; told: number; times: number }

const windowOf = (at: Date): number => Math.floor(at.getTime() / WINDOW) * WINDOW
