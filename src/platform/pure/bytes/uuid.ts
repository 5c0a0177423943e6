import { type Bytes, exactly, type RandomBytes } from './bytes.ts'
import { fromHex, toHex } from './hex.ts'

/** A UUID in its canonical text: lower case, four hyphens (RFC 9562). */
export type Uuid = string

const CANONICAL = /^[0-9a-f]{8}-[0-9a-f]{4}-([0-9a-f])[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

/** Whether `text` is a canonical UUID of the RFC variant, of that version when given. */
export function isUuid(text: string, version?: 4 | 7): text is Uuid {
  const found = CANONICAL.exec(text)?.[1]
  return found !== undefined && (version === undefined || found === String(version))
}

/** The 16 bytes of a canonical UUID; throws `SyntaxError` on any other text. */
export function uuidBytes(uuid: Uuid): Bytes {
  if (!isUuid(uuid)) throw new SyntaxError('not a canonical UUID')
  return fromHex(uuid.replaceAll('-', ''))
}

/** Canonical text of 16 bytes; throws when they are no UUID of the RFC variant. */
export function uuidFromBytes(bytes: Uint8Array): Uuid {
  const hex = toHex(exactly(16, bytes, 'uuid'))
  const text = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
  if (!isUuid(text)) throw new SyntaxError('not a UUID of the RFC variant')
  return text
}

function stamped(bytes: Uint8Array, version: 4 | 7): Uuid {
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | (version << 4)
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  return uuidFromBytes(bytes)
}

/** A random UUID (version 4, 122 random bits): for things whose ids must not tell when they were made. */
export function newUuid4(random: RandomBytes): Uuid {
  return stamped(new Uint8Array(exactly(16, random(16), 'randomness')), 4)
}

/** A UUID that sorts by time (version 7): 48 bits of milliseconds since the epoch, 74 random bits. For entries and audit leaves. */
export function newUuid7(now: () => number, random: RandomBytes): Uuid {
  const millis = Math.floor(now())
  if (!(millis >= 0 && millis < 2 ** 48)) throw new RangeError('clock out of range')
  const bytes = new Uint8Array(16)
  for (let i = 0; i < 6; i++) bytes[i] = Math.floor(millis / 256 ** (5 - i)) % 256
  bytes.set(exactly(10, random(10), 'randomness'), 6)
  return stamped(bytes, 7)
}

/** Milliseconds since the epoch that a version 7 UUID carries (its maker's clock: a claim). Throws on other versions. */
export function uuid7Millis(uuid: Uuid): number {
  if (!isUuid(uuid, 7)) throw new SyntaxError('not a version 7 UUID')
  return Number.parseInt(uuid.slice(0, 8) + uuid.slice(9, 13), 16)
}
