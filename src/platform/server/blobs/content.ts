import { fileTypeFromBuffer } from 'file-type'
import { equalBytes, fromUtf8 } from '../../pure/bytes/index.ts'
import { isStrippable, strip } from '../../pure/images/index.ts'

/** Why the content of an attachment is not taken. */
export type ContentRefusal =
  | 'type-not-allowed'
  | 'type-differs' // the bytes are not what the entry says they are
  | 'too-large'
  | 'malformed'
  | 'place-data' // a picture that was not stripped before it was sent

const MIB = 1024 * 1024
const OFFICE = 'application/vnd.openxmlformats-officedocument'

/**
 * What may be attached, with its largest size in bytes. Not HEIC: we cannot strip its place data, and telephones hand over JPEG when
 * a page asks for it. Not SVG, HTML, video, archives, or documents with macros.
 */
const ALLOWED: ReadonlyMap<string, number> = new Map([
  ['image/jpeg', 15 * MIB],
  ['image/png', 15 * MIB],
  ['image/webp', 15 * MIB],
  ['application/pdf', 25 * MIB],
  ['audio/mpeg', 25 * MIB],
  ['audio/mp4', 25 * MIB],
  ['audio/ogg', 25 * MIB],
  ['audio/wav', 25 * MIB],
  ['text/plain', 2 * MIB],
  [`${OFFICE}.wordprocessingml.document`, 15 * MIB],
  [`${OFFICE}.spreadsheetml.sheet`, 15 * MIB],
  ['application/vnd.oasis.opendocument.text', 15 * MIB],
])

/** Other names of the same thing that file-type uses. */
const SAME: ReadonlyMap<string, string> = new Map([
  ['audio/x-m4a', 'audio/mp4'],
  ['audio/ogg; codecs=opus', 'audio/ogg'],
])

/** Media types that may be attached. */
export const allowedTypes: readonly string[] = [...ALLOWED.keys()]

/** Before any byte is sent: whether a file of this type and size could be taken at all. */
export function checkClaim(claim: { type: string; size: number }): ContentRefusal | undefined {
  const most = ALLOWED.get(claim.type)
  if (most === undefined) return 'type-not-allowed'
  return Number.isSafeInteger(claim.size) && claim.size >= 1 && claim.size <= most ? undefined : 'too-large'
}

/** Whether whole content is of the claimed, allowed type, and free of place data where that can be known; `undefined` is yes. */
export async function checkContent(bytes: Uint8Array, type: string): Promise<ContentRefusal | undefined> {
  const refusal = checkClaim({ type, size: bytes.length })
  if (refusal !== undefined) return refusal
  if ((await detect(bytes)) !== type) return 'type-differs'
  if (!isStrippable(type)) return undefined
  const stripped = strip(type, bytes)
  if (stripped === undefined) return 'malformed'
  return equalBytes(stripped, bytes) ? undefined : 'place-data'
}

async function detect(bytes: Uint8Array): Promise<string | undefined> {
  try {
    const found = (await fileTypeFromBuffer(bytes))?.mime
    if (found === undefined) return isPlainText(bytes) ? 'text/plain' : undefined
    return SAME.get(found) ?? found
  } catch {
    return undefined // the detector stumbles over broken files
  }
}

/** UTF-8 without control characters other than tab and line ends. */
function isPlainText(bytes: Uint8Array): boolean {
  try {
    // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
    return !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/u.test(fromUtf8(bytes))
  } catch {
    return false
  }
}
