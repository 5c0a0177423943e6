import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { findAddress, forgetAddress, keepAddress } from './address-file.ts'

const folder = () => mkdtempSync(join(tmpdir(), 'lindung-address-'))

test('the address is found under the process that kept it, and gone after it', () => {
  const at = join(folder(), 'data')
  keepAddress(at, 4242, 'http://127.0.0.1:8100/')
  expect(findAddress(at, 4242)).toBe('http://127.0.0.1:8100/')
  forgetAddress(at, 4242)
  expect(findAddress(at, 4242)).toBeNull()
})

test('what another process left behind is not believed, nor removed by it', () => {
  const at = folder()
  keepAddress(at, 4242, 'http://127.0.0.1:8100/')
  expect(findAddress(at, 4243)).toBeNull()
  forgetAddress(at, 4243)
  expect(findAddress(at, 4242)).toBe('http://127.0.0.1:8100/')
})

test('no file, or something else in it, is no address; a folder that cannot be made stops nothing', () => {
  const at = folder()
  expect(findAddress(at, 4242)).toBeNull()
  writeFileSync(join(at, 'address'), '4242 nowhere\n')
  expect(findAddress(at, 4242)).toBeNull()
  keepAddress(join(at, 'address', 'below-a-file'), 4242, 'http://127.0.0.1:8100/')
  expect(findAddress(join(at, 'address', 'below-a-file'), 4242)).toBeNull()
})
