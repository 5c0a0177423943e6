import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { appendFile, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strToU8, zipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { concat, fromHex, toHex, utf8 } from '../../pure/bytes/index.ts'
import { newKey } from '../keys/index.ts'
import { type Claim, UPLOAD_CHUNK } from '../../pure/attachments/index.ts'
import { type BlobStore, checkContent, completeUpload, diskBlobStore, readBlob, receiveChunk } from './index.ts'

let directory = ''
let store: BlobStore
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'lindung-blobs-'))
  store = diskBlobStore(directory)
})
afterAll(() => rm(directory, { recursive: true }))

const claimOf = (bytes: Uint8Array, type: string): Claim => ({
  id: randomUUID(),
  size: bytes.length,
  sha256: createHash('sha256').update(bytes).digest('hex'),
  type,
})
const all = async (source: AsyncIterable<Uint8Array>) => {
  const parts: Uint8Array[] = []
  for await (const part of source) parts.push(part)
  return toHex(concat(...parts))
}
const latin = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'))
const pdf = concat(latin('%PDF-1.7\n'), randomBytes(2 * UPLOAD_CHUNK + 5))
const piece = (n: number) => pdf.subarray(n * UPLOAD_CHUNK, (n + 1) * UPLOAD_CHUNK)

describe('upload', () => {
  it('resumes after missing chunks, and reads back under the file key', async () => {
    const [claim, uploadKey, fileKey] = [claimOf(pdf, 'application/pdf'), newKey(), newKey()]
    for (const n of [2, 0, 0]) expect(await receiveChunk(store, uploadKey, claim, n, piece(n))).toEqual({ ok: true })
    expect(await store.listChunks(claim.id)).toEqual([0, 2])
    expect(await completeUpload(store, uploadKey, claim, fileKey)).toEqual({
      ok: false,
      code: 'chunks-missing',
      missing: [1],
    })
    expect(await store.has(claim.id)).toBe(false)
    await receiveChunk(store, uploadKey, claim, 1, piece(1))
    for (let i = 0; i < 2; i++) expect(await completeUpload(store, uploadKey, claim, fileKey)).toEqual({ ok: true })
    expect(await store.listChunks(claim.id)).toEqual([])
    expect(await all(readBlob(store, claim.id, fileKey))).toBe(toHex(pdf))
    await expect(all(readBlob(store, claim.id, uploadKey))).rejects.toThrow('open-failed')
    const ids: string[] = []
    for await (const id of store.list()) ids.push(id)
    expect(ids).toEqual([claim.id])
    await store.delete(claim.id)
    await store.delete(claim.id)
    expect(await store.has(claim.id)).toBe(false)
    await expect(all(readBlob(store, claim.id, fileKey))).rejects.toThrow('ENOENT')
  })
  it('keeps no plaintext, in files that only we read', async () => {
    const marked = concat(latin('%PDF-1.7\n'), utf8('Kijang Kecil lives by the river'.repeat(100)))
    const [claim, uploadKey] = [claimOf(marked, 'application/pdf'), newKey()]
    await receiveChunk(store, uploadKey, claim, 0, marked)
    const waiting = join(directory, 'uploads', claim.id, '0')
    expect((await readFile(waiting)).includes('Kijang')).toBe(false)
    expect((await stat(waiting)).mode & 0o777).toBe(0o600)
    await completeUpload(store, uploadKey, claim, newKey())
    const whole = join(directory, 'files', claim.id.slice(0, 2), claim.id)
    expect((await readFile(whole)).includes('Kijang')).toBe(false)
    expect(
      (await readdir(join(directory, 'files', claim.id.slice(0, 2)))).filter((name) => name.endsWith('.tmp')),
    ).toEqual([])
  })
  it('asks again for a chunk that the disk has damaged, and notices damage later', async () => {
    const [claim, uploadKey, fileKey] = [claimOf(pdf, 'application/pdf'), newKey(), newKey()]
    for (const n of [0, 1, 2]) await receiveChunk(store, uploadKey, claim, n, piece(n))
    await appendFile(join(directory, 'uploads', claim.id, '1'), 'x')
    expect(await completeUpload(store, uploadKey, claim, fileKey)).toEqual({
      ok: false,
      code: 'chunks-missing',
      missing: [1],
    })
    await receiveChunk(store, uploadKey, claim, 1, piece(1))
    await completeUpload(store, uploadKey, claim, fileKey)
    await appendFile(join(directory, 'files', claim.id.slice(0, 2), claim.id), 'x')
    await expect(all(readBlob(store, claim.id, fileKey))).rejects.toThrow('open-failed')
  })
  it('refuses chunks that do not fit the claim, and claims that can never be taken', async () => {
    const [claim, key] = [claimOf(pdf, 'application/pdf'), newKey()]
    for (const [n, bytes] of [
      [3, piece(2)],
      [-1, piece(0)],
      [0.5, piece(0)],
      [0, piece(2)],
      [2, piece(0)],
    ] as const) {
      expect(await receiveChunk(store, key, claim, n, bytes)).toEqual({ ok: false, code: 'chunk-wrong' })
    }
    expect(await receiveChunk(store, key, { ...claim, type: 'text/html' }, 0, piece(0))).toEqual({
      ok: false,
      code: 'type-not-allowed',
    })
    expect(await receiveChunk(store, key, { ...claim, size: 2 ** 40 }, 0, piece(0))).toEqual({
      ok: false,
      code: 'too-large',
    })
    await expect(receiveChunk(store, key, { ...claim, id: '../../etc' }, 0, piece(0))).rejects.toThrow(SyntaxError)
    await expect(store.putChunk('../../etc', 0, piece(0))).rejects.toThrow(RangeError)
  })
  it('throws away what is not what the entry says', async () => {
    const key = newKey()
    const text = utf8('hello')
    for (const [claim, code] of [
      [{ ...claimOf(text, 'text/plain'), sha256: '00'.repeat(32) }, 'hash-differs'],
      [claimOf(text, 'application/pdf'), 'type-differs'],
    ] as const) {
      await receiveChunk(store, key, claim, 0, text)
      expect(await completeUpload(store, key, claim, newKey())).toEqual({ ok: false, code })
      expect([await store.listChunks(claim.id), await store.has(claim.id)]).toEqual([[], false])
    }
  })
})

