/** The audit log on paper: leaves, tree, checkpoints, verification. Formats: `docs/formats.md`. */
export { type Checkpoint, formatCheckpoint, parseCheckpoint } from './checkpoint.ts'
export { type Concern, type Leaf, leafBytes, parseLeaf } from './leaf.ts'
export {
  append,
  type Consistency,
  consistencyProof,
  EMPTY,
  inclusionProof,
  leafHash,
  type Node,
  type NodeAt,
  type Range,
  root,
  type Sha256,
  verifyConsistency,
  verifyInclusion,
} from './merkle.ts'
export { formatVkey, openNote, parseVkey, signNote, type VerifierKey, type VerifyEd25519, verifierKey } from './note.ts'
export type { ChainedRow, EntryRow, Evidence, Finding, FindingKind, LeafRow, Tools, Verdict } from './verdict.ts'
export { isSound, verify } from './verify.ts'
