import { randomUUID } from 'node:crypto'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { permitCommand } from '#access/contract.ts'
import { readFile } from '#cases/contract.ts'
import { run } from '../../scripts/lib/run.ts'
import { penOf } from '../support/pen.ts'
import { proofFolder } from './support/instance.ts'
import { choosePlace, clientAt, command, cookieOf, type Place, type Server, startServer } from './support/server.ts'

/** A day in the life of an operator, with real processes: set up, run, erase while people work, back up, restore elsewhere, verify. */
let folder: string
let place: Place
let server: Server

beforeAll(async () => {
  folder = proofFolder()
  place = await choosePlace(join(folder, 'one'))
})

afterAll(async () => {
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
})

/** Uses a one-time link as the browser does, and answers the session's token. */
async function useLink(printed: string, device: string): Promise<string> {
  const secret = /#(\S+)/.exec(printed)?.[1]
  const response = await fetch(`${server.url}/api/link`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ secret, password: 'kunang kunang di rawa', device }),
  })
  expect(response.status).toBe(200)
  return /lindung=([^;]+)/.exec(response.headers.get('set-cookie') ?? '')?.[1] ?? ''
}

/** A backup in whose middle somebody has changed one bit. */
const flipped = (bytes: Buffer): Buffer => bytes.map((byte, i) => (i === bytes.length >> 1 ? byte ^ 1 : byte)) as Buffer

/** Somebody with a copied checkpoint and the key checks the log from an export, with the program in verifier/, and one leaf of it. */
async function strangerChecks(): Promise<void> {
  const [copies, exported, proof] = [join(place.folder, 'checkpoints'), join(folder, 'log'), join(folder, 'proof')]
  const copy = join(folder, 'copied')
  writeFileSync(copy, readFileSync(join(copies, 'latest')))
  const made = await command(place, 'export-log', exported)
  expect([made.code, made.err]).toEqual([0, ''])
  expect((await command(place, 'export-log', exported)).err).toContain('is there already')
  const [first = ''] = readFileSync(join(exported, 'leaves.jsonl'), 'utf8').split('\n')
  const { id } = JSON.parse(first) as { id: string }
  expect((await command(place, 'export-log', '--leaf', randomUUID(), proof)).err).toContain('no such leaf')
  expect((await command(place, 'export-log', '--leaf', id, proof)).err).toBe('')
  const trust = ['--checkpoint', copy, '--key', readFileSync(join(copies, 'log.vkey'), 'utf8').trim()]
  expect(await run('node', ['verifier/verify.ts', exported, ...trust])).toMatchObject({ code: 0 })
  expect((await run('node', ['verifier/verify.ts', proof, ...trust])).out).toContain(`The log has recorded it: leaf 0`)
  const names = readFileSync(join(exported, 'leaves.jsonl'), 'utf8')
  for (const secret of ['Kancil', 'Rusa', 'sari', 'Pandan']) expect(names).not.toContain(secret)
}

