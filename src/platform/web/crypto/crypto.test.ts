import { createHash, createPrivateKey, createSecretKey } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import entries from '../../../../test/vectors/formats/entry.json' with { type: 'json' }
import sealto from '../../../../test/vectors/formats/sealto.json' with { type: 'json' }
import { fromHex, toHex, utf8 } from '../../pure/bytes/index.ts'
import { instancePublicKey, newPrivateKey, open as serverOpen, openSealed } from '../../server/keys/index.ts'
import { deviceKey, type KeyStore, open, prepareAttachment, randomBytes, seal, sealTo, sha256 } from './index.ts'

const bytes = () => fc.uint8Array().map((b) => new Uint8Array(b))
const aad = utf8('outbox/1')

function memoryStore(): KeyStore {
  let kept: CryptoKey | undefined
  return { get: async () => kept, keep: async (key) => (kept ??= key) }
}

describe('device key', () => {
  it('is one per device, and cannot be carried away', async () => {
    const store = memoryStore()
    const [a, b] = await Promise.all([deviceKey(store), deviceKey(store)])
    expect(a).toBe(b)
    expect(a.extractable).toBe(false)
    await expect(crypto.subtle.exportKey('raw', a)).rejects.toBeInstanceOf(Error)
  })
  it('seals what only it opens, for the same purpose', async () => {
    const key = await deviceKey(memoryStore())
    await fc.assert(
      fc.asyncProperty(bytes(), fc.nat(), async (plain, place) => {
        const sealed = await seal(key, plain, aad)
        expect(toHex(await open(key, sealed, aad))).toBe(toHex(plain))
        const at = place % sealed.length
        await expect(open(key, sealed.with(at, (sealed[at] ?? 0) ^ 1), aad)).rejects.toBeInstanceOf(Error)
        await expect(open(key, sealed.slice(0, at), aad)).rejects.toBeInstanceOf(Error)
        await expect(open(key, sealed, utf8('draft/1'))).rejects.toBeInstanceOf(Error)
      }),
    )
  })
  it('uses the format of the server', async () => {
    const raw = randomBytes(32)
    const key = await crypto.subtle.importKey('raw', new Uint8Array(raw), 'AES-GCM', false, ['encrypt'])
    expect(toHex(serverOpen(createSecretKey(raw), await seal(key, utf8('x'), aad), aad))).toBe('78')
  })
})

it('hashes as the server does', async () => {
  await fc.assert(
    fc.asyncProperty(bytes(), async (b) => {
      expect(toHex(await sha256(b))).toBe(createHash('sha256').update(b).digest('hex'))
    }),
  )
  for (const row of entries.rows) expect(toHex(await sha256(fromHex(row.entry_preimage)))).toBe(row.entry_hash)
})

describe('attachment', () => {
  const id = '0b9c4c7e-3f59-4a52-9d0f-7a1f6f1f2c11'
  const jpeg = fromHex('ffd8fffe0006686f6d65ffdb000300ffda00020102ffd9')
  it('is final before its entry is written: stripped, hashed, with a key of its own', async () => {
    const one = await prepareAttachment(id, 'image/jpeg', jpeg, (n) => new Uint8Array(n).fill(1))
    expect(toHex(one?.bytes ?? new Uint8Array(0))).toBe('ffd8ffdb000300ffda00020102ffd9')
    const hash = createHash('sha256')
      .update(one?.bytes ?? '')
      .digest('hex')
    expect(one?.file).toEqual({
      id,
      size: 15,
      type: 'image/jpeg',
      sha256: hash,
      key: Buffer.alloc(32, 1).toString('base64'),
    })
    expect((await prepareAttachment(id, 'text/plain', jpeg))?.bytes).toBe(jpeg)
  })
  it('is refused when a picture cannot be read', async () => {
    expect(await prepareAttachment(id, 'image/png', jpeg)).toBeUndefined()
  })
})

