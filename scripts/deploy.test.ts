import { existsSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { COMMANDS } from '../src/app/cli/table.ts'
import { readConfig } from '../src/app/server/config.ts'
import { MAX_LIST } from '../src/cases/import/server/body.ts'
import { filesBelow, readText } from './lib/files.ts'
import { root } from './lib/run.ts'

const environment = (): Record<string, string> =>
  Object.fromEntries(
    [...readText('deploy/lindung.env.example').matchAll(/^([A-Z_]+)=(.*)$/gm)].map(([, name, value]) => [
      name ?? '',
      value ?? '',
    ]),
  )

/** Names of settings in a text. Those of tests, benches and development are nobody's who runs it. */
const namesIn = (text: string): readonly string[] =>
  [...new Set(text.match(/\b(LINDUNG_[A-Z_]*[A-Z]|DATABASE_URL|CREDENTIALS_DIRECTORY)\b/g))].filter(
    (name) => !/^LINDUNG_(TEST|BENCH|DEV|GUIDE)_?/.test(name),
  )

describe('settings', () => {
  test('of the example are accepted as they stand', () => {
    const read = readConfig(environment(), [], '/opt/lindung')
    expect(read).toMatchObject({ ok: true, config: { mode: 'production', host: '127.0.0.1', port: 4716 } })
  })

  const known = namesIn(readText('src/app/server/config.ts'))
  test.each([...filesBelow('', /\.md$/), ...filesBelow('deploy', /./)])('in %s are read by the server', (path) => {
    expect(namesIn(readText(path)).filter((name) => !known.includes(name))).toEqual([])
  })

  test('that the server reads stand in the table of deploy/README.md', () => {
    const table = readText('deploy/README.md').split('## Settings')[1] ?? ''
    expect(known.length).toBeGreaterThan(10)
    expect(known.filter((name) => !namesIn(table).includes(name))).toEqual([])
  })
})

describe('the unit', () => {
  const unit = readText('deploy/lindung.service')
  const all = (name: string): readonly string[] =>
    [...unit.matchAll(new RegExp(`^${name}=(.*)$`, 'gm'))].map(([, value]) => value ?? '')
  const [command = ''] = all('ExecStart')
  const words = command.split(' ')

  test('starts a program and a file that an installation has', () => {
    const paths = words.filter((word) => word.startsWith('/'))
    expect(paths).toHaveLength(2)
    for (const path of paths) {
      expect(path).toMatch(/^\/opt\/lindung\//)
      expect([path, existsSync(path.replace('/opt/lindung/', root))]).toEqual([path, true])
    }
    expect(all('WorkingDirectory')).toEqual(['/opt/lindung'])
    expect(all('Documentation')).toEqual(['file:/opt/lindung/README.md'])
  })

  test('gives flags that Node knows, and a command that there is', () => {
    const flags = words.filter((word) => word.startsWith('--'))
    const known = process.allowedNodeEnvironmentFlags
    expect(flags.filter((flag) => !known.has(flag.split('=')[0] ?? ''))).toEqual([])
    expect(COMMANDS.map(({ name }) => name)).toContain(words.at(-1))
  })

  test('reads the settings that the steps put there, as the user that they make', () => {
    const steps = readText('deploy/README.md')
    for (const path of all('EnvironmentFile')) expect(steps).toContain(`deploy/lindung.env.example ${path}`)
    for (const user of all('User')) expect(steps).toMatch(new RegExp(`useradd --system .* ${user}$`, 'm'))
  })

  test('lets Lindung write where the settings say, and nowhere else', () => {
    const state = all('StateDirectory').flatMap((value) => value.split(' ').map((name) => `/var/lib/${name}`))
    const writable = [...state, ...all('ReadWritePaths').flatMap((value) => value.split(' '))]
    const { LINDUNG_DATA_DIR, LINDUNG_KEYS_DIR, LINDUNG_CHECKPOINTS_DIR } = environment()
    expect(new Set(writable)).toEqual(new Set([LINDUNG_DATA_DIR, LINDUNG_KEYS_DIR, LINDUNG_CHECKPOINTS_DIR]))
    expect(all('ProtectSystem')).toEqual(['strict'])
  })

  test('names each setting of systemd once, and lets what is not allowed fail', () => {
    const names = [...unit.matchAll(/^([A-Za-z]+)=/gm)].map(([, name]) => name ?? '')
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([])
    expect(all('SystemCallErrorNumber')).toEqual(['EPERM'])
  })
})

describe.each(['deploy/Caddyfile', 'deploy/nginx.conf'])('%s', (file) => {
  const text = readText(file)

  test('hands over to the port of the settings', () => {
    expect(text).toContain(`127.0.0.1:${environment()['LINDUNG_PORT']}`)
  })

  test('lets the largest list through', () => {
    const megabytes = Number(/(?:client_max_body_size|max_size) (\d+)m/i.exec(text)?.[1])
    expect(megabytes * 1_000_000).toBeGreaterThan(MAX_LIST + 2_000)
  })

  test('keeps no record of who asked what', () => {
    // Each server of nginx by itself; Caddy has one.
    const off = text.match(/^\s*(access_log off;|output discard)$/gm) ?? []
    expect(off).toHaveLength(text.match(/^(server|lindung\S+) \{$/gm)?.length ?? 0)
  })
})
