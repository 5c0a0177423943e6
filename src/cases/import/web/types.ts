/** What the server answers about an import, by name. */
import type { AnswerOf, BodyOf } from '#platform/pure/contract.ts'
import type * as contract from '../contract.ts'

export type ImportState = AnswerOf<typeof contract.readProgress>['run']
export type BySheet = AnswerOf<typeof contract.readProgress>['bySheet']
export type ImportItem = AnswerOf<typeof contract.listImports>['imports'][number]
export type ReadAnswer = AnswerOf<typeof contract.readImport>
export type ReadList = ReadAnswer['list']
export type Said = ReadAnswer['said']
export type FoundSheet = ReadList['sheets'][number]
export type FoundTable = FoundSheet['tables'][number]
export type Column = FoundTable['columns'][number]
export type Field = Column['field']
export type TriedList = AnswerOf<typeof contract.tryImport>['tried']
export type Group = TriedList['groups'][number]
export type GroupRow = Group['rows'][number]
export type Given = TriedList['given'][number]
export type Sample = TriedList['samples'][number]
export type Choice = Group['options'][number]
export type AskedRow = AnswerOf<typeof contract.readImportRows>['rows'][number]
export type TriedRow = GroupRow['row']
export type Question = TriedRow['questions'][number]
export type Child = TriedRow['children'][number]
export type RowShow = BodyOf<typeof contract.readImportRows>['show']
export type Owners = NonNullable<Said['owners']>
export type Answer = BodyOf<typeof contract.answerImport>['answers'][number]
export type Touched = Extract<AnswerOf<typeof contract.undoImport>, { outcome: 'touched' }>['files']
export type Trial = AnswerOf<typeof contract.trySheet>
/** What one says of the columns, the day and the codes; the latest holds, whole. */
export type Matching = BodyOf<typeof contract.matchImport>
export type OwnerChoice = { readonly id: string; readonly name: string }
/** Why a file was not taken; the words are `import.refused`. */
export type Refusal = string
