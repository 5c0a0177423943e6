import type { Bytes } from '../bytes/index.ts'
import { stripJpeg } from './jpeg.ts'
import { stripPng } from './png.ts'
import { stripWebp } from './webp.ts'

const STRIPPERS: Readonly<Record<string, (bytes: Uint8Array) => Bytes | undefined>> = Object.freeze({
  'image/jpeg': stripJpeg,
  'image/png': stripPng,
  'image/webp': stripWebp,
})

/** Whether pictures of this type can carry place data that we know how to drop. */
export function isStrippable(type: string): boolean {
  return Object.hasOwn(STRIPPERS, type)
}

/**
 * The picture without anything that tells where, when, by whom and with what it was taken; orientation and colours stay.
 * Idempotent, so a server can check that the browser did it: `strip(strip(x))` has the bytes of `strip(x)`.
 * `undefined` when the picture is malformed. Throws `RangeError` for a type that is not strippable.
 */
export function strip(type: string, bytes: Uint8Array): Bytes | undefined {
  const stripper = Object.hasOwn(STRIPPERS, type) ? STRIPPERS[type] : undefined
  if (stripper === undefined) throw new RangeError('strip: not a picture type')
  return stripper(bytes)
}
