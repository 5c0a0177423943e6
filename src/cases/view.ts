/**
 * What a reader sees of files: a pure function of the entries they hold, the same on server and device.
 * `today` is the ISO day of the team. Messages are keys and parameters; the screen says them.
 */
export { type ChangedSince, type DecidedOnOld, type FactLine, factLines, partsOf, type Said } from './view/facts.ts'
export { type Document, documentsIn, type FileView, fileView, PATH, type PathStep } from './view/file.ts'
export { LONG_WITHOUT_CONTACT, type Next, type NextCode } from './view/next.ts'
export {
  type PackageLine,
  type ReferralContent,
  type ReferralStatus,
  type ReferralView,
  referralView,
} from './view/referral.ts'
export type { HandOver, LastContact, Stage } from './view/known.ts'
export { type CaseRow, caseRow, compareRows, ownerOf } from './view/row.ts'
export { allReferralsAnswered, type Answer, nothingToSettle, type SeenStream, trueNameKnown } from './view/sight.ts'
export { type FactChange, type StoryItem, timeline } from './view/story.ts'
export type { Turn, Waiting } from './view/waiting.ts'
