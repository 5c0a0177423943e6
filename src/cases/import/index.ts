/** For `app`: the import engine (a dry run needs neither database nor keys), and the operations that a command goes through as the screens do. */
export { dryRun, type DryRun, type Places, type Question, reportOf } from './model/index.ts'
export {
  confirmImport,
  downloadQuestions,
  matchImport,
  ownImport,
  readImport,
  readProgress,
  resumeImport,
  startImport,
  tryImport,
  undoImport,
  uploadAnswers,
} from './contract.ts'
