/**
 * Migrations only ever grow. `migrations/hashes.json` records the SHA-256 of each `NNNN-name.sql`; a recorded file that
 * changed or vanished is refused. `--record` adds the hashes of new files, and never touches an old one.
 */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { filesBelow } from './lib/files.ts'
import { root } from './lib/run.ts'

type Hashes = Readonly<Record<string, string>>

/** What is wrong with these migrations, in sentences; `recorded` as hashes.json has it, `found` as the files are now. */
export function faultsOf(recorded: Hashes, found: Hashes): string[] {
  const names = Object.keys(found).sort()
  const last = Object.keys(recorded).sort().at(-1) ?? ''
  return [
    ...names
      .filter((name) => !/^\d{4}-[a-z0-9-]+\.sql$/.test(name))
      .map((name) => `${name}: the name should be NNNN-words.sql`),
    ...names.flatMap((name, i) =>
      Number(name.slice(0, 4)) === i + 1 ? [] : [`${name}: its number should be ${i + 1}`],
    ),
    ...Object.keys(recorded).flatMap((name) => {
      if (found[name] === undefined) return [`${name} was recorded and is gone: migrations only go forward`]
      return found[name] === recorded[name]
        ? []
        : [`${name} changed after it was recorded: write a new migration instead`]
    }),
    ...names
      .filter((name) => recorded[name] === undefined)
      .map((name) =>
        name < last ? `${name} stands before recorded ones` : `${name} has no recorded hash: npm run migrations:record`,
      ),
  ]
}

if (import.meta.main) {
  const file = `${root}migrations/hashes.json`
  const recorded = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Hashes) : {}
  const found = Object.fromEntries(
    filesBelow('migrations', /\.sql$/).map((path) => [
      path.slice('migrations/'.length),
      createHash('sha256')
        .update(readFileSync(root + path))
        .digest('hex'),
    ]),
  )
  const record = process.argv.includes('--record')
  const now = record ? { ...found, ...recorded } : recorded
  const faults = faultsOf(now, found)
  for (const fault of faults) console.log(fault)
  if (record && faults.length === 0) {
    const sorted = Object.fromEntries(Object.entries(now).sort(([a], [b]) => (a < b ? -1 : 1)))
    writeFileSync(file, `${JSON.stringify(sorted, null, 2)}\n`)
  }
  console.log(`${Object.keys(found).length} migrations, ${faults.length} wrong`)
  process.exitCode = faults.length === 0 ? 0 : 1
}
