/** Ciphers and keys of the server. Formats: `docs/formats.md`. */
export { type Bundle, exportBundle, openBundle, type WrappedKey } from './bundle.ts'
export { derivedSecret, tokenFor } from './derive.ts'
export { syncDirectory, writeDurably } from './durable.ts'
export { type EpochKeys, epochKeys } from './epoch.ts'
export { KeyError } from './errors.ts'
export { credentialEpochKeys, givenEpochKeys } from './given-keys.ts'
export { sha256, sha256Of } from './hash.ts'
export { instancePublicKey, openSealed } from './instance.ts'
export {
  fileEpochKeys,
  filePrivateKey,
  hasOtherKeys,
  newPrivateKey,
  writeEpochKey,
  writePrivateKey,
} from './key-files.ts'
export { keyFromBytes, newKey, open, openBody, seal, SEAL_OVERHEAD, sealBody } from './seal.ts'
export { hashPassword, isPassword, newSecret, secretHash } from './secrets.ts'
