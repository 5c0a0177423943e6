import { expect, test } from 'vitest'
import { meterOf, peakOf, resetPeak } from './cpu.ts'
import { median, quantile, summaryOf } from './load.ts'
import { staffFor } from './people.ts'

test('medians and quantiles', () => {
  expect(median([3, 1, 2])).toBe(2)
  expect(quantile([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 0.95)).toBe(10)
  const block = (rate: number) => ({ rate, server: rate, postgres: 1, times: [rate] })
  expect(summaryOf([block(1), block(5), block(2)])).toMatchObject({ rate: 2, cpu: 3, p50: 2, p95: 2 })
})

test.runIf(process.platform === 'linux')('CPU time and memory of a process', () => {
  const meter = meterOf(process.pid, process.pid)
  const before = meter()
  const until = performance.now() + 60
  while (performance.now() < until);
  const used = meter().server - before.server
  expect(used).toBeGreaterThan(5)
  resetPeak(process.pid)
  expect(peakOf(process.pid)).toBeGreaterThan(10)
})

test('100,000 files are shared among 5,000 people as the benches say', () => {
  const staff = staffFor(100_000)
  expect(staff.rows.person).toHaveLength(5000)
  expect(staff.desks.reduce((sum, { files }) => sum + files, 0)).toBe(100_000)
  expect(staff.desks.find(({ writer }) => writer === staff.large[0])?.files).toBe(150)
  expect(staff.desks.find(({ writer }) => writer === staff.ordinary[0])?.files).toBe(25)
  expect(new Set(staff.rows.team.map(([, , , code]) => code)).size).toBe(staff.rows.team.length)
})
