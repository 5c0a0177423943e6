import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { type Io, terminal } from './io.ts'
import { main } from './main.ts'
import { saying } from './operator.ts'
import { checkPerson, checkZone } from './people.ts'
import { COMMANDS } from './table.ts'

/** What an operator reads who has mistyped: one sentence, exit code 2, and nothing opened. */
async function call(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
  let [out, err] = ['', '']
  const io: Io = {
    ...terminal,
    stdout: (text) => (out += text),
    stderr: (text) => (err += text),
    progress: () => undefined,
  }
  const code = await main(argv, io)
  return { code, out, err }
}

const folder = mkdtempSync(join(tmpdir(), 'lindung-asked-'))
afterAll(() => rmSync(folder, { recursive: true }))
const ID = '00000000-0000-4000-8000-000000000000'

describe.each([...new Set(COMMANDS.map(({ name }) => name))])('lindung %s', (name) => {
  test('says how it is called', async () => {
    const { code, out } = await call(name, '--help')
    expect(code).toBe(0)
    for (const { usage, details = [] } of COMMANDS.filter((one) => one.name === name)) {
      expect(out).toContain(`lindung ${usage}\n`)
      for (const line of details) expect(out).toContain(line)
    }
  })
  test('does not know an option that does not exist', async () => {
    const { code, out, err } = await call(name, '--kroak')
    expect([code, out]).toEqual([2, ''])
    expect(err).toMatch(/^Unknown option '--kroak'\. .*--help.*\n$/)
  })
})

test.each([
  [['verify', 'kroak'], /"kroak" is one word too many/],
  [['migrate', 'kroak'], /one word too many/],
  [['doctor', 'kroak'], /one word too many/],
  [['start', 'kroak'], /one word too many/],
  [['rebuild', 'kroak'], /one word too many/],
  [['erase', ID, 'kroak'], /one word too many/],
  [['erase', 'kroak'], /long id/],
  [['erase', ID], /--yes/],
  [['import'], /Name the list/],
  [['import', 'list.csv'], /Permit a command, "Import a list"/],
  [['import', 'list.csv', '--continue', ID, '--token', 'x'], /Name the list/],
  [['import', '--continue', 'kroak', '--token', 'x'], /long id/],
  [['import', 'list.csv', '--token', 'x', '--as-of', '2026-02-30'], /YYYY-MM-DD/],
  [['import', '--undo', ID], /Permit a command, "Undo an import"/],
  [['import', '--undo', 'kroak', '--token', 'x'], /long ids/],
  [['import', '--undo', ID, '--leave', 'kroak', '--token', 'x'], /long ids/],
  [['import', '--token'], /argument missing/],
  [['user'], /user list/],
  [['user', 'add', 'sari'], /ROLE is caseworker/],
  [['init'], /--login --name/],
  [
    ['init', '--login', 'pandan', '--name', 'P', '--organisation', 'D', '--team', 'T', '--code', 'awan'],
    /three capital letters/,
  ],
])('lindung %j is answered with what is missing', async (argv, sentence) => {
  const { code, out, err } = await call(...argv)
  expect([code, out]).toEqual([2, ''])
  expect(err).toMatch(sentence)
  expect(err.trim().split('\n')).toHaveLength(1)
})

test('a list that nobody can read is refused before a permission is spent, and its path is not repeated', async () => {
  const { code, err } = await call('import', join(folder, 'Anoa Sirih.csv'), '--token', 'x')
  expect([code, err]).toEqual([1, 'The file cannot be opened. Is there one of that name, and may you read it?\n'])
})

describe('what the disk refuses is a sentence', () => {
  const said = async (work: () => Promise<unknown>): Promise<string> => {
    let err = ''
    const code = await saying({ ...terminal, stderr: (text) => (err += text) }, async () => {
      await work()
      return 0
    })
    return `${code} ${err}`
  }
  test('for a file that is not there, one that is there, and a directory', async () => {
    expect(await said(() => terminal.readFile(join(folder, 'none')))).toBe(`1 There is no ${folder}/none.\n`)
    expect(await said(() => terminal.writeNew(join(folder, 'none', '.one.tmp'), new Uint8Array()))).toBe(
      `1 There is no directory ${folder}/none.\n`,
    )
    await terminal.writeNew(join(folder, 'one'), new Uint8Array())
    expect(await said(() => terminal.writeNew(join(folder, 'one'), new Uint8Array()))).toContain('is there already')
  })
  test('and a bug is none', async () => {
    await expect(said(() => Promise.reject(new TypeError('x')))).rejects.toThrow('x')
    await expect(said(() => Promise.reject(Object.assign(new Error('x'), { code: 'ENOENT' })))).rejects.toThrow('x')
  })
})

test('a person is checked before the database would refuse without a word', () => {
  expect(() => checkPerson({ login: 'sari.teratai', name: 'Sari Teratai' })).not.toThrow()
  expect(() => checkPerson({ login: 'sa', name: 'Sari' })).toThrow('3 to 60')
  expect(() => checkPerson({ login: 'sa ri', name: 'Sari' })).toThrow('no spaces')
  expect(() => checkPerson({ login: 'sari', name: ' ' })).toThrow('1 to 120')
  expect(() => checkZone('Asia/Jayapura')).not.toThrow()
  expect(() => checkZone('Asia/Kroak')).toThrow('no time zone')
})

test('doctor says what to do where nothing is set up, and makes nothing', async () => {
  const keys = join(folder, 'keys')
  for (const [name, value] of Object.entries({ LINDUNG_KEYS_DIR: keys, LINDUNG_DATA_DIR: join(folder, 'data') }))
    vi.stubEnv(name, value)
  const { code, out } = await call('doctor')
  vi.unstubAllEnvs()
  expect(code).toBe(1)
  expect(out).toContain(
    `TO DO  nothing is set up here yet: "lindung init" makes the database, and the keys in ${keys}.`,
  )
  expect(existsSync(keys) || existsSync(join(folder, 'data'))).toBe(false)
})
