/** The audit slice on the server. */
export { type Copies, layCopiesAside, openCopies, publishKey, readCheckpointCopies, readLogName } from './copies.ts'
export { recordLeaf, type Told } from './record.ts'
export { createSequencer, LogChanged, type Sequencer, type SequencerState, type Trouble } from './sequencer.ts'
export { type NoteSigner, noteSigner, verifyEd25519 } from './sign.ts'
export { looksAt } from './store.ts'
export { recordCommandLeaf } from './store-commands.ts'
export { type Given, verifyLog } from './verify.ts'
