import { expect, test } from 'vitest'
import { readConfig } from '../src/app/server/config.ts'
import { readText } from './lib/files.ts'

const environment = (): Record<string, string> =>
  Object.fromEntries(
    [...readText('deploy/lindung.env.example').matchAll(/^([A-Z_]+)=(.*)$/gm)].map(([, name, value]) => [
      name ?? '',
      value ?? '',
    ]),
  )

test('the example settings are accepted as they stand', () => {
  const read = readConfig(environment(), [], '/opt/lindung')
  expect(read).toMatchObject({ ok: true, config: { mode: 'production', host: '127.0.0.1', port: 4716 } })
})

test('both proxies hand over to the port of the settings', () => {
  for (const file of ['deploy/Caddyfile', 'deploy/nginx.conf'])
    expect(readText(file)).toContain(`127.0.0.1:${environment()['LINDUNG_PORT']}`)
})
