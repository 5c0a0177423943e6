import { hash, verify } from '@node-rs/argon2'
import { createHash } from 'node:crypto'
import { type RandomBytes, utf8 } from '../../pure/bytes/index.ts'

/** Argon2id as OWASP's cheat sheet gives it: 19 MiB, two passes (RFC 9106 names the parameters). */
const ARGON2 = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

/** The hash that is stored of a password. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, ARGON2)
}

/** Whether a password is the one that was hashed. */
export function isPassword(hashed: string, password: string): Promise<boolean> {
  return verify(hashed, utf8(password))
}

/** SHA-256 of a secret as it is stored: sessions and one-time links are never stored in clear. */
export function secretHash(secret: string): Buffer {
  return createHash('sha256').update(secret).digest()
}

/** A secret of 256 random bits, in base64url; never one that a command line takes for an option. */
export function newSecret(random: RandomBytes): string {
  return Buffer.from(random(32)).toString('base64url').replace(/^-/, 'A')
}
