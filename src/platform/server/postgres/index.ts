export { findRunning, type Running } from './running.ts'
export { start } from './start.ts'
export type { Postgres, StartFailure, StartOptions, StartResult } from './types.ts'
