import { fileTypeFromBuffer } from 'file-type'
import { type ClaimRefusal, refusalOfClaim } from '../../pure/attachments/index.ts'
import { equalBytes, fromUtf8 } from '../../pure/bytes/index.ts'
import { isStrippable, strip } from '../../pure/images/index.ts'

/** Why the content of an attachment is not taken. */
export type ContentRefusal =
  | ClaimRefusal
  | 'type-differs' // the bytes are not what the entry says they are
  | 'malformed'
  | 'place-data' // a picture that was not stripped before it was sent

/** Other names of the same thing that file-type uses. */
const SAME: ReadonlyMap<string, string> = new Map([
  ['audio/x-m4a', 'audio/mp4'],
  ['audio/ogg; codecs=opus', 'audio/ogg'],
])

/** Whether whole content is of the claimed, allowed type, and free of place data where that can be known; `undefined` is yes. */
export async function checkContent(bytes: Uint8Array, type: string): Promise<ContentRefusal | undefined> {
  const refusal = refusalOfClaim({ type, size: bytes.length })
  if (refusal !== undefined) return refusal
  const found = await detect(bytes)
  if (found !== type && !(type === 'text/plain' && isOnlyText(bytes, found))) return 'type-differs'
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

/**
 * Words may begin as a format does that we do not take ("BM", "MZ", "GIF"): then they are words. What we do take, such as a PDF
 * of nothing but letters, goes by its own name.
 */
function isOnlyText(bytes: Uint8Array, found: string | undefined): boolean {
  const goesByItsName = found !== undefined && refusalOfClaim({ type: found, size: bytes.length }) === undefined
  return !goesByItsName && isPlainText(bytes)
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
