/** Byte layouts that hashes, seals and files are built from. Formats: `docs/formats.md`. */
export { fromBase64, toBase64 } from './base64.ts'
export { type Bytes, concat, concatAll, equalBytes, exactly, type RandomBytes } from './bytes.ts'
export { fromHex, isHex, toHex } from './hex.ts'
export { readU32, readU64, u32, u64 } from './integers.ts'
export { isoFromMicros, type Micros, microsFromIso } from './micros.ts'
export { fromUtf8, utf8 } from './utf8.ts'
export { isUuid, newUuid4, newUuid7, type Uuid, uuid7Millis, uuidBytes, uuidFromBytes } from './uuid.ts'