describe('content', () => {
  const office = (main: string) =>
    zipSync({
      '[Content_Types].xml': strToU8(`<Types><Override ContentType="${main}"/></Types>`),
      'x.xml': strToU8('<a/>'),
    })
  const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
  const sheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
  const odt = 'application/vnd.oasis.opendocument.text'
  const jpeg = fromHex('ffd8ffe000104a46494600010100000100010000ffdb000300ffda00020102ffd9')
  const good: [string, Uint8Array][] = [
    ['application/pdf', latin('%PDF-1.7\n')],
    ['audio/mpeg', latin(`\xff\xfb\x90\x64${'\0'.repeat(500)}`)],
    ['audio/mp4', latin('\0\0\0\x18ftypM4A \0\0\0\0M4A isom')],
    ['audio/ogg', latin(`OggS\0\x02${'\0'.repeat(20)}\x01\x13OpusHead${'\0'.repeat(30)}`)],
    ['audio/wav', latin('RIFF\x24\0\0\0WAVEfmt ')],
    ['text/plain', utf8('Ibu berkata: "Ya."\r\n\tمرحبا')],
    ['text/plain', utf8('BMKG memberi peringatan; GIF, MZ dan ID3 hanya huruf.')],
    [word, office(`${word}.main+xml`)],
    [sheet, office(`${sheet}.main+xml`)],
    [odt, zipSync({ mimetype: [strToU8(odt), { level: 0 }], 'content.xml': strToU8('<a/>') })],
    ['image/jpeg', jpeg],
  ]
  it.each(good)('takes %s', async (type, bytes) => expect(await checkContent(bytes, type)).toBeUndefined())
  it('refuses each of them under any other name', async () => {
    const pairs = good.flatMap(([type]) =>
      good.filter(([other]) => other !== type).map(([, bytes]) => [type, bytes] as const),
    )
    const answers = await Promise.all(pairs.map(([type, bytes]) => checkContent(bytes, type)))
    expect(new Set(answers)).toEqual(new Set(['type-differs']))
  })
  it('refuses what is not allowed, whatever it calls itself', async () => {
    const bad: [string, Uint8Array, string][] = [
      ['image/svg+xml', utf8('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'type-not-allowed'],
      ['text/html', utf8('<script>'), 'type-not-allowed'],
      ['image/heic', latin('\0\0\0\x18ftypheic'), 'type-not-allowed'],
      ['text/plain', Uint8Array.of(0x41, 0), 'type-differs'],
      ['text/plain', Uint8Array.of(0xff, 0xfe, 0x41), 'type-differs'],
      ['text/plain', latin('MZ\x90\0'), 'type-differs'],
      ['text/plain', new Uint8Array(0), 'empty'],
      [word, office('application/vnd.ms-word.document.macroEnabled.main+xml'), 'type-differs'],
      ['image/jpeg', jpeg.subarray(0, -2), 'malformed'],
      ['image/jpeg', concat(jpeg.subarray(0, 2), fromHex('fffe0006'), utf8('home'), jpeg.subarray(2)), 'place-data'],
      ['image/jpeg', concat(jpeg, utf8('behind')), 'place-data'],
    ]
    for (const [type, bytes, code] of bad) expect(await checkContent(bytes, type)).toBe(code)
  })
})
