import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readConfig } from '#app/server/config.ts'
import { createLog } from '#app/server/log.ts'
import { serve } from '#app/server/serve.ts'
import { rolePasswords } from '#platform/server/db/roles.ts'
import { fileEpochKeys, newPrivateKey } from '#platform/server/keys/index.ts'
import { systemRandom } from '#platform/server/random.ts'
import { createTestDatabase } from './database.ts'

/** The whole demo with its invented world and its door, on a free port. */
export async function serveDemo(): Promise<{ readonly address: string; close(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'lindung-demo-'))
  const database = await createTestDatabase()
  const read = readConfig({ LINDUNG_METRICS_PORT: '0' }, ['--port', '0'], folder)
  if (!read.ok) throw new Error(read.errors.join('\n'))
  const instance = {
    config: read.config,
    dataDir: folder,
    postgres: null,
    adminUrl: database.adminUrl,
    passwords: rolePasswords(),
    keys: await fileEpochKeys(read.config.keysDir, { create: true }),
    keysFrom: 'files' as const,
    instanceKey: newPrivateKey('p256'),
    logKey: newPrivateKey('ed25519'),
    logName: 'test.example/audit',
    close: async () => undefined,
  }
  const serving = await serve(instance, { random: systemRandom, now: () => new Date(), log: createLog('silent') })
  return {
    address: serving.address.replace(/\/$/, ''),
    async close() {
      await serving.close()
      await database.drop()
      await rm(folder, { recursive: true })
    },
  }
}
