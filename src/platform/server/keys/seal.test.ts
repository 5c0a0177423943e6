import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromHex, toHex, utf8 } from '../../pure/bytes/index.ts'
import { epochKeys, KeyError, keyFromBytes, newKey, open, seal, SEAL_OVERHEAD } from './index.ts'
import { sealWithNonce } from './seal.ts'

const failed = new KeyError('open-failed')

describe('seal', () => {
  it('opens to what was sealed, and hides its length by a fixed amount only', () => {
    const key = newKey()
    fc.assert(
      fc.property(fc.uint8Array(), fc.uint8Array(), (plain, aad) => {
        const sealed = seal(key, plain, aad)
        expect(sealed.length).toBe(plain.length + SEAL_OVERHEAD)
        expect(toHex(open(key, sealed, aad))).toBe(toHex(plain))
      }),
    )
  })
  it('does not open with any bit changed, cut, or under another key or associated data', () => {
    const key = newKey()
    const aad = utf8('aad')
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1 }), fc.nat(), fc.nat(7), (plain, place, bit) => {
        const sealed = seal(key, plain, aad)
        const at = place % sealed.length
        const changed = sealed.with(at, (sealed[at] ?? 0) ^ (1 << bit))
        expect(() => open(key, changed, aad)).toThrow(failed)
        expect(() => open(key, sealed.subarray(0, at), aad)).toThrow(failed)
        expect(() => open(newKey(), sealed, aad)).toThrow(failed)
        expect(() => open(key, sealed, utf8('aae'))).toThrow(failed)
      }),
    )
  })
  it('never repeats a nonce, so equal texts differ', () => {
    const key = newKey()
    expect(toHex(seal(key, utf8('x'), utf8('')))).not.toBe(toHex(seal(key, utf8('x'), utf8(''))))
  })
  it('answers the AES-256-GCM test case 16 of McGrew and Viega', () => {
    const key = keyFromBytes(fromHex('feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308'))
    const plain = fromHex(
      'd9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39',
    )
    const sealed = sealWithNonce(
      key,
      fromHex('cafebabefacedbaddecaf888'),
      plain,
      fromHex('feedfacedeadbeeffeedfacedeadbeefabaddad2'),
    )
    expect(toHex(sealed)).toBe(
      'cafebabefacedbaddecaf888' +
        '522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662' +
        '76fc6ece0f4e1768cddf8853bb2d551b',
    )
  })
  it('wipes raw key bytes', () => {
    const raw = new Uint8Array(32).fill(7)
    keyFromBytes(raw)
    expect(raw.every((b) => b === 0)).toBe(true)
    expect(() => keyFromBytes(new Uint8Array(16))).toThrow(RangeError)
  })
})

describe('epoch keys', () => {
  const memory = () => epochKeys(new Map([[1, newKey()]]), { create: async () => newKey(), remove: async () => {} })
  it('wrap and unwrap a key for its id and epoch only', async () => {
    const keys = memory()
    const [id, key] = [randomUUID(), newKey()]
    const { wrapped, epoch } = keys.wrap(id, key)
    expect([wrapped.length, epoch]).toEqual([60, 1])
    expect(keys.unwrap(id, wrapped, 1).equals(key)).toBe(true)
    expect(() => keys.unwrap(randomUUID(), wrapped, 1)).toThrow(failed)
    expect(() => keys.unwrap(id, wrapped, 2)).toThrow(new KeyError('unknown-epoch'))
    await keys.rotate()
    expect(() => keys.unwrap(id, wrapped, 2)).toThrow(failed)
  })
  it('a destroyed epoch opens nothing, what was re-wrapped opens still', async () => {
    const keys = memory()
    const [kept, erased] = [randomUUID(), randomUUID()]
    const old = [kept, erased].map((id) => keys.wrap(id, newKey()))
    expect(await keys.rotate()).toBe(2)
    expect([keys.current(), keys.epochs()]).toEqual([2, [1, 2]])
    const again = keys.wrap(kept, keys.unwrap(kept, old[0]!.wrapped, 1))
    expect(await keys.destroy(1)).toEqual({ durable: true })
    expect(keys.unwrap(kept, again.wrapped, again.epoch).symmetricKeySize).toBe(32)
    expect(() => keys.unwrap(erased, old[1]!.wrapped, 1)).toThrow(new KeyError('unknown-epoch'))
    await expect(keys.destroy(2)).rejects.toThrow('epoch-in-use')
    await expect(keys.destroy(1)).rejects.toThrow('unknown-epoch')
  })
  it('say when only the operator can rotate and destroy', async () => {
    const keys = epochKeys(
      new Map([
        [1, newKey()],
        [2, newKey()],
      ]),
    )
    await expect(keys.rotate()).rejects.toThrow('provider-read-only')
    expect(await keys.destroy(1)).toEqual({ durable: false })
    expect(() => epochKeys(new Map())).toThrow('no-epoch-key')
  })
})
