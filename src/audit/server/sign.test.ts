import { createPrivateKey, generateKeyPairSync } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { equalBytes, fromBase64, toHex } from '#platform/pure/bytes/index.ts'
import { sha256 } from '#platform/server/keys/index.ts'
import { formatCheckpoint, parseCheckpoint } from '../model/checkpoint.ts'
import { formatVkey, openNote, parseVkey } from '../model/note.ts'
import { noteSigner, verifyEd25519 } from './sign.ts'

const newSigner = (name: string) => noteSigner(name, generateKeyPairSync('ed25519').privateKey)
const root = new Uint8Array(32).fill(5)

describe('signed note', () => {
  it("answers the example of Go's note package", () => {
    const seed = fromBase64('AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz').subarray(1)
    const pkcs8 = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed])
    const signer = noteSigner('PeterNeumann', createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' }))
    expect(signer.vkey).toBe('PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW')
    const text = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
    const note = `${text}\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n`
    expect(signer.sign(text)).toBe(note)
    expect(openNote(note, [parseVkey(sha256, signer.vkey)], verifyEd25519)).toEqual({ text, signers: ['PeterNeumann'] })
  })
  it('verifies with its key only, and not after any change', () => {
    const [signer, other] = [newSigner('log.example/a'), newSigner('log.example/a')]
    const note = signer.sign('log.example/a\n12\nx\n')
    expect(openNote(note, [signer.key], verifyEd25519)?.signers).toEqual(['log.example/a'])
    expect(openNote(note, [other.key], verifyEd25519)).toBeUndefined()
    expect(openNote(note, [], verifyEd25519)).toBeUndefined()
    fc.assert(
      fc.property(fc.nat(note.length - 1), fc.constantFrom('', 'x', '\n', 'A', '\u0001'), (at, by) => {
        const changed = note.slice(0, at) + by + note.slice(at + 1)
        fc.pre(changed !== note)
        expect(openNote(changed, [signer.key], verifyEd25519)).toBeUndefined()
      }),
      { numRuns: 500 },
    )
  })
  it('passes over unknown signatures, and not over a wrong one of a known key', () => {
    const [log, witness] = [newSigner('log.example'), newSigner('witness.example')]
    const text = 'log.example\n1\nx\n'
    const second = witness.sign(text).split('\n\n')[1] ?? ''
    const wrong = witness.sign(`${text}y\n`).split('\n\n')[1] ?? ''
    expect(openNote(log.sign(text) + second, [log.key], verifyEd25519)?.signers).toEqual(['log.example'])
    expect(openNote(log.sign(text) + second, [log.key, witness.key], verifyEd25519)?.signers).toEqual([
      'log.example',
      'witness.example',
    ])
    expect(openNote(log.sign(text) + wrong, [log.key], verifyEd25519)?.signers).toEqual(['log.example'])
    expect(openNote(log.sign(text) + wrong, [log.key, witness.key], verifyEd25519)).toBeUndefined()
  })
  it('refuses texts, names and keys that the format excludes', () => {
    const signer = newSigner('log.example')
    for (const text of ['no end', 'tab\t\n', '\ud800\n', 'nul\0\n'])
      expect(() => signer.sign(text)).toThrow(SyntaxError)
    for (const name of ['a b', 'a+b', '']) expect(() => newSigner(name)).toThrow(SyntaxError)
    for (const vkey of [
      '',
      signer.vkey.replace('log', 'lag'),
      signer.vkey.slice(0, -4),
      signer.vkey.replace('+A', '+B'),
    ]) {
      expect(() => parseVkey(sha256, vkey)).toThrow(SyntaxError)
    }
    expect(formatVkey(parseVkey(sha256, signer.vkey))).toBe(signer.vkey)
    const p256 = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey
    expect(() => noteSigner('log.example', p256)).toThrow(RangeError)
    expect(verifyEd25519(root, root, root)).toBe(false)
  })
})

describe('checkpoint', () => {
  it('reads back what was signed', () => {
    const signer = newSigner('log.example/audit')
    const note = signer.signCheckpoint({ size: 7, root, extensions: ['time 2026-11-24T21:53:45.000001Z'] })
    const checkpoint = parseCheckpoint(openNote(note, [signer.key], verifyEd25519)?.text ?? '')
    expect(checkpoint).toEqual({
      origin: 'log.example/audit',
      size: 7,
      root,
      extensions: ['time 2026-11-24T21:53:45.000001Z'],
    })
    expect(toHex(checkpoint?.root ?? new Uint8Array(0))).toBe('05'.repeat(32))
  })
  it('is nothing else', () => {
    const text = formatCheckpoint({ origin: 'o', size: 0, root, extensions: [] })
    const wrong = [
      '',
      'o\n',
      text.slice(0, -1),
      `\n${text}`,
      text.replace('\n0\n', '\n00\n'),
      text.replace('\n0\n', '\n-1\n'),
      `${text}\n`,
      text.replace('\n0\n', '\n9007199254740992\n'),
      text.replace('BQ', 'B'),
    ]
    for (const other of wrong) expect(parseCheckpoint(other)).toBeUndefined()
    expect(() => formatCheckpoint({ origin: 'o\np', size: 0, root, extensions: [] })).toThrow(SyntaxError)
    expect(() => formatCheckpoint({ origin: 'o', size: 0, root, extensions: [''] })).toThrow(SyntaxError)
    expect(equalBytes(parseCheckpoint(text)?.root ?? new Uint8Array(0), root)).toBe(true)
  })
})