describe('sealed to the instance', () => {
  it('opens on the server only, with the same associated data', async () => {
    const key = newPrivateKey('p256')
    const publicKey = instancePublicKey(key)
    expect(publicKey.length).toBe(65)
    await fc.assert(
      fc.asyncProperty(bytes(), fc.nat(), async (plain, place) => {
        const sealed = await sealTo(publicKey, plain, aad)
        expect(sealed.length).toBe(plain.length + 81)
        expect(toHex(await openSealed(key, sealed, aad))).toBe(toHex(plain))
        const at = place % sealed.length
        await expect(openSealed(key, sealed.with(at, (sealed[at] ?? 0) ^ 1), aad)).rejects.toThrow('open-failed')
        await expect(openSealed(key, sealed.subarray(0, at), aad)).rejects.toThrow('open-failed')
        await expect(openSealed(key, sealed, utf8('other'))).rejects.toThrow('open-failed')
        await expect(openSealed(newPrivateKey('p256'), sealed, aad)).rejects.toThrow('open-failed')
      }),
      { numRuns: 30 },
    )
    await expect(sealTo(new Uint8Array(65).fill(4), utf8('x'), aad)).rejects.toBeInstanceOf(Error)
  })
  it('answers the CFRG vector: mode 0, kem 16, kdf 1, aead 2', async () => {
    const point = (hex: string) => ({
      x: Buffer.from(hex.slice(2, 66), 'hex').toString('base64url'),
      y: Buffer.from(hex.slice(66), 'hex').toString('base64url'),
    })
    const jwk = (d: string, pk: string) => ({
      kty: 'EC',
      crv: 'P-256',
      d: Buffer.from(d, 'hex').toString('base64url'),
      ...point(pk),
    })
    const pkRm =
      '04abc7e49a4c6b3566d77d0304addc6ed0e98512ffccf505e6a8e3eb25c685136f853148544876de76c0f2ef99cdc3a05ccf5ded7860c7c021238f9e2073d2356c'
    const skRm = '317f915db7bc629c48fe765587897e01e282d3e8445f79f27f65d031a88082b2'
    const enc =
      '04c06b4f6bebc7bb495cb797ab753f911aff80aefb86fd8b6fcc35525f3ab5f03e0b21bd31a86c6048af3cb2d98e0d3bf01da5cc4c39ff5370d331a4f1f7d5a4e0'
    const skEm = '90345e3a1d116c1dd39ae76d95ab858c142223a63e44f8f85318cfa91a84858e'
    const ct = '58c61a45059d0c5704560e9d88b564a8b63f1364b8d1fcb3c4c6ddc1d291742465e902cd216f8908da49f8f96f'
    const [info, text, count] = [utf8('Ode on a Grecian Urn'), utf8('Beauty is truth, truth beauty'), utf8('Count-0')]
    const curve = { name: 'ECDH', namedCurve: 'P-256' }
    const ephemeral = {
      privateKey: await crypto.subtle.importKey('jwk', jwk(skEm, enc), curve, false, ['deriveBits']),
      publicKey: await crypto.subtle.importKey('raw', fromHex(enc), curve, true, []),
    }
    expect(toHex(await sealTo(fromHex(pkRm), text, count, info, ephemeral))).toBe(enc + ct)
    const recipient = createPrivateKey({ key: jwk(skRm, pkRm), format: 'jwk' })
    expect(toHex(await openSealed(recipient, fromHex(enc + ct), count, info))).toBe(toHex(text))
  })
  it('answers the vector of docs/formats.md', async () => {
    const curve = { name: 'ECDH', namedCurve: 'P-256' }
    const ephemeral = {
      privateKey: await crypto.subtle.importKey('jwk', sealto.ephemeral_private_jwk, curve, false, ['deriveBits']),
      publicKey: await crypto.subtle.importKey('raw', fromHex(sealto.sealed.slice(0, 130)), curve, true, []),
    }
    const [publicKey, plaintext, aad] = [sealto.recipient_public, sealto.plaintext, sealto.aad].map(fromHex)
    expect(toHex(await sealTo(publicKey!, plaintext!, aad!, undefined, ephemeral))).toBe(sealto.sealed)
  })
})
