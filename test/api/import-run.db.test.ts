import { randomBytes, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { refusalCounter } from '#access/index.ts'
import { readCaseload, readFile, showTrueName } from '#cases/contract.ts'
import * as contract from '#cases/import/contract.ts'
import { createReader, READER_LIMITS } from '#cases/import/server/reader.ts'
import { createRunner, type ImportRunner, purgeLists } from '#cases/import/server/runner.ts'
import { createWorkbench } from '#cases/import/server/workbench.ts'
import type { Database, Transaction } from '#platform/server/db/database.ts'
import { derivedSecret, newPrivateKey } from '#platform/server/keys/index.ts'
import { createTestWorld, type TestPerson, type TestWorld } from '../support/application.ts'
import { easyList, sendList } from '../support/lists.ts'
import { penOf } from '../support/pen.ts'

let world: TestWorld
let team: string
let sari: TestPerson
let bayu: TestPerson
let wira: TestPerson
let tirta: TestPerson

beforeAll(async () => {
  world = await createTestWorld()
  team = await world.team('AWN')
  bayu = await world.person('Bayu', team, 'caseworker')
  wira = await world.person('Wira', team, 'supervisor')
  tirta = await world.person('Tirta', await world.team('EMB'), 'caseworker')
})
beforeEach(async () => {
  sari = await world.person('Sari', team, 'caseworker')
})
afterAll(() => world.close())

const at = (id: string) => ({ params: { import: id } })

/** A list of `count` children, confirmed in the name of its importer, not yet made. */
async function waiting(count: number): Promise<string> {
  const { id } = await sendList(world, sari, 'daftar.csv', easyList(count))
  await sari.call(contract.ownImport, { ...at(id), body: { owners: { rule: 'me' } } })
  await sari.call(contract.confirmImport, at(id))
  return id
}

async function made(count: number): Promise<string> {
  const id = await waiting(count)
  await world.application.imports.drain()
  return id
}

const caseload = async (person: TestPerson) => (await person.call(readCaseload, { body: { show: 'all' } })).total

/** Every file of an import once, with both streams, key, summary and as many entries as its streams say. */
async function expectWhole(id: string, count: number): Promise<void> {
  const { rows } = await world.admin.query<Record<string, number>>(
    `select count(*)::int as files, count(distinct f.row_key)::int as keys,
       (select count(*)::int from cases.stream s join cases.import_file g on s.file_id = g.file_id where g.import_id = $1) as streams,
       (select count(*)::int from keys.stream_key k join cases.stream s on s.id = k.stream_id
          join cases.import_file g on s.file_id = g.file_id where g.import_id = $1) as wrapped,
       (select count(*)::int from cases.summary m join cases.stream s on s.id = m.stream_id and s.seq = m.seq
          join cases.import_file g on s.file_id = g.file_id where g.import_id = $1) as summaries,
       (select count(*)::int from cases.stream s join cases.import_file g on s.file_id = g.file_id
          where g.import_id = $1 and s.seq <> (select count(*) from cases.entry e where e.stream_id = s.id)) as uneven
     from cases.import_file f where f.import_id = $1`,
    [id],
  )
  expect(rows[0]).toEqual({
    files: count,
    keys: count,
    streams: 2 * count,
    wrapped: 2 * count,
    summaries: 2 * count,
    uneven: 0,
  })
}

/** A database that dies: with `inside`, in the middle of the n-th chunk's transaction, else just after it. Then nothing goes any more. */
function mortal(db: Database, chunks: number, inside: boolean): Database {
  let left = chunks
  let dead = false
  return {
    ...db,
    async transaction(work) {
      if (dead) throw new Error('the power is gone')
      let storing = false
      const result = await db.transaction(async (tx) => {
        const watched: Transaction = {
          run: (statement, values) => {
            if (statement.name === 'cases.import_chunk') storing = true
            return tx.run(statement, values)
          },
        }
        const done = await work(watched)
        if (storing && inside && left === 1) {
          dead = true
          throw new Error('the power is gone')
        }
        return done
      })
      if (storing) left -= 1
      if (left === 0) dead = true
      return result
    },
  }
}

function runnerOver(app: Database, onChunk?: (done: number) => void): ImportRunner {
  const { keys } = world
  const now = () => world.now()
  const random = (n: number) => new Uint8Array(randomBytes(n))
  return createRunner(
    {
      app,
      door: world.application.door,
      keys,
      random,
      now,
      leaves: { newId: randomUUID, now, refusals: refusalCounter(now) },
      jobSecret: derivedSecret(newPrivateKey('p256'), 'lindung/job/1'),
      workbench: createWorkbench({ keys, random, now, reader: createReader(READER_LIMITS) }),
      onBug: () => undefined,
    },
    onChunk === undefined ? {} : { onChunk },
  )
}

const expireLeases = () =>
  world.admin.query(`update cases.import_run set lease_until = now() - interval '1 second' where lease_by is not null`)

describe('a run that is cut off', () => {
  test.each([
    ['between two chunks', false],
    ['inside a chunk', true],
  ])('%s goes on and does nothing twice', async (_, inside) => {
    const id = await waiting(330)
    await runnerOver(mortal(world.application.app, 2, inside)).drain()
    const cut = (await sari.call(contract.readProgress, at(id))).run
    expect(cut).toMatchObject({ state: 'running', done: inside ? 100 : 200, total: 330 })
    await expectWhole(id, cut.done)
    // The dead job still holds the run for a moment: nobody else touches it.
    await world.application.imports.drain()
    expect((await sari.call(contract.readProgress, at(id))).run.done).toBe(cut.done)
    await expireLeases()
    await world.application.imports.drain()
    const { run, bySheet } = await sari.call(contract.readProgress, at(id))
    expect(run).toMatchObject({ state: 'done', done: 330, total: 330, interrupted: { from: cut.done } })
    expect(bySheet).toEqual([{ sheet: 0, files: 330 }])
    await expectWhole(id, 330)
    expect(await caseload(sari)).toBe(330)
  })

  test('whose job comes back from the dead after another has taken over writes nothing more', async () => {
    const id = await waiting(230)
    const late = runnerOver(world.application.app, () => {
      // After its first chunk the machine sleeps so long that another job takes the run.
    })
    const slow = runnerOver({
      ...world.application.app,
      async transaction(work) {
        await expireLeases()
        return world.application.app.transaction(work)
      },
    })
    await Promise.all([late.drain(), slow.drain()])
    await expireLeases()
    await world.application.imports.drain()
    await expectWhole(id, 230)
  })

  test('is not taken up for a person who has left', async () => {
    const id = await waiting(2)
    await world.admin.query('update access.person set left_at = now() where id = $1', [sari.id])
    await world.application.imports.drain()
    const { rows } = await world.admin.query<{ done: number }>(
      'select done from cases.import_run where import_id = $1',
      [id],
    )
    expect(rows[0]?.done).toBe(0)
    await world.admin.query('update access.person set left_at = null where id = $1', [sari.id])
    await world.application.imports.drain()
  })
})

describe('a running import', () => {
  test('pauses after the chunk at hand and goes on where it stopped', async () => {
    const id = await waiting(250)
    const pausing: Promise<unknown>[] = []
    const runner = runnerOver(world.application.app, (done) => {
      if (done === 100) pausing.push(sari.call(contract.pauseImport, at(id)))
    })
    await runner.drain()
    await Promise.all(pausing)
    const paused = (await sari.call(contract.readProgress, at(id))).run
    expect(paused.state).toBe('paused')
    expect(paused.done).toBeLessThan(250)
    await world.application.imports.drain()
    expect((await sari.call(contract.readProgress, at(id))).run).toEqual(paused)
    await sari.call(contract.resumeImport, at(id))
    await world.application.imports.drain()
    expect((await sari.call(contract.readProgress, at(id))).run).toMatchObject({ state: 'done', done: 250 })
    await expectWhole(id, 250)
    await expect(sari.call(contract.pauseImport, at(id))).rejects.toMatchObject({ code: 'changed-meanwhile' })
  })

  test('leaves a leaf for each chunk that names its files, and the log accounts for the end of every stream', async () => {
    const id = await made(150)
    const { rows } = await world.admin.query<{ streams: number; actor: string }>(
      `select cardinality(streams) - 1 as streams, actor from audit.leaf where op = 'import.store' and streams @> array[$1::uuid] order by n`,
      [id],
    )
    expect(rows.map(({ streams }) => streams).filter((streams) => streams > 0)).toEqual([200, 100])
    const { rows: unaccounted } = await world.admin.query(
      `select s.id, s.kind from cases.stream s where s.file_id = $1 or s.file_id in (select file_id from cases.import_file where import_id = $1)
       except select s.id, s.kind from cases.stream s
         join audit.leaf l on l.streams @> array[s.id]
         cross join jsonb_to_recordset(l.body::jsonb->'concerns') as c(stream uuid, seq bigint, head text)
         where c.stream = s.id and c.seq = s.seq and c.head = encode(s.head, 'hex')`,
      [id],
    )
    expect(unaccounted).toEqual([])
    expect(new Set(rows.map(({ actor }) => actor))).toEqual(new Set([sari.id]))
  })
})

describe('undo', () => {
  test('leaves nothing that can be read, and the record that it happened', async () => {
    const id = await made(120)
    const { rows: files } = await world.admin.query<{ file_id: string }>(
      'select file_id from cases.import_file where import_id = $1',
      [id],
    )
    expect(await sari.call(contract.undoImport, { ...at(id), body: {} })).toEqual({
      outcome: 'undone',
      files: 120,
      left: 0,
    })
    expect(await caseload(sari)).toBe(0)
    await expect(sari.call(readFile, { params: { file: files[0]?.file_id ?? '' } })).rejects.toMatchObject({
      code: 'not-found',
    })
    await expect(sari.call(contract.readImport, at(id))).rejects.toMatchObject({ code: 'not-found' })
    const { rows } = await world.admin.query(
      `select s.id from cases.stream s where (s.id = $1 or s.file_id in (select file_id from cases.import_file where import_id = $1)) and (
         s.erased_at is null or exists (select 1 from keys.stream_key k where k.stream_id = s.id)
         or exists (select 1 from cases.summary m where m.stream_id = s.id)
         or exists (select 1 from cases.entry e where e.stream_id = s.id and (e.sealed is not null or e.kind is not null or e.by is not null))
         or exists (select 1 from access.grants g where g.stream_id = s.id and (g.until is null or g.until > now()))
         or exists (select 1 from cases.import_sheet t where t.import_id = s.id))`,
      [id],
    )
    expect(rows).toEqual([])
    const { imports } = await sari.call(contract.listImports)
    expect(imports.find((one) => one.import === id)).toMatchObject({ state: 'undone', done: 120, file: null })
    await expect(sari.call(contract.undoImport, { ...at(id), body: {} })).rejects.toMatchObject({ code: 'not-found' })
  })

  test('names files that were touched, and undoes the rest only when one leaves those', async () => {
    const id = await made(4)
    const { rows } = await sari.call(contract.readImportRows, { ...at(id), body: { show: 'files' } })
    const file = rows[2]?.file ?? ''
    const { streams } = await sari.call(readFile, { params: { file } })
    const pen = penOf(sari)
    pen.sees(file, [streams[0]?.seq ?? 0, streams[0]?.head ?? ''])
    await pen.send(pen.write(file, 'note', { text: 'Ia datang.', occurred: { precision: 'day', value: '2026-11-05' } }))
    const first = await sari.call(contract.undoImport, { ...at(id), body: {} })
    expect(first).toMatchObject({ outcome: 'touched', files: [{ file, alias: expect.stringMatching(/\S/) as string }] })
    expect(await caseload(sari)).toBe(4)
    expect(await sari.call(contract.undoImport, { ...at(id), body: { leave: [file] } })).toMatchObject({
      outcome: 'undone',
      files: 3,
    })
    expect(await caseload(sari)).toBe(1)
    await expect(sari.call(showTrueName, { params: { file } })).resolves.toBeDefined()
  })

  test('stops a run, and is over after a fortnight', async () => {
    const id = await waiting(150)
    const undone: Promise<unknown>[] = []
    const runner = runnerOver(world.application.app, () => {
      if (undone.length === 0) undone.push(sari.call(contract.undoImport, { ...at(id), body: {} }))
    })
    await runner.drain()
    await Promise.all(undone)
    expect(await caseload(sari)).toBe(0)
    const later = await made(2)
    await world.admin.query(
      `update cases.import_run set undo_until = now() - interval '1 second' where import_id = $1`,
      [later],
    )
    await expect(sari.call(contract.undoImport, { ...at(later), body: {} })).rejects.toMatchObject({
      code: 'changed-meanwhile',
    })
    expect(await caseload(sari)).toBe(2)
  })
})

describe('the list itself', () => {
  test('is destroyed after thirty days; the files stay', async () => {
    const id = await made(2)
    expect(await purgeLists(world.application.app)).toBe(0)
    await world.admin.query(`update cases.import_run set purge_at = now() - interval '1 second' where import_id = $1`, [
      id,
    ])
    expect(await purgeLists(world.application.app)).toBe(1)
    await expect(sari.call(contract.readImport, at(id))).rejects.toMatchObject({ code: 'not-found' })
    const { rows } = await world.admin.query('select 1 from keys.stream_key where stream_id = $1', [id])
    expect(rows).toEqual([])
    expect(await caseload(sari)).toBe(2)
  })

  test('goes with a child of it that is erased', async () => {
    const id = await made(2)
    const { rows } = await sari.call(contract.readImportRows, { ...at(id), body: { show: 'files' } })
    await world.admin.query('select cases.erase_streams(array(select id from cases.stream where file_id = $1))', [
      rows[0]?.file,
    ])
    const { rows: left } = await world.admin.query(
      `select 1 from cases.import_sheet where import_id = $1 union all select 1 from keys.stream_key where stream_id = $1
       union all select 1 from cases.entry where stream_id = $1 and sealed is not null`,
      [id],
    )
    expect(left).toEqual([])
    await expect(sari.call(contract.tryImport, at(id))).rejects.toMatchObject({ code: 'not-found' })
    expect(await caseload(sari)).toBe(1)
  })
})

describe('a supervisor', () => {
  test('gives children by village to caseworkers of her team, and to no others', async () => {
    const { id } = await sendList(world, wira, 'desa.csv', easyList(6, 'Ulin'))
    const villages = (person: string) => ({
      owners: { rule: 'village' as const, villages: [{ village: 'Sungai Madu', person }], others: wira.id },
    })
    await expect(wira.call(contract.ownImport, { ...at(id), body: villages(tirta.id) })).rejects.toMatchObject({
      code: 'bad-input',
    })
    const { mayOwn } = await wira.call(contract.readImport, at(id))
    expect(mayOwn).toContain(bayu.id)
    expect(mayOwn).not.toContain(tirta.id)
    await wira.call(contract.ownImport, { ...at(id), body: villages(bayu.id) })
    await wira.call(contract.confirmImport, at(id))
    await world.application.imports.drain()
    expect(world.bugs).toEqual([])
    const rows = (await bayu.call(readCaseload, { body: { show: 'all' } })).rows
    expect(rows).toHaveLength(3)
    expect(rows.every((row) => row.owner === bayu.id && row.place?.village === 'Sungai Madu')).toBe(true)
    expect(rows.every((row) => row.code.startsWith('AWN-'))).toBe(true)
    expect(await caseload(tirta)).toBe(0)
  })

  test('a caseworker gives to herself alone', async () => {
    const { id } = await sendList(world, sari, 'desa.csv', easyList(2))
    const body = { owners: { rule: 'person' as const, person: bayu.id } }
    await expect(sari.call(contract.ownImport, { ...at(id), body })).rejects.toMatchObject({ code: 'bad-input' })
  })
})
