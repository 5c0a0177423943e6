import { createHmac, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto'

/** A secret of the instance for one purpose, from its long-lived private key (HKDF-SHA256 over the PKCS#8 bytes); `label` names the purpose. */
export function derivedSecret(privateKey: KeyObject, label: string): KeyObject {
  const raw = privateKey.export({ format: 'der', type: 'pkcs8' })
  try {
    return createSecretKey(Buffer.from(hkdfSync('sha256', raw, '', label, 32)))
  } finally {
    raw.fill(0)
  }
}

/** A token of 256 bits in base64url that only the holder of the secret can make again: HMAC-SHA256 over the text. */
export function tokenFor(secret: KeyObject, text: string): string {
  return createHmac('sha256', secret).update(text).digest('base64url')
}
