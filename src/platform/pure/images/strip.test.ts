import { crc32 as zlibCrc32, deflateSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Bytes, concat, equalBytes, fromHex, toHex, u32, utf8 } from '../bytes/index.ts'
import { type Orientation, orientationTiff, readOrientation } from './exif.ts'
import { strip } from './index.ts'
import { crc32 } from './png.ts'

const PLACE = utf8('GPS 1.2345 N 103.8765 E')
const none = new Uint8Array(0)

/** A little-endian TIFF with a GPS pointer, an orientation and a place, as a telephone would write it. */
const phoneExif = (orientation: number) =>
  concat(
    fromHex('49492a0008000000'),
    fromHex('0200'),
    fromHex('1201030001000000'),
    Uint8Array.of(orientation, 0, 0, 0),
    fromHex('2588040001000000'),
    fromHex('26000000'),
    fromHex('00000000'),
    PLACE,
  )

const segment = (marker: number, ...data: Uint8Array[]) => {
  const body = concat(...data)
  return concat(Uint8Array.of(0xff, marker, (body.length + 2) >> 8, (body.length + 2) & 255), body)
}
const jfif = (thumbnail = none) =>
  segment(
    0xe0,
    utf8('JFIF\0'),
    fromHex('01010000010001'),
    thumbnail.length ? fromHex('0101') : fromHex('0000'),
    thumbnail,
  ).slice()
const SOI = fromHex('ffd8')
const EOI = fromHex('ffd9')
const picture = concat(
  segment(0xdb, new Uint8Array(65)),
  segment(0xc0, fromHex('0800010001010111 00'.replace(' ', ''))),
  segment(0xda, fromHex('01010000 3f00'.replace(' ', ''))),
  fromHex('12ff0034ffd056ff'),
  fromHex('00'),
)
const icc = segment(0xe2, utf8('ICC_PROFILE\0'), fromHex('0101'), utf8('profile'))

const jpeg = (orientation: number) =>
  concat(
    SOI,
    segment(0xe1, utf8('Exif\0\0'), phoneExif(orientation)),
    jfif(PLACE.slice(0, 3)),
    segment(0xe1, utf8('http://ns.adobe.com/xap/1.0/\0'), PLACE),
    icc,
    segment(0xe2, utf8('MPF\0'), PLACE),
    segment(0xed, utf8('Photoshop 3.0\0'), PLACE),
    segment(0xee, utf8('Adobe'), fromHex('00640000000001')),
    segment(0xfe, PLACE),
    picture,
    EOI,
    SOI,
    PLACE,
  )

const pngChunk = (type: string, data: Uint8Array) =>
  concat(u32(data.length), utf8(type), data, u32(zlibCrc32(concat(utf8(type), data))))
const png = (orientation: number) =>
  concat(
    fromHex('89504e470d0a1a0a'),
    pngChunk('IHDR', fromHex('00000001000000010800000000')),
    pngChunk('tEXt', PLACE),
    pngChunk('eXIf', phoneExif(orientation)),
    pngChunk('tIME', new Uint8Array(7)),
    pngChunk('IDAT', deflateSync(Uint8Array.of(0, 7))),
    pngChunk('iTXt', PLACE),
    pngChunk('IEND', none),
    PLACE,
  )

const le = (n: number) => u32(n).toReversed()
const riff = (name: string, data: Uint8Array) =>
  concat(utf8(name), le(data.length), data, new Uint8Array(data.length % 2))
const webp = (orientation: number) =>
  concat(
    riff(
      'RIFF',
      concat(
        utf8('WEBP'),
        riff('VP8X', fromHex('0c000000000000000000')),
        riff('VP8L', fromHex('2f00000000')),
        riff('EXIF', phoneExif(orientation)),
        riff('XMP ', PLACE),
        riff('ABCD', PLACE),
      ),
    ),
    PLACE,
  )

const kinds: [string, (orientation: number) => Bytes][] = [
  ['image/jpeg', jpeg],
  ['image/png', png],
  ['image/webp', webp],
]
const has = (haystack: Uint8Array, needle: Uint8Array) => Buffer.from(haystack).includes(Buffer.from(needle))

describe.each(kinds)('%s', (type, make) => {
  it('loses place, texts, time and what hides behind its end; keeps the way up', () => {
    for (const orientation of [1, 6, 8]) {
      const out = strip(type, make(orientation)) ?? none
      expect(out.length).toBeGreaterThan(0)
      expect(has(out, PLACE.slice(0, 3))).toBe(false)
      expect(has(out, orientationTiff(6))).toBe(orientation === 6)
      expect(/Exif|eXIf|EXIF/.test(Buffer.from(out).toString('latin1'))).toBe(orientation !== 1)
    }
  })
  it('is done once and for all', () => {
    for (const orientation of [1, 6]) {
      const once = strip(type, make(orientation)) ?? none
      expect(toHex(strip(type, once) ?? none)).toBe(toHex(once))
    }
  })
  it('is refused when cut anywhere before its end, and never throws', () => {
    const out = strip(type, make(6)) ?? none
    for (let n = 0; n < out.length; n++) expect(strip(type, out.subarray(0, n))).toBeUndefined()
    fc.assert(
      fc.property(fc.nat(), fc.nat(255), (place, byte) => {
        const changed = make(6).with(place % make(6).length, byte)
        const result = strip(type, changed)
        if (result !== undefined) expect(equalBytes(strip(type, result) ?? none, result)).toBe(true)
      }),
      { numRuns: 1000 },
    )
    fc.assert(
      fc.property(fc.uint8Array(), (junk) => {
        expect(strip(type, junk)).toBeUndefined()
      }),
    )
  })
})

describe('details', () => {
  it('the stripped JPEG is exactly its picture parts', () => {
    const wanted = concat(
      SOI,
      jfif(),
      segment(0xe1, utf8('Exif\0\0'), orientationTiff(6)),
      icc,
      segment(0xee, utf8('Adobe'), fromHex('00640000000001')),
      picture,
      EOI,
    )
    expect(toHex(strip('image/jpeg', jpeg(6)) ?? none)).toBe(toHex(wanted))
  })
  it('orientation survives its own writing; a broken directory says upright', () => {
    for (const orientation of [1, 2, 3, 4, 5, 6, 7, 8] as Orientation[]) {
      expect(readOrientation(orientationTiff(orientation))).toBe(orientation)
      expect(readOrientation(concat(utf8('Exif\0\0'), phoneExif(orientation)))).toBe(orientation)
    }
    for (const broken of [none, utf8('II*\0'), utf8('MM\0*\0\0\0\xff'), phoneExif(9), phoneExif(6).subarray(0, 12)])
      expect(readOrientation(broken)).toBe(1)
    fc.assert(
      fc.property(fc.uint8Array(), (junk) => {
        expect(readOrientation(concat(utf8('II*\0'), junk))).toBeGreaterThan(0)
      }),
    )
  })
  it('CRC-32 is that of zlib', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (b) => {
        expect(crc32(b)).toBe(zlibCrc32(b))
      }),
    )
  })
  it('knows only pictures', () => expect(() => strip('application/pdf', none)).toThrow(RangeError))
})
