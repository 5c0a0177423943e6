import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readSession } from '#access/contract.ts'
import { createSequencer, noteSigner, openCopies } from '#audit/server/index.ts'
import { openDatabase } from '#platform/server/db/database.ts'
import { newPrivateKey } from '#platform/server/keys/index.ts'
import { createScene, rawAs, type Scene } from './scene.ts'

/** What injected SQL could disturb without reading anything: the log that tells of it, and what people are told of the instance. */
let scene: Scene
let folder: string

beforeAll(async () => {
  scene = await createScene()
  folder = await mkdtemp(join(tmpdir(), 'lindung-guards-'))
})
afterAll(async () => {
  await scene.close()
  await rm(folder, { recursive: true })
})

describe('the log', () => {
  const sequencerOf = async () => {
    const db = openDatabase(scene.world.database.urlFor('lindung_log'), { max: 1 })
    const signer = noteSigner('lindung.example/guards', newPrivateKey('ed25519'))
    const copies = await openCopies(folder)
    const sequencer = createSequencer({ db, signer, copies, now: () => new Date(), onTrouble: () => undefined })
    return { db, sequencer }
  }

  test('goes on, whatever locks the application’s role holds', async () => {
    const { db, sequencer } = await sequencerOf()
    const attacker = new pg.Client({ connectionString: scene.world.database.appUrl })
    await attacker.connect()
    await attacker.query('select pg_advisory_lock(n) from generate_series(4716300000, 4716300010) n')
    await attacker.query('begin')
    for (const table of ['audit.keeper', 'audit.log', 'audit.leaf', 'audit.checkpoint', 'audit.pending'])
      for (const mode of ['access exclusive', 'exclusive', 'share', 'access share']) {
        await attacker.query('savepoint before')
        await attacker.query(`lock table ${table} in ${mode} mode`).catch(() => attacker.query('rollback to before'))
      }
    expect(await sequencer.round()).toBeGreaterThan(0)
    await attacker.end()
    await db.close()
  })

  test('has one keeper at a time all the same', async () => {
    const { db, sequencer } = await sequencerOf()
    const other = new pg.Client({ connectionString: scene.world.database.urlFor('lindung_log') })
    await other.connect()
    await other.query('begin')
    expect((await other.query('select audit.keep() as kept')).rows).toEqual([{ kept: true }])
    await scene.owner.call(readSession)
    expect(await sequencer.round()).toBe(0)
    await other.query('commit')
    expect(await sequencer.round()).toBeGreaterThan(0)
    await other.end()
    await db.close()
  })
})

describe('a backup that was never made', () => {
  const leaf = (op: string, who: { actor: string; session?: string }) =>
    JSON.stringify({
      v: 1,
      id: randomUUID(),
      at: '2026-11-24T05:00:00.000000Z',
      ...who,
      op,
      outcome: 'ok',
      concerns: [],
    })
  const health = async () => {
    const officer = scene.people.officer?.token ?? null
    const { rows } = await rawAs(scene.world.database.appUrl, officer, (ask) =>
      ask('select data_backup_at, keys_backup_at from audit.instance_health()'),
    )
    return rows
  }

  test('is not believed from a leaf that a request, or nobody, was made to write', async () => {
    const { admin } = scene.world
    const client = new pg.Client({ connectionString: scene.world.database.appUrl })
    await client.connect()
    const sessions = await admin.query<{ id: string }>('select id from access.session where person_id = $1', [
      scene.owner.id,
    ])
    for (const op of ['backup.data', 'backup.keys']) {
      await client.query('select audit.write_leaf($1)', [leaf(op, { actor: 'nobody' })])
      await client.query('begin')
      await client.query(`select set_config('app.session', $1, true)`, [scene.owner.token])
      await client.query('select audit.write_leaf($1)', [
        leaf(op, { actor: scene.owner.id, session: sessions.rows[0]?.id ?? '' }),
      ])
      await client.query('commit')
    }
    await client.end()
    expect(await health()).toEqual([{ data_backup_at: null, keys_backup_at: null }])
  })

  test('is seen once the command has made it', async () => {
    const { admin } = scene.world
    for (const [op, actor] of [
      ['backup.data', null],
      ['backup.keys', scene.people.officer?.id ?? null],
    ] as const)
      await admin.query('insert into audit.leaf (actor, op, body) values ($1, $2, $3)', [
        actor,
        op,
        leaf(op, { actor: actor ?? 'job:command' }),
      ])
    expect(await health()).toEqual([
      { data_backup_at: expect.any(Date) as Date, keys_backup_at: expect.any(Date) as Date },
    ])
  })
})
