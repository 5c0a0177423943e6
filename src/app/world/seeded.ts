import type { RandomBytes } from '#platform/pure/bytes/index.ts'

/** Repeatable chance: the same seed tells the same story. For invented people only, never for a key or a secret. */
export type Chance = {
  readonly bytes: RandomBytes
  /** A whole number from 0 to below `n`. */
  readonly below: (n: number) => number
  /** True in `share` of cases, 0 to 1. */
  readonly often: (share: number) => boolean
  readonly pick: <T>(of: readonly T[]) => T
}

/** sfc32 by Chris Doty-Humphrey (PractRand): small, fast, and good enough for stories. */
export function chanceOf(seed: number): Chance {
  let [a, b, c, d] = [0x9e3779b9, 0x243f6a88, seed | 0, 1]
  const word = (): number => {
    const t = (((a + b) | 0) + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (c << 21) | (c >>> 11)
    c = (c + t) | 0
    return t >>> 0
  }
  for (let i = 0; i < 15; i++) word()
  const below = (n: number) => Math.floor((word() / 2 ** 32) * n)
  return {
    below,
    often: (share) => word() / 2 ** 32 < share,
    pick: <T>(of: readonly T[]): T => {
      const one = of[below(of.length)]
      if (one === undefined) throw new RangeError('nothing to pick from')
      return one
    },
    bytes: (n) => {
      const out = new Uint8Array(n)
      for (let i = 0; i < n; i += 4) {
        const w = word()
        for (let j = 0; j < 4 && i + j < n; j++) out[i + j] = (w >>> (8 * j)) & 0xff
      }
      return out
    },
  }
}
