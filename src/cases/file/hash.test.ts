import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { fromHex, toHex, utf8 } from '#platform/pure/bytes/index.ts'
import { entryAad, entryPreimage, type HeadInput, headPreimage, NO_HEAD, summaryAad } from './hash.ts'

const stream = '0b9c4c7e-3f59-4a52-9d0f-7a1f6f1f2c11'
const id = '019ab35c-0000-7000-8000-000000000001'
const keyId = '5f0e1f0a-9a3d-4a8f-8d57-2f3c0a9b1e77'
const sha = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest()
const row: HeadInput = {
  stream,
  seq: 1,
  receivedAt: 1_795_557_225_000_001,
  entryHash: sha(entryPreimage(utf8('{}'))),
  previous: NO_HEAD,
}

describe('preimages', () => {
  it('are the documented bytes', () => {
    expect(toHex(entryPreimage(utf8('{}')))).toBe(`${Buffer.from('lindung/entry/1\n').toString('hex')}7b7d`)
    expect(toHex(headPreimage(row))).toBe(
      [
        Buffer.from('lindung/head/1\n').toString('hex'),
        stream.replaceAll('-', ''),
        '0000000000000001',
        '0006610cbe91ec41',
        toHex(row.entryHash),
        '00'.repeat(32),
      ].join(''),
    )
    expect(headPreimage(row).length).toBe(111)
    const plain = (uuid: string) => uuid.replaceAll('-', '')
    expect(toHex(entryAad({ stream, seq: 258, id, keyId }))).toBe(
      `${plain(stream)}0000000000000102${plain(id)}${plain(keyId)}`,
    )
    expect(toHex(summaryAad({ stream, seq: 258, keyId }))).toBe(
      `73756d6d617279${plain(stream)}0000000000000102${plain(keyId)}`,
    )
  })
  it('change with every field', () => {
    const variants: HeadInput[] = [
      row,
      { ...row, stream: keyId },
      { ...row, seq: 2 },
      { ...row, receivedAt: row.receivedAt + 1 },
      { ...row, entryHash: NO_HEAD },
      { ...row, previous: row.entryHash },
    ]
    expect(new Set(variants.map((v) => toHex(headPreimage(v)))).size).toBe(variants.length)
  })
  it('refuse hashes of another width and ids of another spelling', () => {
    expect(() => headPreimage({ ...row, entryHash: fromHex('00') })).toThrow(RangeError)
    expect(() => headPreimage({ ...row, previous: new Uint8Array(0) })).toThrow(RangeError)
    expect(() => headPreimage({ ...row, stream: stream.toUpperCase() })).toThrow(SyntaxError)
    expect(() => headPreimage({ ...row, seq: -1 })).toThrow(RangeError)
  })
})
