export { start } from './start.ts'
export type { Postgres, StartFailure, StartOptions, StartResult } from './types.ts'
