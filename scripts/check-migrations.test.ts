import { expect, test } from 'vitest'
import { faultsOf } from './check-migrations.ts'

const recorded = { '0001-start.sql': 'a', '0002-grants.sql': 'b' }

test('recorded migrations that stand as they were are right', () => {
  expect(faultsOf(recorded, recorded)).toEqual([])
})

test('a changed, a lost and an unrecorded migration are refused', () => {
  expect(faultsOf(recorded, { ...recorded, '0001-start.sql': 'z' })).toEqual([
    expect.stringContaining('0001-start.sql changed'),
  ])
  expect(faultsOf(recorded, { '0001-start.sql': 'a' })).toEqual([
    expect.stringContaining('0002-grants.sql was recorded and is gone'),
  ])
  expect(faultsOf(recorded, { ...recorded, '0003-new.sql': 'c' })).toEqual([
    expect.stringContaining('has no recorded hash'),
  ])
})

test('a number left out and a name of another form are refused', () => {
  expect(faultsOf({}, { '0002-late.sql': 'a' })).toContain('0002-late.sql: its number should be 1')
  expect(faultsOf({}, { '1_start.sql': 'a' })).toContain('1_start.sql: the name should be NNNN-words.sql')
})
