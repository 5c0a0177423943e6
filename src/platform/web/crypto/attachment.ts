import type { Claim } from '../../pure/attachments/index.ts'
import { type Bytes, type RandomBytes, toBase64, toHex, type Uuid } from '../../pure/bytes/index.ts'
import { isStrippable, strip } from '../../pure/images/index.ts'
import { randomBytes, sha256 } from './hash.ts'

/** An attachment as it will be sent: the final bytes, and what the entry says about them, its own key (base64) included. */
export type Prepared = { readonly bytes: Bytes; readonly file: Claim & { readonly key: string } }

/**
 * Make a chosen file final before its entry is written: place data leaves pictures here, on the device. `undefined` when a picture
 * cannot be read. Whether the type and size are allowed is asked before (`refusalOfClaim`).
 */
export async function prepareAttachment(
  id: Uuid,
  type: string,
  chosen: Bytes,
  random: RandomBytes = randomBytes,
): Promise<Prepared | undefined> {
  const bytes = isStrippable(type) ? strip(type, chosen) : chosen
  if (bytes === undefined) return undefined
  const hash = toHex(await sha256(bytes))
  return { bytes, file: { id, size: bytes.length, type, sha256: hash, key: toBase64(random(32)) } }
}
