import { describe, expect, test } from 'vitest'
import { COMMANDS } from '../src/app/cli/table.ts'
import { faultsOf, onDisk, shellLines, type Known } from './lib/docs.ts'
import { filesBelow, readText } from './lib/files.ts'

type Manifest = Readonly<
  Record<'scripts' | 'dependencies' | 'optionalDependencies' | 'devDependencies', Readonly<Record<string, string>>>
>

const manifest = JSON.parse(readText('package.json')) as Manifest
const known: Known = {
  scripts: new Set(Object.keys(manifest.scripts)),
  commands: new Set([...COMMANDS.map(({ name }) => name), 'help']),
  exists: onDisk,
}
const documents = filesBelow('', /\.md$/)

describe('the documents', () => {
  test('are found', () => {
    expect(documents).toContain('CONTRIBUTING.md')
  })
  test.each(documents)('%s names only what exists', (path) => {
    expect(faultsOf(path, readText(path), known)).toEqual([])
  })
})

test('a stale document is found', () => {
  const exists = (path: string): boolean => path === 'docs/pond.md'
  const stale = [
    'See `docs/pond.md`, `docs/lake.md` and [the river](river.md). `src/<slice>/model` is a pattern.',
    '```sh',
    '$ npm ci && npm run croak   # `npm run quack` in a comment',
    'npx lindung splash --help',
    'npm run check',
    '```',
  ].join('\n')
  expect(shellLines(stale)).toEqual(['npm ci && npm run croak', 'npx lindung splash --help', 'npm run check'])
  expect(faultsOf('docs/pond.md', stale, { scripts: new Set(['check']), commands: new Set(['help']), exists })).toEqual(
    [
      'no script "croak" in package.json',
      'no command "lindung splash"',
      'docs/lake.md does not exist',
      'the link to docs/river.md leads nowhere',
    ],
  )
})

test('docs/dependencies.md has a line for each package and none for another', () => {
  const named = [...readText('docs/dependencies.md').matchAll(/^\| (`[^|]+) \|/gm)].flatMap((row) =>
    [...(row[1] ?? '').matchAll(/`([^`]+)`/g)].map((name) => name[1]),
  )
  const { dependencies, optionalDependencies, devDependencies } = manifest
  const used = Object.keys({ ...dependencies, ...optionalDependencies, ...devDependencies })
  expect(used.filter((name) => !named.includes(name))).toEqual([])
  expect(named.filter((name) => !used.includes(name ?? ''))).toEqual([])
})

test('every version is exact', () => {
  const { dependencies, optionalDependencies, devDependencies } = manifest
  const loose = Object.entries({ ...dependencies, ...optionalDependencies, ...devDependencies }).filter(
    ([, version]) => !/^(npm:@?[\w/.-]+@)?\d+\.\d+\.\d+(-[\w.]+)?$/.test(version),
  )
  expect(loose).toEqual([])
})
