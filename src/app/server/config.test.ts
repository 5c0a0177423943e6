import { describe, expect, test } from 'vitest'
import { readConfig } from './config.ts'

const PRODUCTION = {
  LINDUNG_MODE: 'production',
  LINDUNG_PUBLIC_URL: 'https://lindung.example.go.id',
  LINDUNG_TRUST_PROXY: 'yes',
  LINDUNG_DATA_DIR: '/srv/lindung',
  LINDUNG_KEYS_DIR: '/etc/lindung/keys',
  LINDUNG_CHECKPOINTS_DIR: '/srv/lindung-checkpoints',
  DATABASE_URL: 'postgres://somebody@db.example/lindung',
}

function errorsOf(env: Record<string, string | undefined>, ...argv: string[]): readonly string[] {
  const read = readConfig(env, argv, '/work')
  return read.ok ? [] : read.errors
}

describe('the configuration', () => {
  test('without a word is the demo, on loopback, with data and keys apart', () => {
    expect(readConfig({}, [], '/work')).toMatchObject({
      ok: true,
      config: { mode: 'demo', host: '127.0.0.1', port: 4716, dataDir: '/work/data', keysDir: '/work/keys', lan: false },
    })
  })

  test('does not take a misspelt mode for the demo, which lets anybody in', () => {
    expect(errorsOf({ ...PRODUCTION, LINDUNG_MODE: 'Production' })).toEqual([expect.stringContaining('LINDUNG_MODE')])
    expect(errorsOf({ LINDUNG_MODE: 'demo' })).toEqual([])
  })

  test('takes --port before LINDUNG_PORT, and --lan for the room', () => {
    expect(readConfig({ LINDUNG_PORT: '9000' }, ['--port', '8000', '--lan'], '/work')).toMatchObject({
      config: { port: 8000, metricsPort: 8001, host: '0.0.0.0', lan: true },
    })
    expect(readConfig({ LINDUNG_PORT: '9000' }, [], '/work')).toMatchObject({ config: { port: 9000 } })
  })

  test('says how much one person may hand in in a day, generous unless said otherwise', () => {
    expect(readConfig({}, [], '/work')).toMatchObject({ config: { daily: { text: 5e8, attachments: 2e9 } } })
    const less = { LINDUNG_MOST_TEXT_MB: '1', LINDUNG_MOST_ATTACHMENTS_MB: '25' }
    expect(readConfig(less, [], '/work')).toMatchObject({ config: { daily: { text: 1e6, attachments: 25e6 } } })
  })

  test('of a real instance is taken when it is whole', () => {
    expect(readConfig(PRODUCTION, [], '/work')).toMatchObject({ ok: true, advice: [], config: { mode: 'production' } })
  })

  test.each([
    [{ LINDUNG_KEYS_DIR: '/srv/lindung/keys' }, 'whoever copies the data copies the keys'],
    [{ LINDUNG_CHECKPOINTS_DIR: '/srv/lindung' }, 'LINDUNG_CHECKPOINTS_DIR'],
    [{ LINDUNG_PUBLIC_URL: 'http://lindung.example.go.id' }, 'LINDUNG_PUBLIC_URL'],
    [{ LINDUNG_PUBLIC_URL: 'https//typo' }, 'LINDUNG_PUBLIC_URL'],
    [{ LINDUNG_TRUST_PROXY: undefined }, 'LINDUNG_TRUST_PROXY=yes'],
    [{ LINDUNG_PORT: 'http' }, 'LINDUNG_PORT must be a port number'],
    [{ LINDUNG_LOG: 'everything' }, 'LINDUNG_LOG'],
    [{ LINDUNG_MOST_TEXT_MB: '0' }, 'LINDUNG_MOST_TEXT_MB must be a number of megabytes'],
    [{ LINDUNG_MOST_ATTACHMENTS_MB: 'all' }, 'LINDUNG_MOST_ATTACHMENTS_MB'],
  ])('says what is missing: %j', (change, words) => {
    expect(errorsOf({ ...PRODUCTION, ...change }).join(' ')).toContain(words)
  })

  test('names the option that was given, not the setting that it stands for', () => {
    expect(errorsOf({ LINDUNG_PORT: '9000' }, '--port', 'http')).toEqual([
      expect.stringMatching(/^--port must be a port/),
    ])
  })

  test('of a real instance does not show itself to a room, and says all that is wrong at once', () => {
    expect(errorsOf(PRODUCTION, '--lan').join(' ')).toContain('reverse proxy')
    expect(errorsOf({ LINDUNG_MODE: 'production', LINDUNG_KEYS_DIR: 'data/keys' }).length).toBeGreaterThanOrEqual(4)
  })

  test('advises a maintained PostgreSQL, and says why', () => {
    const read = readConfig({ ...PRODUCTION, DATABASE_URL: undefined }, [], '/work')
    expect(read).toMatchObject({ ok: true, advice: [expect.stringContaining('DATABASE_URL')] })
  })
})
