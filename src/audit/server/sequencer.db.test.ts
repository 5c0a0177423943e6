import { mkdtemp, readFile, rm, writeFile, appendFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { toHex, utf8 } from '#platform/pure/bytes/index.ts'
import { type Database, openDatabase } from '#platform/server/db/database.ts'
import { newPrivateKey, sha256 } from '#platform/server/keys/index.ts'
import { parseCheckpoint } from '../model/checkpoint.ts'
import { append, EMPTY, leafHash, root } from '../model/merkle.ts'
import { openNote } from '../model/note.ts'
import { layCopiesAside, openCopies, readCheckpointCopies, readLogName } from './copies.ts'
import { createSequencer, type SequencerDeps, type Trouble } from './sequencer.ts'
import { noteSigner, verifyEd25519 } from './sign.ts'

let database: TestDatabase
let admin: pg.Client
let db: Database
let folder: string
const signer = noteSigner('test.example/audit', newPrivateKey('ed25519'))
const troubles: Trouble[] = []

beforeAll(async () => {
  database = await createTestDatabase()
  admin = new pg.Client({ connectionString: database.adminUrl })
  await admin.connect()
  db = openDatabase(database.urlFor('lindung_log'), { max: 4 })
})
afterAll(async () => {
  await db.close()
  await admin.end()
  await database.drop()
})
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lindung-log-'))
  troubles.length = 0
  await admin.query('truncate audit.leaf, audit.pending, audit.checkpoint restart identity cascade')
})
afterEach(() => rm(folder, { recursive: true }))

async function leave(count: number): Promise<void> {
  await admin.query(
    `with l as (insert into audit.leaf (op, body) select 'x.y', 'leaf ' || g from generate_series(1, $1) g returning n)
     insert into audit.pending select n from l`,
    [count],
  )
}

async function sequencerOf(more: Partial<SequencerDeps> = {}) {
  const copies = await openCopies(folder)
  const onTrouble = (trouble: Trouble) => troubles.push(trouble)
  return createSequencer({ db, signer, copies, now: () => new Date(), onTrouble, pause: 5, ...more })
}

/** The log as it must be: one index for each leaf, in the order of numbers, and every checkpoint over exactly the leaves it counts. */
async function expectWholeLog(): Promise<void> {
  const { rows } = await admin.query<{ index: number; n: number; leaf_hash: Buffer; body: string }>(
    'select g.index, g.n, g.leaf_hash, l.body from audit.log g join audit.leaf l using (n) order by g.index',
  )
  const { rows: leaves } = await admin.query<{ n: number }>('select n from audit.leaf order by n')
  const { rowCount: waiting } = await admin.query('select 1 from audit.pending')
  expect(waiting).toBe(0)
  expect(rows.map(({ index }) => index)).toEqual(leaves.map((_, i) => i))
  expect(rows.map(({ n }) => n).toSorted((a, b) => a - b)).toEqual(leaves.map(({ n }) => n))
  let range = EMPTY
  const roots = new Map<number, string>()
  for (const { body, leaf_hash } of rows) {
    expect(toHex(new Uint8Array(leaf_hash))).toBe(toHex(leafHash(sha256, utf8(body))))
    range = append(sha256, range, new Uint8Array(leaf_hash)).range
    roots.set(range.size, toHex(root(sha256, range)))
  }
  const { rows: stored } = await admin.query<{ note: string }>('select note from audit.checkpoint order by size')
  for (const { note } of stored) {
    const checkpoint = parseCheckpoint(openNote(note, [signer.key], verifyEd25519)?.text ?? '')
    expect(checkpoint && toHex(checkpoint.root)).toBe(roots.get(checkpoint?.size ?? -1))
  }
  expect(await readCheckpointCopies(folder)).toEqual(stored.map(({ note }) => note))
}

