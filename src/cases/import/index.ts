/** The import engine, for `app`: a dry run needs neither database nor keys. */
export { dryRun, type DryRun, type Places, type Question, reportOf } from './model/index.ts'
