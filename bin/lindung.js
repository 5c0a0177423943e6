#!/usr/bin/env node
// `npx lindung …`: runs the command line on a Node that reads TypeScript: this one, or the Node 24 that `npm ci` installed.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const here = (path) => fileURLToPath(new URL(path, import.meta.url))
const major = (version) => Number(version.split('.')[0])

if (major(process.versions.node) >= 24) {
  const { main } = await import('../src/app/cli/main.ts')
  process.exitCode = await main(process.argv.slice(2))
} else {
  const node24 = [here('../node_modules/.bin/node'), here('../node_modules/.bin/node.cmd')].find((path) =>
    existsSync(path),
  )
  if (node24 === undefined) {
    process.stderr.write(
      `Lindung runs on Node 24 or newer; this is ${process.version}.\n` +
        'Run `npm ci` in its folder, which brings one for most systems, or install Node 24 from https://nodejs.org.\n',
    )
    process.exitCode = 1
  } else {
    const args = ['--disable-warning=ExperimentalWarning', fileURLToPath(import.meta.url), ...process.argv.slice(2)]
    const ran = spawnSync(node24, args, { stdio: 'inherit', shell: node24.endsWith('.cmd') })
    process.exitCode = ran.status ?? 1
  }
}
