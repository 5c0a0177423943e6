/** Ciphers and keys of the server. Formats: `docs/formats.md`. */
export { KeyError, type KeyErrorCode } from './errors.ts'
export { type EpochKeys, epochKeys, type Wrapped } from './epoch.ts'
export { sha256 } from './hash.ts'
export { keyFromBytes, newKey, open, seal, SEAL_OVERHEAD } from './seal.ts'
