import { randomBytes } from 'node:crypto'
import type { RandomBytes } from '../pure/bytes/index.ts'

/** Randomness of the operating system, for `app` to hand down. */
export const systemRandom: RandomBytes = (n) => new Uint8Array(randomBytes(n))
