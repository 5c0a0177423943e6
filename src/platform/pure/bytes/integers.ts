import type { Bytes } from './bytes.ts'

/** Four bytes, big endian, of an integer in [0, 2^32). Throws `RangeError` outside. */
export function u32(value: number): Bytes {
  if (!Number.isInteger(value) || value < 0 || value > 0xffffffff) throw new RangeError('u32: out of range')
  return Uint8Array.of(value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255)
}

/** Eight bytes, big endian, of an integer in [0, 2^53), the range a JavaScript number holds exactly. Throws `RangeError` outside. */
export function u64(value: number): Bytes {
  if (!Number.isSafeInteger(value) || value < 0) throw new RangeError('u64: out of range')
  const out = new Uint8Array(8)
  out.set(u32(Math.floor(value / 0x100000000)), 0)
  out.set(u32(value % 0x100000000), 4)
  return out
}

/** The integer in four big-endian bytes at `at`. Throws `RangeError` when there are fewer. */
export function readU32(bytes: Uint8Array, at = 0): number {
  if (at < 0 || at + 4 > bytes.length) throw new RangeError('u32: too few bytes')
  let value = 0
  for (let i = 0; i < 4; i++) value = value * 256 + (bytes[at + i] ?? 0)
  return value
}

/** The integer in eight big-endian bytes at `at`. Throws `RangeError` when there are fewer, or beyond 2^53 - 1. */
export function readU64(bytes: Uint8Array, at = 0): number {
  const value = readU32(bytes, at) * 0x100000000 + readU32(bytes, at + 4)
  if (!Number.isSafeInteger(value)) throw new RangeError('u64: beyond 2^53')
  return value
}
