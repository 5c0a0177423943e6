import { expect, test } from 'vitest'
import { headsOf, recordId, recordsByFile } from './head-records.ts'

const [a, b, file] = [
  '11111111-2222-4333-8444-555555555555',
  'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee',
  '99999999-8888-4777-8666-555555555555',
]
const record = (id: string, seq: string, kind: string, reason: string) =>
  `${recordId(id)}${recordId(file)}${seq.padStart(16, '0')}${Buffer.from(kind + reason).toString('hex')}`

test('records are told apart, and a stream that is granted twice has both reasons', () => {
  const records = record(a, 'ff', 'c', 'o') + record(b, '1', 'r', 's') + record(a, 'ff', 'c', 's')
  expect(headsOf(records)).toEqual([
    { id: a, file, kind: 'case', seq: 255, reasons: ['owner', 'supervisor'] },
    { id: b, file, kind: 'referral', seq: 1, reasons: ['supervisor'] },
  ])
  expect([...recordsByFile(records)]).toEqual([[recordId(file), records]])
  expect(headsOf('')).toEqual([])
  expect(() => headsOf(record(a, '1', '?', 'o'))).toThrow('nobody can read')
})
