import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  concat,
  equalBytes,
  fromBase64,
  fromHex,
  fromUtf8,
  isoFromMicros,
  isUuid,
  microsFromIso,
  newUuid4,
  newUuid7,
  readU32,
  readU64,
  toBase64,
  toHex,
  u32,
  u64,
  utf8,
  uuid7Millis,
  uuidBytes,
  uuidFromBytes,
} from './index.ts'

const bytes = () => fc.uint8Array({ maxLength: 300 }).map((b) => new Uint8Array(b))

describe('hex and base64', () => {
  it('agree with Node', () => {
    fc.assert(
      fc.property(bytes(), (b) => {
        expect(toHex(b)).toBe(Buffer.from(b).toString('hex'))
        expect(toBase64(b)).toBe(Buffer.from(b).toString('base64'))
        expect(equalBytes(fromHex(toHex(b)), b)).toBe(true)
        expect(equalBytes(fromBase64(toBase64(b)), b)).toBe(true)
      }),
    )
  })
  it.each(['0', 'AA', 'zz', '0x', ' 00'])('refuse the hex %j', (text) =>
    expect(() => fromHex(text)).toThrow(SyntaxError),
  )
  it.each(['A', 'AA', 'AAA', 'AB==', 'AAB=', '====', '=', 'A===', 'AA=A', 'AA\n=', 'AA-_', 'AAAA='])(
    'refuse the base64 %j',
    (text) => expect(() => fromBase64(text)).toThrow(SyntaxError),
  )
  it('accept exactly one text for given bytes', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('A', 'B', '/', '+', '='), maxLength: 8 }), (text) => {
        let back: string | undefined
        try {
          back = toBase64(fromBase64(text))
        } catch {
          return
        }
        expect(back).toBe(text)
      }),
    )
  })
})

describe('utf8', () => {
  it('agrees with the platform on well-formed text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 9000 }), (text) => {
        expect(equalBytes(utf8(text), new TextEncoder().encode(text))).toBe(true)
        expect(fromUtf8(utf8(text))).toBe(text)
      }),
      { numRuns: 50 },
    )
  })
  it('accepts and refuses the bytes that the platform accepts and refuses', () => {
    const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
    const nasty = fc.array(
      fc.constantFrom(
        0x41,
        0x80,
        0xbf,
        0xc0,
        0xc2,
        0xe0,
        0xa0,
        0xed,
        0x9f,
        0xef,
        0xbb,
        0xf0,
        0x90,
        0xf4,
        0x8f,
        0xf5,
        0xff,
      ),
    )
    fc.assert(
      fc.property(nasty, (list) => {
        const input = Uint8Array.from(list)
        let wanted: string | undefined
        try {
          wanted = strict.decode(input)
        } catch {
          expect(() => fromUtf8(input)).toThrow(SyntaxError)
          return
        }
        expect(fromUtf8(input)).toBe(wanted)
      }),
      { numRuns: 2000 },
    )
  })
  it('refuses lone surrogates', () => {
    for (const text of ['\ud800', 'a\udc00', '\ud800\ud800', '\udc00\ud800'])
      expect(() => utf8(text)).toThrow(RangeError)
  })
})

describe('integers and times', () => {
  it('are big endian and of fixed width', () => {
    expect(toHex(u32(0x01020304))).toBe('01020304')
    expect(toHex(u32(0xffffffff))).toBe('ffffffff')
    expect(toHex(u64(1))).toBe('0000000000000001')
    expect(toHex(u64(Number.MAX_SAFE_INTEGER))).toBe('001fffffffffffff')
    fc.assert(fc.property(fc.maxSafeNat(), (n) => readU64(concat(Uint8Array.of(9), u64(n)), 1) === n))
    fc.assert(fc.property(fc.nat(0xffffffff), (n) => readU32(u32(n)) === n))
  })
  it('refuse what does not fit', () => {
    for (const n of [-1, 0.5, 2 ** 53, Number.NaN]) expect(() => u64(n)).toThrow(RangeError)
    expect(() => u32(2 ** 32)).toThrow(RangeError)
    expect(() => readU64(fromHex('0020000000000000'))).toThrow(RangeError)
    expect(() => readU32(new Uint8Array(3))).toThrow(RangeError)
  })
  it('spell every microsecond once', () => {
    expect(isoFromMicros(1_795_557_225_000_001)).toBe('2026-11-24T21:53:45.000001Z')
    fc.assert(
      fc.property(fc.nat(4e9), fc.nat(999_999), (s, us) => microsFromIso(isoFromMicros(s * 1e6 + us)) === s * 1e6 + us),
    )
    for (const text of [
      '2026-02-30T00:00:00.000000Z',
      '2026-11-24T21:53:45Z',
      '2026-11-24T21:53:45.000001+00:00',
      '',
      '1969-12-31T23:59:59.999999Z',
    ]) {
      expect(() => microsFromIso(text)).toThrow(SyntaxError)
    }
  })
})

describe('uuid', () => {
  const counting = (n: number) => Uint8Array.from({ length: n }, (_, i) => 0xf0 + i)
  it('builds version 4 and 7 from the given randomness and clock', () => {
    expect(newUuid4(counting)).toBe('f0f1f2f3-f4f5-46f7-b8f9-fafbfcfdfeff')
    const seven = newUuid7(() => 0x0123456789ab, counting)
    expect(seven).toBe('01234567-89ab-70f1-b2f3-f4f5f6f7f8f9')
    expect(uuid7Millis(seven)).toBe(0x0123456789ab)
    expect([isUuid(seven, 7), isUuid(seven, 4), isUuid(seven)]).toEqual([true, false, true])
  })
  it('reads the example of RFC 9562', () =>
    expect(uuid7Millis('017f22e2-79b0-7cc3-98c4-dc0c0c07398f')).toBe(Date.parse('2022-02-22T19:22:22Z')))
  it('round-trips and sorts by time', () => {
    fc.assert(
      fc.property(fc.nat(2 ** 31), fc.nat(2 ** 31), (a, b) => {
        const [x, y] = [newUuid7(() => a, counting), newUuid7(() => b, counting)]
        expect(uuidFromBytes(uuidBytes(x))).toBe(x)
        expect(Math.sign(x < y ? -1 : x > y ? 1 : 0)).toBe(Math.sign(a - b))
      }),
    )
  })
  it('refuses other spellings, short randomness and a broken clock', () => {
    for (const text of [
      'F0F1F2F3-F4F5-46F7-B8F9-FAFBFCFDFEFF',
      'f0f1f2f3f4f546f7b8f9fafbfcfdfeff',
      '',
      '00000000-0000-0000-0000-000000000000',
    ]) {
      expect(isUuid(text)).toBe(false)
      expect(() => uuidBytes(text)).toThrow(SyntaxError)
    }
    expect(() => newUuid4(() => new Uint8Array(15))).toThrow(RangeError)
    for (const ms of [-1, 2 ** 48, Number.NaN]) expect(() => newUuid7(() => ms, counting)).toThrow(RangeError)
  })
})
