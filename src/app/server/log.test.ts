import { expect, test } from 'vitest'
import { createLog } from './log.ts'

function logged(level = 'debug') {
  const lines: string[] = []
  const log = createLog(level, { write: (line: string) => void lines.push(line) })
  return { log, lines, last: () => JSON.parse(lines.at(-1) ?? '{}') as Record<string, unknown> }
}

test('an answer leaves its operation, status and time', () => {
  const { log, last } = logged()
  log.answered('readFile', 200, 0.01234)
  expect(last()).toMatchObject({ operation: 'readFile', status: 200, seconds: 0.0123, msg: 'answered' })
})

test('what is no code or number is dropped, whoever hands it in', () => {
  const { log, lines, last } = logged()
  log.answered('/api/files?name=Kancil Beringin', 200, 1)
  expect(last()['operation']).toBe('dropped')
  log.event('sequencer.copy', { where: '/etc/lindung/keys of Sari', count: 3 })
  expect(last()).toMatchObject({ code: 'sequencer.copy', where: 'dropped', count: 3 })
  expect(lines.join('')).not.toMatch(/Kancil|Sari/)
})

test('a bug leaves its kind and where it happened, never its message', () => {
  const { log, lines, last } = logged()
  log.bug(new TypeError('cannot read "Kancil Beringin"\n    at the second line of a message'), 'readFile')
  expect(last()).toMatchObject({ kind: 'TypeError', operation: 'readFile', state: 'none' })
  expect(lines.join('')).not.toContain('Kancil')
  expect(String(last()['at'])).toContain('src/app/server/log.test.ts')
  log.bug('bare text about Kancil', 'readFile')
  expect(lines.join('')).not.toContain('Kancil')
})

test('a silent log is silent', () => {
  const { log, lines } = logged('silent')
  log.bug(new Error('x'), 'readFile')
  expect(lines).toEqual([])
})
