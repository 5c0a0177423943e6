/** The cases slice, for others: entries, kinds, the fold, and what a reader sees of a file. Nothing here knows keys, SQL or screens. */
export { wakeAt } from './deadlines.ts'
export { composeEntry, NO_BASE } from './file/compose.ts'
export {
  type Accepted,
  type Attachment,
  type Entry,
  entryBytes,
  entrySchema,
  readEntry,
  trustedEntry,
} from './file/entry.ts'
export { conflictsOf, factValue, type FactView, viewFact } from './file/facts.ts'
export { fold, foldAll, refusalOf } from './file/fold.ts'
export { entryPreimage, headPreimage, NO_HEAD } from './file/hash.ts'
export type { GrantChange, GrantReason, Refusal, Writer } from './file/kind.ts'
export type { Message, Param } from './file/message.ts'
export type { Registry } from './file/registry.ts'
export { EMPTY_STATE, standing, type StreamKind, type StreamState } from './file/state.ts'
export { allFacts, caseFacts, kinds } from './kinds.ts'
export * from './view.ts'
