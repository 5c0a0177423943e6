import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'
import { isIPv4 } from 'node:net'

/** A private key and a certificate for it, as PEM texts; `fingerprint` is SHA-256 over the certificate, as browsers show it. */
export type Certificate = { readonly key: string; readonly cert: string; readonly fingerprint: string }

/**
 * A certificate that nobody vouches for, for a demonstration in one room: ECDSA P-256, X.509 version 3, made at start and kept nowhere.
 * Browsers warn of it once. A real instance stands behind a proxy with a real certificate. RFC 5280 in as few bytes as it takes.
 */
export function selfSigned(names: readonly string[], now: Date, days = 7): Certificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const tbs = toBeSigned(names, publicKey, now, days)
  const der = sequence(tbs, ECDSA_WITH_SHA256, bitString(sign('sha256', tbs, privateKey)))
  const key = privateKey.export({ format: 'pem', type: 'pkcs8' }).toString()
  return { key, cert: pem(der), fingerprint: fingerprintOf(der) }
}

function toBeSigned(names: readonly string[], publicKey: KeyObject, now: Date, days: number): Buffer {
  const serial = randomBytes(16)
  serial[0] = ((serial[0] ?? 0) & 0x7f) | 0x40 // positive, and of full length
  const name = sequence(set(sequence(oid('550403'), tlv(0x0c, Buffer.from('Lindung demo')))))
  const validity = sequence(
    utcTime(new Date(now.getTime() - 3_600_000)),
    utcTime(new Date(now.getTime() + days * 86_400_000)),
  )
  const key = publicKey.export({ format: 'der', type: 'spki' })
  const extensions = sequence(
    extension('551d11', sequence(...names.map(altName))),
    extension('551d13', sequence(), true), // no authority: it can vouch for nothing else
    extension('551d25', sequence(oid('2b06010505070301'))), // serverAuth
  )
  const version3 = tlv(0xa0, integer(Buffer.of(2)))
  return sequence(version3, integer(serial), ECDSA_WITH_SHA256, name, validity, name, key, tlv(0xa3, extensions))
}

function tlv(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(parts)
  const size = body.length
  const length = size < 128 ? [size] : size < 256 ? [0x81, size] : [0x82, size >> 8, size & 0xff]
  return Buffer.concat([Buffer.of(tag, ...length), body])
}

const sequence = (...parts: readonly Uint8Array[]) => tlv(0x30, ...parts)
const set = (...parts: readonly Uint8Array[]) => tlv(0x31, ...parts)
const integer = (bytes: Uint8Array) => tlv(0x02, bytes)
const oid = (hex: string) => tlv(0x06, Buffer.from(hex, 'hex'))
const bitString = (bytes: Uint8Array) => tlv(0x03, Buffer.of(0), bytes)
const ECDSA_WITH_SHA256 = sequence(oid('2a8648ce3d040302'))

/** `YYMMDDHHMMSSZ`, good until 2049. */
const utcTime = (at: Date) => tlv(0x17, Buffer.from(`${at.toISOString().replaceAll(/[-:T]/g, '').slice(2, 14)}Z`))

function extension(id: string, value: Uint8Array, critical = false): Buffer {
  return sequence(oid(id), ...(critical ? [tlv(0x01, Buffer.of(0xff))] : []), tlv(0x04, value))
}

function altName(name: string): Buffer {
  return isIPv4(name) ? tlv(0x87, Buffer.from(name.split('.').map(Number))) : tlv(0x82, Buffer.from(name))
}

function pem(der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? []
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`
}

function fingerprintOf(der: Buffer): string {
  const hex = createHash('sha256').update(der).digest('hex').toUpperCase()
  return (hex.match(/../g) ?? []).join(':')
}