describe('the sequencer', () => {
  test('places leaves in order, in bounded rounds, and signs and copies each time', async () => {
    await leave(25)
    const sequencer = await sequencerOf({ batch: 10 })
    expect([
      await sequencer.round(),
      await sequencer.round(),
      await sequencer.round(),
      await sequencer.round(),
    ]).toEqual([10, 10, 5, 0])
    await expectWholeLog()
    expect(await readCheckpointCopies(folder)).toHaveLength(3)
    expect(sequencer.state()).toMatchObject({ size: 25, copied: 25, trouble: null })
    expect(await readFile(join(folder, 'latest'), 'utf8')).toBe((await readCheckpointCopies(folder)).at(-1))
  })

  test('signs nothing when nothing is new', async () => {
    await leave(3)
    const sequencer = await sequencerOf()
    for (let i = 0; i < 4; i++) await sequencer.round()
    expect(await readCheckpointCopies(folder)).toHaveLength(1)
  })

  test('goes on after a restart, from the log itself', async () => {
    for (let i = 1; i <= 5; i++) {
      await leave(i)
      await (await sequencerOf()).round()
    }
    await expectWholeLog()
  })

  test('two at once place every leaf once', async () => {
    const two = await Promise.all([sequencerOf({ batch: 7 }), sequencerOf({ batch: 5 })])
    // Each has copies of its own in real life; here they share the file, so only one copies.
    const silent = { last: () => Number.MAX_SAFE_INTEGER, add: async () => undefined, layAside: async () => undefined }
    const other = await sequencerOf({ batch: 5, copies: silent })
    two[0].start()
    other.start()
    for (let i = 0; i < 12; i++) await leave(20)
    await expect
      .poll(async () => (await admin.query('select 1 from audit.pending')).rowCount, { timeout: 10_000 })
      .toBe(0)
    await Promise.all([two[0].stop(), other.stop()])
    await two[0].round()
    await expectWholeLog()
  })

  test('a round that is cut off leaves nothing, and the next one does all of it', async () => {
    await leave(8)
    const broken: Database = {
      ...db,
      transaction: (work) =>
        db.transaction(async (tx) => {
          await work(tx)
          throw new Error('killed before the commit')
        }),
    }
    const cut = await sequencerOf({ db: broken })
    expect(await cut.round()).toBe(0)
    expect(troubles).toEqual(['round'])
    expect((await admin.query('select 1 from audit.log')).rowCount).toBe(0)
    await (await sequencerOf()).round()
    await expectWholeLog()
  })

  test('a checkpoint that was committed and not copied is copied by the next one', async () => {
    await leave(4)
    const full = { last: () => 0, add: () => Promise.reject(new Error('no space')), layAside: async () => undefined }
    const first = await sequencerOf({ copies: full })
    await first.round()
    expect(first.state().trouble).toBe('copy')
    await (await sequencerOf()).round()
    await expectWholeLog()
  })

  test('adds nothing to a log that is not the one it signed', async () => {
    await leave(6)
    await (await sequencerOf()).round()
    await admin.query(`update audit.log set leaf_hash = sha256('another') where index = 2`)
    await leave(1)
    const sequencer = await sequencerOf()
    expect(await sequencer.round()).toBe(0)
    expect(sequencer.state().trouble).toBe('log')
    expect((await admin.query('select 1 from audit.log')).rowCount).toBe(6)
  })

  test('says that the copies know more than the database', async () => {
    await leave(6)
    await (await sequencerOf()).round()
    await admin.query('truncate audit.leaf, audit.pending, audit.checkpoint restart identity cascade')
    await leave(2)
    const sequencer = await sequencerOf()
    await sequencer.round()
    expect(sequencer.state().trouble).toBe('behind')
  })
})

describe('copies', () => {
  test('drop a line that a power cut left unfinished, and keep one that somebody changed for the verifier', async () => {
    await leave(2)
    await (await sequencerOf()).round()
    const file = join(folder, 'checkpoints.jsonl')
    const sound = await readFile(file, 'utf8')
    await appendFile(file, '"test.example/audit\\n3\\nhalf')
    await openCopies(folder)
    expect(await readFile(file, 'utf8')).toBe(sound)
    await writeFile(file, `changed\n${sound}`)
    expect((await readCheckpointCopies(folder))[0]).toBe('changed')
  })

  test('are laid aside, never deleted', async () => {
    await leave(2)
    await (await sequencerOf()).round()
    await layCopiesAside(folder, new Date('2026-11-24T10:00:00Z'))
    await layCopiesAside(folder, new Date('2026-11-24T11:00:00Z'))
    expect(await readCheckpointCopies(folder)).toEqual([])
    expect(await readFile(join(folder, 'checkpoints-2026-11-24T10-00-00-000Z.jsonl'), 'utf8')).toContain('test.example')
  })

  test('keep the name of the log', async () => {
    expect(await readLogName(folder, 'first.example/audit')).toBe('first.example/audit')
    expect(await readLogName(folder, 'second.example/audit')).toBe('first.example/audit')
  })
})