test('sets up, works, erases, backs up, restores and verifies', { timeout: 240_000 }, async () => {
  const help = await command(place, 'init', '--login', 'pandan')
  expect([help.code, help.err]).toEqual([2, expect.stringContaining('--organisation')])
  const where = ['--organisation', 'Dinas Awan', '--team', 'Tim Awan', '--code', 'AWN']
  const init = await command(place, 'init', '--login', 'pandan', '--name', 'Pandan', ...where)
  expect([init.code, init.err]).toEqual([0, ''])
  expect(init.out).toContain('https://lindung.example/app/link#')
  expect((await command(place, 'init', '--login', 'xenops', '--name', 'Xenops', ...where)).err).toContain(
    'has people already',
  )
  const add = (login: string, role: string) =>
    command(place, 'user', 'add', login, '--name', login, '--team', 'AWN', '--role', role)
  const [sariLink, officerLink] = [await add('sari', 'caseworker'), await add('teratai', 'data-officer')]
  expect((await add('sari', 'caseworker')).err).toContain('taken')
  expect((await command(place, 'user', 'list')).out).toMatch(/pandan .*administrator AWN/)

  server = await startServer(place)
  const token = await useLink(sariLink.out, randomUUID())
  const officer = clientAt(server.url, await useLink(officerLink.out, randomUUID()))
  const call = clientAt(server.url, token)
  const session = (await fetch(`${server.url}/api/session`, { headers: { cookie: cookieOf(token) } }).then((r) =>
    r.json(),
  )) as { person: string; device: string }
  const pen = penOf({ id: session.person, device: session.device, token, call })
  const [kancil, rusa] = [await pen.register('Kancil'), await pen.register('Rusa')]

  // Whose account a command has made stands in the log, whoever sat at the terminal.
  const database = new pg.Client({ connectionString: server.postgres().url('lindung') })
  await database.connect()
  const { rows: made } = await database.query(
    `select p.login, l.body::jsonb->>'op' as op from audit.leaf l join access.person p on p.id = (l.body::jsonb->>'subject')::uuid
     where l.body::jsonb->>'actor' = 'job:command' order by l.n`,
  )
  await database.end()
  expect(made).toEqual([
    { login: 'pandan', op: 'people.first' },
    { login: 'sari', op: 'people.add' },
    { login: 'teratai', op: 'people.add' },
  ])

  // Data while people work; keys by permission only.
  const passphrase = join(folder, 'passphrase')
  writeFileSync(passphrase, 'bambu kuning di tepi sungai\n')
  const old = join(folder, 'old.backup')
  expect((await command(place, 'backup', old)).err).toBe('')
  expect((await command(place, 'erase', kancil.file, '--yes')).err).toContain('--token')
  expect((await command(place, 'erase', kancil.file, '--yes', '--token', 'x')).err).toContain('does not permit')
  await expect(call(permitCommand, { body: { command: 'erase' } })).rejects.toMatchObject({ code: 'not-allowed' })
  const permitted = await officer(permitCommand, { body: { command: 'erase' } })
  const erase = await command(place, 'erase', kancil.file, '--yes', '--token', permitted.token)
  expect([erase.code, erase.err]).toEqual([0, ''])
  expect((await command(place, 'erase', rusa.file, '--yes', '--token', permitted.token)).err).toContain('used already')
  await expect(call(readFile, { params: { file: kancil.file } })).rejects.toMatchObject({ code: 'not-found' })
  expect((await call(readFile, { params: { file: rusa.file } })).streams).toHaveLength(1)
  expect((await pen.register('Merak')).results[0]?.outcome).toBe('accepted')

  const bundle = join(folder, 'current.bundle')
  const permission = await officer(permitCommand, { body: { command: 'backup' } })
  const keys = await command(
    place,
    'backup',
    '--keys',
    bundle,
    '--passphrase-file',
    passphrase,
    '--token',
    permission.token,
  )
  expect([keys.code, keys.err]).toEqual([0, ''])
  const again = await officer(permitCommand, { body: { command: 'rebuild' } })
  expect((await command(place, 'rebuild', '--token', again.token)).out).toContain('0 repaired')
  expect((await command(place, 'verify')).out).toContain('Nothing has been changed')
  await strangerChecks()
  expect((await command(place, 'backup', '--physical', join(folder, 'copy'))).err).toContain('is running')
  expect((await command(place, 'doctor')).out).toContain('everything in the erasure ledger is erased')
  await server.stop()

  // Another machine: the old backup, the keys of today, the ledger.
  const other = await choosePlace(join(folder, 'two'))
  const { cpSync } = await import('node:fs')
  cpSync(join(place.folder, 'checkpoints'), join(other.folder, 'checkpoints'), { recursive: true })
  const meddled = join(folder, 'meddled.backup')
  writeFileSync(meddled, flipped(readFileSync(old)))
  const refused = await command(other, 'restore', meddled, '--keys', bundle, '--passphrase-file', passphrase)
  expect([refused.code, refused.out, refused.err]).toEqual([1, '', expect.stringContaining('not as it was made')])
  const restore = await command(other, 'restore', old, '--keys', bundle, '--passphrase-file', passphrase)
  expect([restore.code, restore.err]).toEqual([0, ''])
  expect(restore.out).toMatch(/^This backup was made on 20.*, less than a day ago\./)
  expect(restore.out).toContain('2 streams were erased again')
  expect((await command(other, 'restore', old, '--keys', bundle, '--passphrase-file', passphrase)).err).toContain(
    'not empty',
  )
  const renewed = await command(other, 'user', 'link', 'sari')
  server = await startServer(other)
  const there = clientAt(server.url, await useLink(renewed.out, randomUUID()))
  expect((await there(readFile, { params: { file: rusa.file } })).streams[0]?.entries).toHaveLength(1)
  await expect(there(readFile, { params: { file: kancil.file } })).rejects.toMatchObject({ code: 'not-found' })
})
