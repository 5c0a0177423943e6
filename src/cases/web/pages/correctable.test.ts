import { expect, test } from 'vitest'
import { isCorrectable } from './correctable.ts'

const OPEN = { may: { write: true, decide: true }, main: { pending: new Set<string>() } }
const BIRTH = { name: 'birth', shown: { id: 'entry-1' }, conflict: [] }

test('who decides in a file corrects what stands there', () => {
  expect(isCorrectable(BIRTH, OPEN)).toBe(true)
})

test('not who only writes or reads there', () => {
  expect(isCorrectable(BIRTH, { ...OPEN, may: { write: true, decide: false } })).toBe(false)
})

test('not what stands twice, what no form asks, nor what is still on its way', () => {
  const other = {
    id: 'entry-2',
    value: null,
    parts: [],
    by: '',
    day: '2026-11-24',
    occurred: '',
    source: null,
  } as const
  expect(isCorrectable({ ...BIRTH, conflict: [{ ...other, how: 'set' }] }, OPEN)).toBe(false)
  expect(isCorrectable({ ...BIRTH, name: 'shoe-size' }, OPEN)).toBe(false)
  expect(isCorrectable(BIRTH, { ...OPEN, main: { pending: new Set(['entry-1']) } })).toBe(false)
})
