import { createHmac, createPrivateKey, createSecretKey } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openBackup } from '../../../src/app/ops/backup-file.ts'
import { leafBytes, parseLeaf, type Leaf } from '../../../src/audit/model/leaf.ts'
import * as merkle from '../../../src/audit/model/merkle.ts'
import { parseCheckpoint } from '../../../src/audit/model/checkpoint.ts'
import { openNote, parseVkey } from '../../../src/audit/model/note.ts'
import { noteSigner, verifyEd25519 } from '../../../src/audit/server/sign.ts'
import { entryAad, entryPreimage, headPreimage, summaryAad } from '../../../src/cases/file/hash.ts'
import { readUnsentFile, unsentAad, unsentFileText } from '../../../src/cases/outbox/model/unsent-file.ts'
import { concat, fromBase64, fromHex, microsFromIso, toHex, utf8 } from '../../../src/platform/pure/bytes/index.ts'
import { decryptStream, encryptedSize, encryptStream } from '../../../src/platform/server/blobs/index.ts'
import { wrapAad } from '../../../src/platform/server/keys/epoch.ts'
import { givenEpochKeys, instancePublicKey, open, openBundle, openSealed, sha256 } from '../../../src/platform/server/keys/index.ts'
import { sealWithNonce } from '../../../src/platform/server/keys/seal.ts'
import { instanceMac } from '../../../src/platform/server/sealed-file.ts'
import backup from './backup.json' with { type: 'json' }
import blob from './blob.json' with { type: 'json' }
import bundle from './bundle.json' with { type: 'json' }
import entry from './entry.json' with { type: 'json' }
import tree from './merkle.json' with { type: 'json' }
import note from './note.json' with { type: 'json' }
import seals from './seal.json' with { type: 'json' }
import sealto from './sealto.json' with { type: 'json' }
import unsent from './unsent.json' with { type: 'json' }

// Described in docs/formats.md. These files are never regenerated: formats outlive code. A change here is a new version of a format.

const key = (hex: string) => createSecretKey(fromHex(hex))

// The browser's twins answer the same files in src/platform/web/crypto/crypto.test.ts.

describe('entry.json', () => {
  it.each(entry.rows)('row $seq', (row) => {
    const preimage = entryPreimage(utf8(row.entry))
    expect(toHex(preimage)).toBe(row.entry_preimage)
    expect(toHex(sha256(preimage))).toBe(row.entry_hash)
    expect(microsFromIso(row.received_at)).toBe(row.received_at_micros)
    const head = headPreimage({
      stream: row.stream, seq: row.seq, receivedAt: row.received_at_micros, entryHash: fromHex(row.entry_hash), previous: fromHex(row.previous_head),
    })
    expect(toHex(head)).toBe(row.head_preimage)
    expect(toHex(sha256(head))).toBe(row.head)
  })
})

describe('seal.json', () => {
  it('entry, summary and wrapped key', () => {
    const { entry: e, summary: s, wrap: w } = seals
    expect(toHex(entryAad({ stream: e.stream, seq: e.seq, id: e.id, keyId: e.key_id }))).toBe(e.aad)
    expect(toHex(summaryAad({ stream: s.stream, seq: s.seq, keyId: s.key_id }))).toBe(s.aad)
    expect(toHex(wrapAad(w.key_id, w.epoch))).toBe(w.aad)
    for (const [k, text, sealed, v] of [[e.key, e.plaintext, e.sealed, e], [s.key, s.plaintext, s.sealed, s], [w.epoch_key, w.data_key, w.wrapped, w]] as const) {
      expect(toHex(sealWithNonce(key(k), fromHex(v.nonce), fromHex(text), fromHex(v.aad)))).toBe(sealed)
      expect(toHex(open(key(k), fromHex(sealed), fromHex(v.aad)))).toBe(text)
    }
    const keys = givenEpochKeys(`${w.epoch}:${Buffer.from(w.epoch_key, 'hex').toString('base64')}`)
    expect(keys.unwrap(w.key_id, fromHex(w.wrapped), w.epoch).equals(key(w.data_key))).toBe(true)
  })
})

describe('blob.json', () => {
  const all = async (source: AsyncIterable<Uint8Array>) => {
    const parts: Uint8Array[] = []
    for await (const part of source) parts.push(part)
    return concat(...parts)
  }
  it.each(blob.cases)('$size bytes', async (one) => {
    const plain = Uint8Array.from({ length: one.size }, (_, i) => i % 251)
    const encrypted = await all(encryptStream(key(blob.file_key), [plain], () => fromHex(blob.salt)))
    expect([encrypted.length, encryptedSize(one.size)]).toEqual([one.encrypted_size, one.encrypted_size])
    expect(toHex(sha256(encrypted))).toBe(one.encrypted_sha256)
    if (one.encrypted !== undefined) expect(toHex(encrypted)).toBe(one.encrypted)
    expect(toHex(await all(decryptStream(key(blob.file_key), [encrypted])))).toBe(toHex(plain))
  })
})

describe('bundle.json', () => {
  it('opens to its keys', async () => {
    const opened = await openBundle(fromBase64(bundle.bundle), bundle.passphrase)
    expect([...opened.epochs].map(([epoch, k]) => [String(epoch), k.export().toString('hex')])).toEqual(Object.entries(bundle.epochs))
    for (const [i, k] of bundle.keys.entries()) {
      const found = opened.keys[i]!
      const epochKey = opened.epochs.get(found.epoch)!
      expect([found.keyId, found.epoch]).toEqual([k.key_id, k.epoch])
      expect(toHex(open(epochKey, found.wrapped, wrapAad(found.keyId, found.epoch)))).toBe(k.data_key)
    }
    const signer = noteSigner(note.origin, opened.secrets.get('audit-log')!)
    expect(signer.vkey).toBe(note.vkey)
  })
})

