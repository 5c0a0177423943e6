import { expect, test } from 'vitest'
import { newSecret } from './secrets.ts'

test('a secret can follow an option on a command line, whatever was drawn', () => {
  for (let byte = 0; byte < 256; byte += 1) {
    const secret = newSecret((n) => new Uint8Array(n).fill(byte))
    expect(secret).toMatch(/^[A-Za-z0-9_][A-Za-z0-9_-]{42}$/)
  }
})
