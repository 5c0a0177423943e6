import { expect, test } from 'vitest'
import type { Io } from './io.ts'
import { main } from './main.ts'
import type { Entry } from './table.ts'

const commands: readonly Entry[] = [
  {
    name: 'croak',
    usage: 'croak --loud',
    summary: 'Croaks',
    details: ['--loud  So that all hear it'],
    when: (argv) => argv.includes('--loud'),
    load: () =>
      Promise.resolve({
        run: async (argv: string[], io: Io) => {
          io.stdout(`croak ${argv.join(' ')} ${new TextDecoder().decode(await io.readFile('pond'))}`)
          return 7
        },
      }),
  },
]

async function call(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
  let out = ''
  let err = ''
  const io: Io = {
    stdout: (text) => (out += text),
    stderr: (text) => (err += text),
    readFile: (path) => Promise.resolve(new TextEncoder().encode(`from ${path}`)),
    writeNew: () => Promise.reject(new Error('nothing is written here')),
    progress: () => undefined,
  }
  const code = await main(argv, io, commands)
  return { code, out, err }
}

test('a command gets what follows its name, and its number is the exit code', async () => {
  expect(await call('croak', '--loud', 'x')).toEqual({ code: 7, out: 'croak --loud x from pond', err: '' })
})

test('help names every command, also when nothing was asked', async () => {
  expect((await call('help')).out).toContain('lindung croak --loud')
  expect(await call()).toEqual(await call('help'))
})

test('a command says how it is called, and does nothing then', async () => {
  const said = { code: 0, out: 'lindung croak --loud\n  Croaks.\n  --loud  So that all hear it\n', err: '' }
  for (const argv of [
    ['croak', '--help'],
    ['croak', '--loud', '-h'],
    ['help', 'croak'],
    ['--help', 'croak'],
  ])
    expect(await call(...argv)).toEqual(said)
  expect((await call('croak', '--loud', '--', '--help')).out).toContain('croak --loud -- --help from pond')
  expect((await call('help', 'croac')).err).toContain('Did you mean "croak"?')
})

test('an unknown command is answered politely, with what may have been meant', async () => {
  expect(await call('croac')).toMatchObject({
    code: 2,
    err: expect.stringContaining('Did you mean "croak"?') as string,
  })
  expect((await call('quack')).err).toBe('There is no command "quack". "lindung help" names all commands.\n')
  expect(await call('croak')).toMatchObject({ code: 2, err: expect.stringContaining('lindung croak --loud') as string })
})
