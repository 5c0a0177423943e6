import { randomUUID } from 'node:crypto'
import { chmod, mkdtemp, readdir, readFile, rename, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { toBase64, toHex } from '../../pure/bytes/index.ts'
import {
  credentialEpochKeys,
  exportBundle,
  fileEpochKeys,
  filePrivateKey,
  givenEpochKeys,
  newKey,
  openBundle,
  writeEpochKey,
  writePrivateKey,
} from './index.ts'

const made: string[] = []
const folder = async () => {
  const path = await mkdtemp(join(tmpdir(), 'lindung-keys-'))
  made.push(path)
  return path
}
afterAll(async () => {
  for (const path of made) await rm(path, { recursive: true })
})

describe('key files', () => {
  it('a new directory gets its first key only when asked to', async () => {
    const directory = await folder()
    await expect(fileEpochKeys(directory)).rejects.toThrow('no-epoch-key')
    const keys = await fileEpochKeys(directory, { create: true })
    expect(keys.current()).toBe(1)
    expect((await stat(join(directory, 'epoch-1.key'))).mode & 0o777).toBe(0o600)
    const [id, key] = [randomUUID(), newKey()]
    const { wrapped, epoch } = keys.wrap(id, key)
    expect((await fileEpochKeys(directory)).unwrap(id, wrapped, epoch).equals(key)).toBe(true)
  })
  it('rotation is on disk before it counts; destruction leaves no file', async () => {
    const directory = await folder()
    const keys = await fileEpochKeys(directory, { create: true })
    const before = await readFile(join(directory, 'epoch-1.key'), 'utf8')
    expect(await keys.rotate()).toBe(2)
    expect((await fileEpochKeys(directory)).epochs()).toEqual([1, 2])
    expect(await keys.destroy(1)).toEqual({ durable: true })
    expect(await readdir(directory)).toEqual(['epoch-2.key'])
    expect(await readFile(join(directory, 'epoch-2.key'), 'utf8')).not.toBe(before)
  })
  it('a destruction that a crash cut short is finished at the next start', async () => {
    const directory = await folder()
    const keys = await fileEpochKeys(directory, { create: true })
    await keys.rotate()
    await rename(join(directory, 'epoch-1.key'), join(directory, 'epoch-1.key.shred'))
    expect((await fileEpochKeys(directory)).epochs()).toEqual([2])
    expect(await readdir(directory)).toEqual(['epoch-2.key'])
  })
  it('another process sees a rotation and a destruction when it looks again', async () => {
    const directory = await folder()
    const [server, command] = [await fileEpochKeys(directory, { create: true }), await fileEpochKeys(directory)]
    await command.rotate()
    await command.destroy(1)
    expect(server.epochs()).toEqual([1])
    await server.refresh()
    expect(server.epochs()).toEqual([2])
    await rm(join(directory, 'epoch-2.key'))
    await expect(server.refresh()).rejects.toThrow('no-epoch-key')
    expect(server.epochs()).toEqual([2])
  })
  it('two processes that rotate at once never share a number', async () => {
    const directory = await folder()
    const [a, b] = [await fileEpochKeys(directory, { create: true }), await fileEpochKeys(directory)]
    await a.rotate()
    await expect(b.rotate()).rejects.toThrow('key-file-exists')
    expect(b.current()).toBe(1)
  })
  it('refuses files that others can read, links, and changed contents', async () => {
    const directory = await folder()
    await fileEpochKeys(directory, { create: true })
    const path = join(directory, 'epoch-1.key')
    for (const mode of [0o640, 0o604, 0o660]) {
      await chmod(path, mode)
      await expect(fileEpochKeys(directory)).rejects.toThrow('key-file-unsafe')
    }
    await chmod(path, 0o600)
    const text = await readFile(path, 'utf8')
    for (const wrong of [
      '',
      text.replace('\n1\n', '\n2\n'),
      `${text}\n`,
      text.replace('/1', '/2'),
      text.slice(0, -4),
    ]) {
      await writeFile(path, wrong)
      await expect(fileEpochKeys(directory)).rejects.toThrow('key-file-malformed')
    }
    const other = await folder()
    await writeFile(path, text)
    await symlink(path, join(other, 'epoch-1.key'))
    await expect(fileEpochKeys(other)).rejects.toThrow('key-file-unsafe')
  })
  it('private keys are made once and kept', async () => {
    const directory = await folder()
    const key = await filePrivateKey(directory, 'audit-log', 'ed25519')
    expect((await filePrivateKey(directory, 'audit-log', 'ed25519')).equals(key)).toBe(true)
    expect((await stat(join(directory, 'audit-log.pem'))).mode & 0o777).toBe(0o600)
    await expect(filePrivateKey(directory, 'audit-log', 'p256')).rejects.toThrow('key-file-malformed')
    await expect(filePrivateKey(directory, '../x', 'p256')).rejects.toThrow(RangeError)
  })
})

describe('keys that the operator gives', () => {
  const key = (fill: number) => toBase64(new Uint8Array(32).fill(fill))
  it('come from text or a credential file; the highest number wraps', async () => {
    const text = `1:${key(1)},\n2:${key(2)}\n`
    const directory = await folder()
    await writeFile(join(directory, 'epoch'), text)
    for (const keys of [givenEpochKeys(text), await credentialEpochKeys(directory, 'epoch')]) {
      expect([keys.current(), keys.epochs()]).toEqual([2, [1, 2]])
      await expect(keys.rotate()).rejects.toThrow('provider-read-only')
    }
    await expect(credentialEpochKeys(directory, '../epoch')).rejects.toThrow(RangeError)
  })
  it('are refused when malformed, doubled or absent, without quoting them', () => {
    for (const text of ['x', `0:${key(1)}`, '1:AAAA', `1:${key(1)} 1:${key(2)}`, key(1)]) {
      expect(() => givenEpochKeys(text)).toThrow(/^key-file-malformed$/)
    }
    expect(() => givenEpochKeys(' \n')).toThrow('no-epoch-key')
  })
})

describe('key bundle', () => {
  const N = 2 ** 10
  it('carries everything to another machine', async () => {
    const [here, there] = [await folder(), await folder()]
    const epochKeys = await fileEpochKeys(here, { create: true })
    await epochKeys.rotate()
    const secret = await filePrivateKey(here, 'instance', 'p256')
    const data = Array.from({ length: 3 }, () => ({ keyId: randomUUID(), key: newKey() }))
    const keys = data.map(({ keyId, key }) => ({ keyId, ...epochKeys.wrap(keyId, key) }))
    const file = await exportBundle(
      { epochKeys, keys, secrets: new Map([['instance', secret]]) },
      'a long passphrase',
      N,
    )
    const bundle = await openBundle(file, 'a long passphrase')
    expect(bundle.keys.map((k) => ({ ...k, wrapped: toHex(k.wrapped) }))).toEqual(
      keys.map((k) => ({ ...k, wrapped: toHex(k.wrapped) })),
    )
    for (const [epoch, key] of bundle.epochs) await writeEpochKey(there, epoch, key)
    for (const [name, key] of bundle.secrets) await writePrivateKey(there, name, key)
    const again = await fileEpochKeys(there)
    expect(again.epochs()).toEqual([1, 2])
    expect((await filePrivateKey(there, 'instance', 'p256')).equals(secret)).toBe(true)
    for (const [i, { keyId, wrapped, epoch }] of bundle.keys.entries()) {
      expect(again.unwrap(keyId, wrapped, epoch).equals(data[i]!.key)).toBe(true)
    }
    await expect(writeEpochKey(there, 1, newKey())).rejects.toThrow('key-file-exists')
    await writeEpochKey(there, 1, bundle.epochs.get(1)!)
  })
  it('opens with nothing else, and notices every change', async () => {
    const epochKeys = givenEpochKeys(`7:${toBase64(new Uint8Array(32).fill(7))}`)
    const keys = [{ keyId: randomUUID(), ...epochKeys.wrap(randomUUID(), newKey()) }]
    const file = await exportBundle({ epochKeys, keys, secrets: new Map() }, 'right', N)
    await expect(openBundle(file, 'wrong')).rejects.toThrow('bundle-passphrase-wrong')
    for (let at = 0; at < file.length; at += 13) {
      await expect(openBundle(file.with(at, (file[at] ?? 0) ^ 1), 'right')).rejects.toThrow(/^bundle-/)
      await expect(openBundle(file.subarray(0, at), 'right')).rejects.toThrow(/^bundle-/)
    }
    expect(Buffer.from(file).includes(Buffer.alloc(32, 7))).toBe(false)
  })
})
