/**
 * `npm test`: the checks, then every test; the database tests once more on PostgreSQL 15. One summary, computed over all parts:
 * the last line is `N passed, N failed`. What was skipped is said with its number and reason.
 */
import { findChromium, NO_CHROMIUM } from '../test/support/chromium.ts'
import { filesBelow } from './lib/files.ts'
import { run } from './lib/run.ts'
import { runVitest, type Part } from './lib/vitest.ts'

const started = performance.now()
const heading = (text: string): void => console.log(`\n── ${text} ${'─'.repeat(Math.max(3, 90 - text.length))}`)
const notes: string[] = []

async function checks(): Promise<Part> {
  const ran = await run('node', ['scripts/check.ts'], { show: true })
  const [, passed, failed] = /(\d+) passed, (\d+) failed\s*$/.exec(ran.out) ?? [null, '0', '1']
  return { name: 'checks', passed: Number(passed), failed: Number(failed), skipped: 0 }
}

async function tests(): Promise<Part> {
  const chromium = await findChromium()
  const projects = ['unit', 'db', ...(chromium === undefined ? [] : ['browser'])]
  if (chromium === undefined)
    notes.push(`${filesBelow('', /\.browser\.test\.tsx?$/).length} files of browser tests were not run. ${NO_CHROMIUM}`)
  else console.log(`Chromium: ${chromium.from}`)
  return runVitest(
    `tests (${projects.join(', ')})`,
    projects.flatMap((name) => ['--project', name]),
  )
}

async function olderDatabase(): Promise<Part | undefined> {
  if (process.env['TEST_DATABASE_URL'] !== undefined) {
    notes.push('The database tests ran once, on $TEST_DATABASE_URL, and not on the embedded PostgreSQL 18 and 15.')
    return undefined
  }
  heading('database tests on PostgreSQL 15')
  return runVitest('database tests on PostgreSQL 15', ['--project', 'db'], {
    LINDUNG_TEST_POSTGRES: '15',
  })
}

heading('checks')
const parts: Part[] = [await checks()]
heading('tests')
parts.push(await tests())
const older = await olderDatabase()
if (older !== undefined) parts.push(older)

heading(`summary, ${((performance.now() - started) / 60_000).toFixed(1)} minutes`)
for (const { name, passed, failed, skipped } of parts)
  console.log(`${name.padEnd(34)} ${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
for (const note of notes) console.log(note)
const sum = (pick: (part: Part) => number): number => parts.reduce((total, part) => total + pick(part), 0)
const failed = sum((part) => part.failed)
console.log(`${sum((part) => part.skipped)} tests skipped by their own condition`)
console.log(`${sum((part) => part.passed)} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1
