import type { KeyStore } from './device.ts'

const DATABASE = 'lindung-device'
const STORE = 'keys'
const NAME = 'device'

/** The device key in IndexedDB, which stores a `CryptoKey` without ever showing its bytes. Rejects where IndexedDB is denied. */
export function idbKeyStore(factory: IDBFactory = indexedDB): KeyStore {
  return {
    get: () => inStore(factory, 'readonly', (store) => store.get(NAME)),
    async keep(key) {
      const before = await inStore(factory, 'readwrite', (store) => {
        const found = store.get(NAME)
        found.onsuccess = () => {
          if (found.result === undefined) store.add(key, NAME)
        }
        return found
      })
      return before ?? key
    },
  }
}

/** Forget the device key: everything sealed under it is gone. For signing out of a shared device and for revocation. */
export async function forgetDeviceKey(factory: IDBFactory = indexedDB): Promise<void> {
  await inStore(factory, 'readwrite', (store) => store.delete(NAME))
}

/** One transaction; resolves with the request's result only after the transaction is complete, that is, stored. */
async function inStore(
  factory: IDBFactory,
  mode: IDBTransactionMode,
  use: (store: IDBObjectStore) => IDBRequest,
): Promise<CryptoKey | undefined> {
  const database = await opened(factory)
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction(STORE, mode, { durability: 'strict' })
      const request = use(transaction.objectStore(STORE))
      transaction.oncomplete = () => resolve(request.result instanceof CryptoKey ? request.result : undefined)
      transaction.onabort = () => reject(transaction.error ?? new Error('aborted'))
    })
  } finally {
    database.close()
  }
}

function opened(factory: IDBFactory): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = factory.open(DATABASE, 1)
    request.onupgradeneeded = () => request.result.createObjectStore(STORE)
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('not opened'))
  })
}
