import type { KeyObject } from 'node:crypto'
import { type Bytes, concat, u64, type Uuid, utf8, uuidBytes } from '../../pure/bytes/index.ts'
import { KeyError } from './errors.ts'
import { keyFromBytes, open, seal } from './seal.ts'

/** A data key under an epoch key, as it lies in the database: 60 bytes (nonce, 32, tag). Nothing opens it once its epoch is destroyed. */
export type Wrapped = { readonly wrapped: Bytes; readonly epoch: number }

/** An epoch key under the key of a bundle (`bundle.ts`). */
export type CarriedEpoch = { readonly epoch: number; readonly sealed: Bytes }

/**
 * The keys that wrap every data key. Kept outside the database; raw bytes never leave an implementation.
 * Wrapping is synchronous (the keys are in memory), changing epochs is not (disk).
 *
 * Erasure and rotation: `rotate()`, then re-wrap every row whose `epoch` is lower, then `destroy()` each older one.
 * A crash between these steps loses nothing: all epochs not yet destroyed open again after a restart.
 */
export type EpochKeys = {
  /** Number of the epoch that wraps now; from 1, rising. */
  current(): number
  /** Every epoch that still opens, rising. More than one means that a re-wrap is under way or was cut off. */
  epochs(): readonly number[]
  wrap(keyId: Uuid, key: KeyObject): Wrapped
  /** Throws `KeyError`: 'unknown-epoch' after its destruction, 'open-failed' for another key id or changed bytes. */
  unwrap(keyId: Uuid, wrapped: Uint8Array, epoch: number): KeyObject
  /** A new epoch key, durable before it is current. Throws 'provider-read-only' where the operator gives the keys. */
  rotate(): Promise<number>
  /**
   * Forget an older epoch key for ever. `durable: false` says that it was only forgotten by this process: the operator
   * must remove it from where it came from before the erasure is true. Throws 'epoch-in-use' for the current one.
   */
  destroy(epoch: number): Promise<{ durable: boolean }>
  /** Look again at where the keys come from: another process may have rotated or destroyed. Does nothing where the operator gives them. */
  refresh(): Promise<void>
  /** Each epoch key sealed under `kek`, for a key bundle. */
  carry(kek: KeyObject): readonly CarriedEpoch[]
}

const WRAP_TAG = utf8('lindung/wrap/1')
const CARRY_TAG = utf8('lindung/bundle/1 epoch')

/** Associated data of a wrapped key, 38 bytes: tag 14, key id 16, epoch 8. */
export function wrapAad(keyId: Uuid, epoch: number): Bytes {
  return concat(WRAP_TAG, uuidBytes(keyId), u64(epoch))
}

/** Associated data of an epoch key in a bundle, 30 bytes: tag 22, epoch 8. */
export function carryAad(epoch: number): Bytes {
  return concat(CARRY_TAG, u64(epoch))
}

/** A symmetric key sealed under another; its raw bytes live only inside this call. */
export function sealKey(under: KeyObject, key: KeyObject, aad: Uint8Array): Bytes {
  const raw = key.export()
  try {
    return seal(under, raw, aad)
  } finally {
    raw.fill(0)
  }
}

/** The inverse of `sealKey`; throws `KeyError('open-failed')`. */
export function openKey(under: KeyObject, sealed: Uint8Array, aad: Uint8Array): KeyObject {
  return keyFromBytes(open(under, sealed, aad))
}

/** What a provider of epoch keys must be able to do beside holding them in memory. */
export type EpochDisk = {
  /** Make a new key durable and return it; absent where the operator gives the keys. */
  create?(epoch: number): Promise<KeyObject>
  /** Remove a key durably; absent likewise. */
  remove?(epoch: number): Promise<void>
  /** Every key that is there now; absent likewise. */
  load?(): Promise<ReadonlyMap<number, KeyObject>>
}

/** Epoch keys held in memory, with whatever keeps them. Throws 'no-epoch-key' when none is given. */
export function epochKeys(given: ReadonlyMap<number, KeyObject>, disk: EpochDisk = {}): EpochKeys {
  const keys = new Map(given)
  const known = () => [...keys.keys()].toSorted((a, b) => a - b)
  const current = () => known().at(-1) ?? 0
  const get = (epoch: number): KeyObject => {
    const key = keys.get(epoch)
    if (key === undefined) throw new KeyError('unknown-epoch')
    return key
  }
  if (keys.size === 0) throw new KeyError('no-epoch-key')
  return Object.freeze({
    current,
    epochs: known,
    wrap(keyId: Uuid, key: KeyObject) {
      const epoch = current()
      return { wrapped: sealKey(get(epoch), key, wrapAad(keyId, epoch)), epoch }
    },
    unwrap: (keyId: Uuid, wrapped: Uint8Array, epoch: number) => openKey(get(epoch), wrapped, wrapAad(keyId, epoch)),
    async rotate() {
      if (disk.create === undefined) throw new KeyError('provider-read-only')
      const epoch = current() + 1
      keys.set(epoch, await disk.create(epoch))
      return epoch
    },
    async destroy(epoch: number) {
      if (epoch === current()) throw new KeyError('epoch-in-use')
      get(epoch)
      await disk.remove?.(epoch)
      keys.delete(epoch)
      return { durable: disk.remove !== undefined }
    },
    async refresh() {
      const found = await disk.load?.()
      if (found === undefined) return
      if (found.size === 0) throw new KeyError('no-epoch-key')
      for (const epoch of known()) if (!found.has(epoch)) keys.delete(epoch)
      for (const [epoch, key] of found) keys.set(epoch, key)
    },
    carry: (kek: KeyObject) => known().map((epoch) => ({ epoch, sealed: sealKey(kek, get(epoch), carryAad(epoch)) })),
  })
}
