/** The import engine: from a workbook to a dry run, its questions, and the answers given to them. */
export { dryRun, type DryRunOptions, type ExistingChild } from './dry-run.ts'
export { findTables } from './tables.ts'
export {
  headerSignature,
  matchColumns,
  overrideFrom,
  profileFrom,
  type MatchProfile,
  type Override,
} from './match-columns.ts'
export { reportOf, type Json } from './report.ts'
export { likenessOf, type Likeness } from './duplicates.ts'
export { groupQuestions, offerFor, type Choice, type QuestionGroup } from './questions.ts'
export { applyAnswers, type Answer } from './answers.ts'
export { answersFromXlsx, answersToXlsx, type AnswerWords } from './answers-sheet.ts'
export type { Places } from './known-places.ts'
export type { Settled } from './inferences.ts'
export type {
  Certainty,
  ChildReading,
  ColumnMatch,
  DateOrder,
  Decision,
  DryRun,
  Fact,
  Field,
  FileQuestion,
  Mark,
  Question,
  RowKind,
  RowRef,
  RowResult,
  SameAs,
  Sex,
  SheetResult,
  SheetRole,
  Source,
  Status,
  Sureness,
  Table,
} from './types.ts'
