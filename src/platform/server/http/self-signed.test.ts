import { createPrivateKey, createPublicKey, X509Certificate } from 'node:crypto'
import { expect, test } from 'vitest'
import { selfSigned } from './self-signed.ts'

test('a certificate that OpenSSL reads, for its names and addresses only, and signed with its own key', () => {
  const now = new Date('2026-11-24T03:00:00Z')
  const { key, cert, fingerprint } = selfSigned(['localhost', '192.168.7.40'], now)
  const read = new X509Certificate(cert)
  expect(read.verify(createPublicKey(key))).toBe(true)
  expect(read.checkPrivateKey(createPrivateKey(key))).toBe(true)
  expect(read.checkHost('localhost')).toBe('localhost')
  expect(read.checkHost('example.org')).toBeUndefined()
  expect(read.checkIP('192.168.7.40')).toBe('192.168.7.40')
  expect(read.checkIP('192.168.7.41')).toBeUndefined()
  expect(read.ca).toBe(false)
  expect(read.fingerprint256).toBe(fingerprint)
  expect(read.validFromDate.toISOString()).toBe('2026-11-24T02:00:00.000Z')
  expect(read.validToDate.toISOString()).toBe('2026-12-01T03:00:00.000Z')
})
