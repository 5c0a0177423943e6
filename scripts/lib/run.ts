import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** The repository's top folder, with a slash at its end. */
export const root: string = fileURLToPath(new URL('../../', import.meta.url))

/** What became of a command that ran to its end. `out` holds both streams in the order they came. */
export type Ran = { readonly code: number; readonly out: string; readonly stdout: string }

/** The environment in which `node` is Node 24 and the project's tools are found, whatever started us. */
export function projectEnv(extra: Record<string, string> = {}): NodeJS.ProcessEnv {
  return { ...process.env, PATH: `${root}node_modules/.bin:${process.env['PATH'] ?? ''}`, ...extra }
}

/** Runs a command without a shell and collects what it says. A command that cannot start has code 127. */
export function run(
  command: string,
  args: readonly string[],
  options: { cwd?: string; env?: Record<string, string>; show?: boolean } = {},
): Promise<Ran> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: options.cwd ?? root,
      env: projectEnv(options.env),
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let out = ''
    let stdout = ''
    const take = (text: string, isStdout: boolean) => {
      out += text
      if (isStdout) stdout += text
      if (options.show === true) process.stdout.write(text)
    }
    child.stdout.setEncoding('utf8').on('data', (text: string) => take(text, true))
    child.stderr.setEncoding('utf8').on('data', (text: string) => take(text, false))
    child.on('error', (error) => resolve({ code: 127, out: `${command}: ${error.message}`, stdout }))
    child.on('close', (code) => resolve({ code: code ?? 1, out, stdout }))
  })
}
