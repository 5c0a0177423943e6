import { terminal, type Io } from './io.ts'
import { COMMANDS, type Entry } from './table.ts'

function help(commands: readonly Entry[]): string {
  const width = Math.max(...commands.map(({ usage }) => usage.length))
  const lines = commands.map(({ usage, summary }) => `  lindung ${usage.padEnd(width)}  ${summary}`)
  return [
    'Lindung protects children: case files that only their helpers can read.',
    '',
    ...lines,
    `  lindung ${'help'.padEnd(width)}  These lines`,
    '',
  ].join('\n')
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

/** Finds the command that `argv` names and runs it. Returns the exit code. */
export async function main(
  argv: readonly string[],
  io: Io = terminal,
  commands: readonly Entry[] = COMMANDS,
): Promise<number> {
  const [name = 'help', ...rest] = argv
  if (['help', '--help', '-h'].includes(name)) {
    io.stdout(help(commands))
    return 0
  }
  const named = commands.filter((command) => command.name === name)
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
