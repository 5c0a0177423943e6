import { type Bytes, concat } from '../../pure/bytes/index.ts'

const NONCE = 12

/** Where the device key lives between visits: IndexedDB in the browser (`idb-key-store.ts`), a map in tests. */
export type KeyStore = {
  get(): Promise<CryptoKey | undefined>
  /** Keep `key` unless one is kept already; answers with the kept one (two tabs may start at once). */
  keep(key: CryptoKey): Promise<CryptoKey>
}

/** This device's AES-256 key, made on first use. Not extractable: scripts may use it and cannot carry it away. */
export async function deviceKey(store: KeyStore): Promise<CryptoKey> {
  const kept = await store.get()
  if (kept !== undefined) return kept
  return store.keep(await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']))
}

/** AES-256-GCM as on the server: nonce (12, random) ‖ ciphertext ‖ tag (16). `aad` names what it is (outbox item, draft). */
export async function seal(key: CryptoKey, plaintext: Bytes, aad: Bytes): Promise<Bytes> {
  const iv = crypto.getRandomValues(new Uint8Array(NONCE))
  const body = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: aad }, key, plaintext)
  return concat(iv, new Uint8Array(body))
}

/** The inverse; rejects with `OperationError` when key, associated data or any bit differs. */
export async function open(key: CryptoKey, sealed: Bytes, aad: Bytes): Promise<Bytes> {
  const algorithm = { name: 'AES-GCM', iv: sealed.slice(0, NONCE), additionalData: aad }
  return new Uint8Array(await crypto.subtle.decrypt(algorithm, key, sealed.slice(NONCE)))
}