describe('merkle.json', () => {
  const leaves = tree.leaves.map((leaf) => merkle.leafHash(sha256, fromHex(leaf)))
  it('leaf hashes and roots', () => {
    expect(leaves.map(toHex)).toEqual(tree.leaf_hashes)
    let range = merkle.EMPTY
    for (const [size, root] of tree.roots.entries()) {
      expect(toHex(merkle.root(sha256, range))).toBe(root)
      if (size < leaves.length) range = merkle.append(sha256, range, leaves[size]!).range
    }
  })
  it.each(tree.inclusion)('inclusion $index in $size', ({ index, size, proof }) => {
    expect(merkle.verifyInclusion(sha256, { leaf: leaves[index]!, index, size, root: fromHex(tree.roots[size]!), proof: proof.map(fromHex) })).toBe(true)
  })
  it.each(tree.consistency)('consistency $from to $to', ({ from, to, proof }) => {
    const [fromRoot, toRoot] = [fromHex(tree.roots[from]!), fromHex(tree.roots[to]!)]
    expect(merkle.verifyConsistency(sha256, { from, to, fromRoot, toRoot, proof: proof.map(fromHex) })).toBe(true)
  })
})

describe('note.json', () => {
  it('leaves, tree and checkpoint', () => {
    let range = merkle.EMPTY
    for (const { leaf, canonical, leaf_hash } of note.leaves) {
      expect(toHex(leafBytes(leaf as Leaf))).toBe(toHex(utf8(canonical)))
      expect(parseLeaf(utf8(canonical))).toEqual(leaf)
      const hash = merkle.leafHash(sha256, utf8(canonical))
      expect(toHex(hash)).toBe(leaf_hash)
      range = merkle.append(sha256, range, hash).range
    }
    expect(toHex(merkle.root(sha256, range))).toBe(note.root)
    const pkcs8 = Buffer.from(`302e020100300506032b657004220420${note.ed25519_seed}`, 'hex')
    const signer = noteSigner(note.origin, createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' }))
    expect([signer.vkey, signer.key.keyHash, toHex(signer.key.publicKey)]).toEqual([note.vkey, note.key_hash, note.public_key])
    expect(signer.signCheckpoint({ size: note.size, root: fromHex(note.root), extensions: [] })).toBe(note.note)
    const opened = openNote(note.note, [parseVkey(sha256, note.vkey)], verifyEd25519)
    expect(parseCheckpoint(opened?.text ?? '')).toEqual({ origin: note.origin, size: note.size, root: fromHex(note.root), extensions: [] })
  })
  it("Go's note", () => {
    expect(openNote(note.go_note.note, [parseVkey(sha256, note.go_note.vkey)], verifyEd25519)?.signers).toEqual(['PeterNeumann'])
  })
})

describe('sealto.json', () => {
  it('opens with the private key of the instance', async () => {
    const recipient = createPrivateKey({ key: sealto.recipient_private_jwk, format: 'jwk' })
    expect(toHex(instancePublicKey(recipient))).toBe(sealto.recipient_public)
    expect(toHex(await openSealed(recipient, fromHex(sealto.sealed), fromHex(sealto.aad)))).toBe(sealto.plaintext)
  })
})

describe('backup.json', () => {
  it('is of its instance, and gives its parts', async () => {
    const instance = createPrivateKey({ key: backup.instance_private_jwk, format: 'jwk' })
    expect(instance.export({ format: 'der', type: 'pkcs8' }).toString('hex')).toBe(backup.instance_pkcs8)
    const mac = instanceMac(instance)
    expect([toHex(mac.id), mac.key.export().toString('hex')]).toEqual([backup.instance_id, backup.mac_key])
    const bytes = fromBase64(backup.file)
    expect(toHex(bytes.subarray(0, 33))).toBe(toHex(concat(utf8('lindung/backup/2\n'), fromHex(backup.instance_id))))
    expect(createHmac('sha256', fromHex(backup.mac_key)).update(bytes.subarray(0, -32)).digest('hex')).toBe(toHex(bytes.subarray(-32)))
    const folder = await mkdtemp(join(tmpdir(), 'lindung-vector-'))
    await writeFile(join(folder, 'file'), bytes)
    const opened = await openBackup(join(folder, 'file'), instance)
    const found: Record<string, string> = {}
    await opened.read(async ({ name, bytes: content }) => {
      const pieces: Uint8Array[] = []
      for await (const piece of content) pieces.push(piece)
      found[name] = Buffer.concat(pieces).toString()
    })
    await opened.close()
    await rm(folder, { recursive: true })
    expect(found).toEqual(backup.parts)
  })
})

describe('unsent.json', () => {
  it('gives its entries as they were written, to the instance alone', async () => {
    const instance = createPrivateKey({ key: unsent.instance_private_jwk, format: 'jwk' })
    const entries = readUnsentFile(unsent.file) ?? []
    expect(toHex(utf8(unsentAad(entries[0]?.id ?? '')))).toBe(unsent.associated_data)
    const opened = entries.map(async ({ id, stream, sealed }) => {
      const bytes = await openSealed(instance, fromBase64(sealed), utf8(unsentAad(id)))
      return { id, stream, text: Buffer.from(bytes).toString() }
    })
    expect(await Promise.all(opened)).toEqual(unsent.entries)
    expect(unsentFileText(entries)).toBe(unsent.file)
  })
})
