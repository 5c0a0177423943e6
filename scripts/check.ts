/**
 * `npm run check`: every check that needs neither database nor browser, as many at once as the machine has processors.
 * One line each, what is wrong below, `N passed, N failed` at the end. `npm run check types lint` runs only those whose name has the word.
 */
import { availableParallelism } from 'node:os'
import { run, type Ran } from './lib/run.ts'

type Check = { readonly name: string; readonly command: readonly [string, ...string[]] }

const tsc = (project: string): Check => ({
  name: `types ${project}`,
  command: ['tsc', '-p', `tsconfig/${project}.json`, '--pretty', 'false'],
})
const script = (name: string, file: string): Check => ({ name, command: ['node', `scripts/${file}`] })

const CHECKS: readonly Check[] = [
  tsc('pure'),
  tsc('server'),
  tsc('web'),
  tsc('tests'),
  tsc('service-worker'),
  { name: 'lint', command: ['oxlint', '--format=unix'] },
  { name: 'format', command: ['oxfmt', '--check'] },
  script('imports', 'check-imports.ts'),
  { name: 'dead code', command: ['knip', '--no-progress'] },
  script('migrations', 'check-migrations.ts'),
  script('catalogues', 'check-catalogues.ts'),
  script('text rules', 'check-text.ts'),
  script('sizes', 'report-sizes.ts'),
]

/** A project without a single file yet is no fault. */
const isEmptyProject = (ran: Ran): boolean => ran.out.includes('error TS18003')

const lastLine = (text: string): string => text.trim().split('\n').at(-1) ?? ''

type Outcome = { readonly ok: boolean; readonly line: string; readonly detail: string }

async function judge(check: Check): Promise<Outcome> {
  const [command, ...args] = check.command
  const started = performance.now()
  const ran = await run(command, args)
  const empty = isEmptyProject(ran)
  const ok = ran.code === 0 || empty
  const note = empty ? 'no such files yet' : command === 'node' ? lastLine(ran.out) : ''
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  return {
    ok,
    line: `${ok ? 'ok    ' : 'FAILED'} ${check.name.padEnd(22)} ${seconds.padStart(5)} s  ${note}`.trimEnd(),
    detail: ok ? '' : ran.out.trim(),
  }
}

const words = process.argv.slice(2)
const chosen = CHECKS.filter(({ name }) => words.length === 0 || words.some((word) => name.includes(word)))
if (chosen.length === 0)
  console.log(`No check has such a word in its name. There are: ${CHECKS.map(({ name }) => name).join(', ')}`)
const waiting = [...chosen]
const outcomes: Outcome[] = []

async function worker(): Promise<void> {
  for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) {
    const outcome = await judge(check)
    outcomes.push(outcome)
    console.log(outcome.line)
    if (outcome.detail !== '') console.log(outcome.detail.replaceAll(/^/gm, '       '))
  }
}

await Promise.all(Array.from({ length: Math.max(2, availableParallelism()) }, worker))
const failed = outcomes.filter(({ ok }) => !ok).length
console.log(`${outcomes.length - failed} passed, ${failed} failed`)
process.exitCode = failed === 0 && outcomes.length > 0 ? 0 : 1
