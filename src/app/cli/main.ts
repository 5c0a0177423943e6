import { terminal, type Io } from './io.ts'
import { COMMANDS, type Entry } from './table.ts'

function help(commands: readonly Entry[]): string {
  const lines = commands.map(({ usage, summary }) => `  lindung ${usage}\n      ${summary}`)
  return [
    'Lindung protects children: case files that only their helpers can read.',
    '',
    ...lines,
    '  lindung help\n      These lines',
    '',
    '"lindung COMMAND --help" says more of one. Exit codes: 0 done, 1 not done and the reason is said, 2 asked wrongly,',
    '3 (import alone) all is made that can be, and somebody has questions to answer.',
    'Settings come from the environment (deploy/lindung.env.example).',
    '',
  ].join('\n')
}

/** What one command is for, and how it is called. */
function helpOf(named: readonly Entry[]): string {
  return named
    .flatMap(({ usage, summary, details = [] }) => [
      `lindung ${usage}`,
      `  ${summary}.`,
      ...details.map((line) => `  ${line}`),
      '',
    ])
    .join('\n')
}

/** Whether help is asked for, and not a word that a person gave as a value. */
const asksForHelp = (argv: readonly string[]): boolean => {
  const end = argv.indexOf('--')
  return (end < 0 ? argv : argv.slice(0, end)).some((word) => word === '--help' || word === '-h')
}

/** The known name that is closest to what was typed, if it is close at all. */
function nearest(typed: string, names: readonly string[]): string | undefined {
  const [best] = names
    .map((name) => ({ name, far: distance(typed, name) }))
    .filter(({ far }) => far <= 2)
    .sort((a, b) => a.far - b.far)
  return best?.name
}

/** How many letters must be put in, taken out or changed to make `b` of `a`. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1]
    for (const [j, other] of [...b].entries())
      next.push(Math.min((next[j] ?? 0) + 1, (row[j + 1] ?? 0) + 1, (row[j] ?? 0) + (letter === other ? 0 : 1)))
    row = next
  }
  return row.at(-1) ?? 0
}

const HELP: ReadonlySet<string> = new Set(['help', '--help', '-h'])

/** The command's name, what follows it, and whether one only wants to know of it: `help import`, `import --help`. */
function understood(argv: readonly string[]) {
  const [first = 'help', ...words] = argv
  if (!HELP.has(first)) return { name: first, rest: words, wantsHelp: asksForHelp(words) }
  const [name = '', ...rest] = words.filter((word) => !HELP.has(word))
  return { name, rest, wantsHelp: true }
}

/** Finds the command that `argv` names and runs it. Returns the exit code. */
export async function main(
  argv: readonly string[],
  io: Io = terminal,
  commands: readonly Entry[] = COMMANDS,
): Promise<number> {
  const { name, rest, wantsHelp } = understood(argv)
  const named = commands.filter((command) => command.name === name)
  if (wantsHelp && (name === '' || named.length > 0)) {
    io.stdout(name === '' ? help(commands) : helpOf(named))
    return 0
  }
  const chosen = named.find((command) => command.when?.(rest) ?? true)
  if (chosen !== undefined) return (await chosen.load()).run(rest, io)
  if (named.length > 0) {
    io.stderr(`This is how it is called:\n${named.map(({ usage }) => `  lindung ${usage}\n`).join('')}`)
    return 2
  }
  const meant = nearest(name, [...new Set(commands.map((command) => command.name)), 'help'])
  io.stderr(
    `There is no command "${name}".${meant === undefined ? '' : ` Did you mean "${meant}"?`} "lindung help" names all commands.\n`,
  )
  return 2
}
