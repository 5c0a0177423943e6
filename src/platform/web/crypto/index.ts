/** WebCrypto twins of `platform/server/keys`, as small as the browser needs. Formats: `docs/formats.md`. */
export { prepareAttachment } from './attachment.ts'
export { deviceKey, type KeyStore, open, seal } from './device.ts'
export { randomBytes, sha256 } from './hash.ts'
export { forgetDeviceKey, idbKeyStore } from './idb-key-store.ts'
export { sealTo } from './seal-to.ts'
