import type { Way } from './asking.ts'
import { IMPORT_CALLS } from './calls-imports.ts'
import { OTHER_CALLS } from './calls-others.ts'

/** Every way of asking, by the line of the table. */
export const CALLS: Readonly<Record<string, Way>> = { ...OTHER_CALLS, ...IMPORT_CALLS }
