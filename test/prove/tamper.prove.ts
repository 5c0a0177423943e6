import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { verifyInstance, type VerifyDeps } from '#app/ops/verify.ts'
import { noteSigner } from '#audit/server/index.ts'
import { newPrivateKey } from '#platform/server/keys/index.ts'
import type { Context, Row } from '../../scripts/lib/marks.ts'
import { createTestWorld } from '../support/application.ts'
import { seeded } from '../support/history.ts'
import { withInstance } from './support/instance.ts'
import { logHistories } from './support/logged.ts'
import { type Tools, WAYS } from './support/tampering.ts'

export const name = 'tamper'

/** A superuser who also holds the log's key changes something, in every way we know; `lindung verify` finds it against the copied checkpoints. */
export async function run({ small, seed, log }: Context): Promise<readonly Row[]> {
  return withInstance(log, async ({ database }) => {
    const world = await createTestWorld({ database })
    const checkpointsDir = await mkdtemp(join(tmpdir(), 'lindung-copies-'))
    const admin = new pg.Client({ connectionString: database.adminUrl })
    await admin.connect()
    try {
      const signer = noteSigner('lindung.example/proof', newPrivateKey('ed25519'))
      await logHistories(world, seeded(seed), { signer, copies: checkpointsDir, histories: [small ? 2 : 10, 12] })
      const deps: VerifyDeps = { keys: world.keys, checkpointsDir, origin: signer.key.name, vkey: signer.vkey }
      const before = await inOneMoment(admin, () => verifyInstance(admin, deps))
      const results = await tamper(
        admin,
        deps,
        { random: seeded(seed + 1), signer, keys: world.keys },
        small ? 2 : 25,
        log,
      )
      const undetected = results.filter(({ found }) => !found)
      for (const { way } of undetected) log(`not found: ${way}`)
      return [
        {
          name: 'findings before anything is changed',
          measured: String(before.findings.length),
          mark: '0',
          ok: before.findings.length === 0,
        },
        ...WAYS.map(({ name: way }): Row => {
          const of = results.filter((one) => one.way === way)
          const found = of.filter((one) => one.found).length
          return {
            name: way,
            measured: `${found} of ${of.length}`,
            mark: '100%',
            ok: found === of.length && of.length > 0,
          }
        }),
      ]
    } finally {
      await admin.end()
      await world.close()
      await rm(checkpointsDir, { recursive: true, force: true })
    }
  })
}

/** Each change in a transaction of its own, verified in that transaction, and rolled back. */
async function tamper(admin: pg.Client, deps: VerifyDeps, tools: Tools, times: number, log: (line: string) => void) {
  const results: { way: string; found: boolean }[] = []
  for (const { name: way, change } of WAYS) {
    for (let i = 0; i < times; i++) {
      await admin.query('begin isolation level repeatable read')
      // What a superuser can do to be rid of constraints and triggers.
      await admin.query('set local session_replication_role = replica')
      if (!(await change(admin, tools))) log(`${way}: nothing to change`)
      else results.push({ way, found: !(await verifyInstance(admin, deps)).sound })
      await admin.query('rollback')
    }
  }
  return results
}

async function inOneMoment<T>(client: pg.Client, work: () => Promise<T>): Promise<T> {
  await client.query('begin isolation level repeatable read read only')
  const result = await work()
  await client.query('commit')
  return result
}
