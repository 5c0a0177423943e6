import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { root, run } from './run.ts'

/** Numbers of one part of the whole test run. */
export type Part = { readonly name: string; readonly passed: number; readonly failed: number; readonly skipped: number }

type Report = {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly numPendingTests: number
  readonly numTodoTests: number
  readonly testResults: readonly { readonly status: string; readonly assertionResults: readonly unknown[] }[]
}

/** Runs vitest, showing what it says, and counts. A file that does not load, and an error outside every test, count as a failure each. */
export async function runVitest(
  name: string,
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<Part> {
  const file = `${root}.tmp/vitest-${process.pid}-${name.replaceAll(/\W+/g, '-')}.json`
  mkdirSync(`${root}.tmp`, { recursive: true })
  const ran = await run(
    'vitest',
    ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`, ...args],
    {
      show: true,
      env: { ...(process.stdout.isTTY ? { FORCE_COLOR: '1' } : { NO_COLOR: '1' }), ...env },
    },
  )
  if (!existsSync(file)) return { name, passed: 0, failed: 1, skipped: 0 }
  const report = JSON.parse(readFileSync(file, 'utf8')) as Report
  rmSync(file)
  const unloaded = report.testResults.filter(
    (result) => result.status === 'failed' && result.assertionResults.length === 0,
  ).length
  const failed = report.numFailedTests + unloaded
  return {
    name,
    passed: report.numPassedTests,
    failed: failed === 0 && ran.code !== 0 ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
  }
}
