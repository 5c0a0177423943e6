/** What undoing an import takes away. */
import type { Touched } from './types.ts'

/** How many of the files an import made go, when those that somebody has worked on since are left. */
export const restOf = (made: number, touched: Touched): number => Math.max(0, made - touched.length)
