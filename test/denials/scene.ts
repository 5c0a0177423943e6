import { randomBytes, randomUUID } from 'node:crypto'
import pg from 'pg'
import { createTestWorld, type TestPerson, type TestWorld } from '../support/application.ts'
import type { TestDatabase } from '../support/database.ts'
import { penOf } from '../support/pen.ts'

/** Everybody who may attack, and everything there is to get. `null` is a connection without a session. */
export type Scene = {
  readonly world: TestWorld
  readonly people: Readonly<Record<Attacker, TestPerson | null>>
  /** Sari's files. The first has a referral to Mawar's team, a quarantined late entry and an attachment. */
  readonly files: readonly { readonly file: string; readonly identity: string }[]
  readonly referral: string
  readonly lateEntry: string
  readonly blob: string
  /** Announced by the late entry. */
  readonly lateBlob: string
  /** An import of the owner that runs, held by a job on the owner's device. */
  readonly running: string
  readonly owner: TestPerson
  close(): Promise<void>
}

/** Who attacks: nobody, a worker of another team, a provider without and one with a referral, a worker who has handed the file over, the two who hold no file. */
export const ATTACKERS = ['nobody', 'otherTeam', 'otherProvider', 'provider', 'former', 'officer', 'admin'] as const
export type Attacker = (typeof ATTACKERS)[number]

const day = (value: string) => ({ precision: 'day', value })

/** Builds the scene over the API, as people would. */
export async function createScene(database?: TestDatabase): Promise<Scene> {
  const world = await createTestWorld(database === undefined ? {} : { database })
  const [awan, embun] = [await world.team('AWN'), await world.team('EMB')]
  const [bulan, kejora] = [await world.team('BLN', 'provider'), await world.team('KJR', 'provider')]
  const owner = await world.person('Sari', awan, 'caseworker')
  const former = await world.person('Kenari', awan, 'caseworker')
  const people = {
    nobody: null,
    otherTeam: await world.person('Tirta', embun, 'caseworker'),
    otherProvider: await world.person('Melati', kejora, 'provider'),
    provider: await world.person('Mawar', bulan, 'provider'),
    former,
    officer: await world.person('Teratai', awan, 'data-officer'),
    admin: await world.person('Pandan', awan, 'administrator'),
  }
  const pen = penOf(owner)
  const before = penOf(former)
  const first = await before.register('Kancil')
  const lateBlob = randomUUID()
  const late = {
    ...before.write(first.file, 'note', { text: 'Terlambat', occurred: day('2026-11-02') }),
    files: [fileOf(lateBlob)],
  }
  const offer = await before.send(before.write(first.file, 'handed-over', { to: owner.id, reason: 'Pindah' }))
  if (offer[0]?.outcome === 'accepted') pen.sees(first.file, [offer[0].seq, offer[0].head])
  await pen.send(pen.write(first.file, 'hand-over-accepted', {}))
  const second = await pen.register('Rusa')
  const blob = randomUUID()
  const attachment = {
    ...pen.write(first.file, 'attachment-added', { title: 'Surat' }),
    files: [fileOf(blob)],
  }
  const referral = randomUUID()
  const sent = pen.write(referral, 'referral-sent', {
    file: first.file,
    team: bulan,
    need: 'Konseling',
    package: { alias: 'Kancil' },
    agreed: { basis: 'agreement', who: ['child'], on: day('2026-11-16') },
    withheld: ['name'],
    answerBy: '2026-11-25',
  })
  const results = [...(await pen.send(attachment, sent)), ...(await before.send(late))]
  const outcomes = results.map(({ outcome }) => outcome).join(' ')
  if (outcomes !== 'accepted accepted quarantined') throw new Error(`the scene did not come about: ${outcomes}`)
  const running = await runImport(world, owner)
  return {
    world,
    people,
    files: [first, second],
    referral,
    lateEntry: late.id,
    blob,
    lateBlob,
    running,
    owner,
    close: () => world.close(),
  }
}

const fileOf = (id: string) => ({
  id,
  size: 5,
  type: 'text/plain',
  sha256: '0'.repeat(64),
  key: randomBytes(32).toString('base64'),
})

async function runImport({ admin }: TestWorld, owner: TestPerson): Promise<string> {
  const id = randomUUID()
  await admin.query(
    `insert into cases.stream (id, file_id, kind, head) values ($1, $1, 'import', decode(repeat('00', 32), 'hex'))`,
    [id],
  )
  await admin.query(`insert into keys.stream_key (key_id, stream_id, epoch, wrapped) values ($1, $2, 1, '\\x00')`, [
    randomUUID(),
    id,
  ])
  await admin.query(`insert into access.grants (stream_id, person_id, reason) values ($1, $2, 'importer')`, [
    id,
    owner.id,
  ])
  await admin.query(
    `insert into cases.import_run (import_id, importer, state, lease_by, lease_until, confirmed_at)
     values ($1, $2, 'running', $3, now() + interval '1 hour', now())`,
    [id, owner.id, owner.device],
  )
  return id
}

/** What raw SQL gave: rows, or the SQLSTATE of the refusal. */
export type Answer = { readonly rows: readonly Record<string, unknown>[]; readonly code: string | null }
export type Ask = (sql: string, values?: readonly unknown[]) => Promise<Answer>

/** Runs raw SQL in one transaction of a connection of this role, with a session token set as the request wrapper sets it. Rolled back. */
export async function rawAs<T>(url: string, token: string | null, work: (ask: Ask) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query('begin')
    if (token !== null) await client.query(`select set_config('app.session', $1, true)`, [token])
    return await work(async (sql, values = []) => {
      await client.query('savepoint attack')
      try {
        const { rows } = await client.query<Record<string, unknown>>(sql, [...values])
        return { rows, code: null }
      } catch (error) {
        await client.query('rollback to savepoint attack')
        if (!(error instanceof pg.DatabaseError)) throw error
        return { rows: [], code: error.code ?? '?' }
      }
    })
  } finally {
    await client.end()
  }
}

/** Ids of everything that `attacker` has no grant to: streams, their entries, keys, attachments, quarantined entries. */
export async function secretsFrom(scene: Scene, attacker: Attacker): Promise<readonly string[]> {
  const granted = attacker === 'provider' ? [scene.referral] : []
  const { rows } = await scene.world.admin.query<{ id: string }>(
    `select id from cases.stream where id <> all ($1::uuid[])
     union select id from cases.entry where stream_id <> all ($1::uuid[])
     union select key_id from keys.stream_key where stream_id <> all ($1::uuid[])
     union select id from cases.blob where stream_id <> all ($1::uuid[])
     union select id from cases.late_blob where stream_id <> all ($1::uuid[])
     union select id from cases.quarantine where stream_id <> all ($1::uuid[]) and by is distinct from $2`,
    [granted, scene.people[attacker]?.id ?? null],
  )
  // The provider's stream names its file; a former writer's quarantined entry names its stream and the key it is sealed under.
  const first = scene.files[0]?.file
  const { rows: key } = await scene.world.admin.query<{ key_id: string }>(
    'select key_id from keys.stream_key where stream_id = $1',
    [first],
  )
  const known = attacker === 'provider' ? [first] : attacker === 'former' ? [first, key[0]?.key_id] : []
  return rows.map(({ id }) => id).filter((id) => !known.includes(id))
}
