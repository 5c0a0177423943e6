import { existsSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { root } from './run.ts'

export type Known = {
  readonly scripts: ReadonlySet<string>
  readonly commands: ReadonlySet<string>
  readonly exists: (path: string) => boolean
}

export const onDisk = (path: string): boolean => existsSync(join(root, path))

/** The lines of all ```sh blocks of a document, without comments and prompts. */
export function shellLines(markdown: string): string[] {
  return [...markdown.matchAll(/^```(?:sh|bash|shell)\n([\s\S]*?)^```/gm)].flatMap((block) =>
    (block[1] ?? '')
      .split('\n')
      .map((line) =>
        line
          .replace(/(^|\s)#.*$/, '')
          .replace(/^\$ /, '')
          .trim(),
      )
      .filter((line) => line !== ''),
  )
}

const NPM_OWN = new Set([
  'ci',
  'install',
  'start',
  'test',
  'run',
  'exec',
  'ls',
  'view',
  'outdated',
  'audit',
  'version',
  'update',
])

function npmFault(word: string, script: string, known: Known): string[] {
  if (word === 'run') return known.scripts.has(script) ? [] : [`no script "${script}" in package.json`]
  if (word === 'start' || word === 'test') return known.scripts.has(word) ? [] : [`no script "${word}" in package.json`]
  return NPM_OWN.has(word) ? [] : [`"npm ${word}" is no command of npm`]
}

/** What a shell line asks for that does not exist. */
function commandFaults(line: string, known: Known): string[] {
  const npm = [...line.matchAll(/\bnpm (?:--?\S+ )*([a-z]+)(?: (?:-s |--silent )?([\w:-]+))?/g)]
  const lindung = [...line.matchAll(/(?:^|[|;&(]\s*|\bnpx |\bsudo (?:-u \S+ )?)lindung ([a-z][\w-]*)/g)]
  return [
    ...npm.flatMap(([, word = '', script = '']) => npmFault(word, script, known)),
    ...lindung.flatMap(([, command = '']) => (known.commands.has(command) ? [] : [`no command "lindung ${command}"`])),
  ]
}

const FOLDERS = 'src|docs|migrations|config|test|bench|scripts|deploy|bin|tsconfig|public|\\.ci'

/** Paths of this repository that a text names, whether in a block or in `code`; patterns and examples (`NNNN`, `NAME`, `*`, `<x>`, `…`) are none. */
function pathsIn(text: string): string[] {
  return [...text.matchAll(new RegExp(`(?<![\\w./#-])(?:\\./)?((?:${FOLDERS})/[^\\s\`'"|)>,;]*)`, 'g'))]
    .map((match) => (match[1] ?? '').replace(/[.:]+$/, '').replace(/:\d+$/, ''))
    .filter((path) => !/[*<>{}…[\]$]|NNNN|NAME|\/x\/|\.\.\./.test(path))
}

/** Everything in a document that no longer holds: scripts, commands, paths and links. `path` is where the document lies. */
export function faultsOf(path: string, markdown: string, known: Known): string[] {
  const prose = markdown.replaceAll(/^```[\s\S]*?^```/gm, '')
  const code = [...prose.matchAll(/`([^`\n]+)`/g)].map((match) => match[1] ?? '')
  const lines = shellLines(markdown)
  const links = [...prose.matchAll(/\]\((?!https?:|mailto:|#)([^)\s#]+)/g)].map((match) =>
    normalize(join(dirname(path), match[1] ?? '')),
  )
  return [
    ...[...lines, ...code].flatMap((line) => commandFaults(line, known)),
    ...[...new Set([...lines, ...code].flatMap((line) => pathsIn(line)))]
      .filter((file) => !known.exists(file))
      .map((file) => `${file} does not exist`),
    ...links.filter((file) => !known.exists(file)).map((file) => `the link to ${file} leads nowhere`),
  ]
}
