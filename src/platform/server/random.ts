import { randomFillSync } from 'node:crypto'
import type { RandomBytes } from '../pure/bytes/index.ts'

const POOL = 4096
const pool = Buffer.alloc(POOL)
let used = POOL

/**
 * Randomness of the operating system, for `app` to hand down. Small amounts come from a pool that is filled at once: a call costs as much
 * as a kilobyte. What was given out is wiped from the pool.
 */
export const systemRandom: RandomBytes = (n) => {
  if (n > POOL / 8) return new Uint8Array(randomFillSync(Buffer.allocUnsafeSlow(n)))
  if (used + n > POOL) {
    randomFillSync(pool)
    used = 0
  }
  const out = new Uint8Array(pool.subarray(used, used + n))
  pool.fill(0, used, used + n)
  used += n
  return out
}
