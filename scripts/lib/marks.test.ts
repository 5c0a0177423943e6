import { expect, test } from 'vitest'
import { ratioRow, tableOf } from './marks.ts'

test('the ratio to the baseline decides, whichever way the mark points', () => {
  const time = { value: 30, unit: 'ms' }
  expect(ratioRow('list', time, { name: 'plain', value: 15 }, { atMost: 2 })).toMatchObject({
    ratio: 2,
    ok: true,
    mark: '≤ 2×',
  })
  expect(ratioRow('list', time, { name: 'plain', value: 14 }, { atMost: 2 }).ok).toBe(false)
  const rate = { value: 29, unit: 'entries/s' }
  expect(ratioRow('append', rate, { name: 'insert', value: 100 }, { atLeast: 0.3 })).toMatchObject({
    ok: false,
    mark: '≥ 30%',
  })
  expect(ratioRow('append', rate, { name: 'insert', value: 90 }, { atLeast: 0.3 }).ok).toBe(true)
})

test('the table says what was missed', () => {
  expect(
    tableOf([
      { name: 'kills', measured: '0 lost', mark: '0', ok: true },
      ratioRow('list', { value: 3.14159, unit: 'ms' }, { name: 'plain', value: 1 }, { atMost: 2 }),
    ]),
  ).toEqual([
    'name   measured  baseline    ratio  mark  ok',
    '-'.repeat(48),
    'kills  0 lost    –           –      0     ok',
    'list   3.14 ms   plain 1.00  3.14   ≤ 2×  MISSED',
  ])
})
