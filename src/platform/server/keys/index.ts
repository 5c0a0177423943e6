/** Ciphers and keys of the server. Formats: `docs/formats.md`. */
export { type Bundle, exportBundle, openBundle, type WrappedKey } from './bundle.ts'
export { derivedSecret, tokenFor } from './derive.ts'
export { shred, syncDirectory, writeDurably } from './durable.ts'
export { type EpochKeys, epochKeys, type Wrapped } from './epoch.ts'
export { KeyError, type KeyErrorCode } from './errors.ts'
export { credentialEpochKeys, givenEpochKeys } from './given-keys.ts'
export { sha256 } from './hash.ts'
export { instancePublicKey, openSealed } from './instance.ts'
export {
  fileEpochKeys,
  filePrivateKey,
  newPrivateKey,
  type PrivateKeyKind,
  writeEpochKey,
  writePrivateKey,
} from './key-files.ts'
export { keyFromBytes, newKey, open, openBody, seal, SEAL_OVERHEAD, sealBody } from './seal.ts'
export { hashPassword, isPassword, newSecret, secretHash } from './secrets.ts'
