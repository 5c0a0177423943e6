import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { RoleName } from '#access/index.ts'
import { type Application, compose, type Parts } from '#app/server/compose.ts'
import { type Call, clientOver } from '#platform/pure/client.ts'
import { rolePasswords } from '#platform/server/db/roles.ts'
import { type EpochKeys, fileEpochKeys, newPrivateKey, secretHash } from '#platform/server/keys/index.ts'
import { type BlobStore, diskBlobStore } from '#platform/server/blobs/index.ts'
import { createTestDatabase, type TestDatabase } from './database.ts'

/** A person of the invented world with a session, and the client that speaks with it. */
export type TestPerson = {
  readonly id: string
  readonly device: string
  readonly token: string
  readonly call: Call
}

export type TestWorld = {
  readonly database: TestDatabase
  readonly application: Application
  /** Superuser: looks behind the curtain. */
  readonly admin: pg.Client
  readonly bugs: unknown[]
  /** Where the world's keys (`keys/`), encrypted attachments (`blobs/`) and whatever a test adds lie. */
  readonly folder: string
  readonly blobsDir: string
  readonly keys: EpochKeys
  readonly blobs: BlobStore
  team(code: string, kind?: 'uptd' | 'provider'): Promise<string>
  person(name: string, team: string, role: RoleName): Promise<TestPerson>
  /** A client with this session token, or none. */
  clientFor(token: string | null): Call
  now(): Date
  setNow(now: Date): void
  close(): Promise<void>
}

/** A composed application with nobody in it yet, on a database and in a folder of its own unless they are given. */
export async function createTestWorld(
  given: {
    readonly database?: TestDatabase
    readonly folder?: string
    readonly blobs?: BlobStore
    /** With what only the demo has: a visitor may try a list. */
    readonly demo?: boolean
    /** What one person may hand in in a day. */
    readonly daily?: Parts['daily']
  } = {},
): Promise<TestWorld> {
  const database = given.database ?? (await createTestDatabase())
  const admin = new pg.Client({ connectionString: database.adminUrl })
  await admin.connect()
  const bugs: unknown[] = []
  const folder = given.folder ?? (await mkdtemp(join(tmpdir(), 'lindung-world-')))
  const [keysDir, blobsDir] = [join(folder, 'keys'), join(folder, 'blobs')]
  const keys = await fileEpochKeys(keysDir, { create: true })
  const blobs = given.blobs ?? diskBlobStore(blobsDir)
  let clock: Date | null = null
  const now = () => clock ?? new Date()
  const application = compose({
    adminUrl: database.adminUrl,
    passwords: rolePasswords(),
    blobs,
    keys,
    instanceKey: newPrivateKey('p256'),
    random: (n) => new Uint8Array(randomBytes(n)),
    now,
    demo: given.demo ?? false,
    daily: given.daily,
    secureCookie: false,
    onBug: (error) => bugs.push(error),
    checkAnswers: true,
  })
  const clientFor = (token: string | null): Call =>
    clientOver(async ({ method, path, body }) => {
      const headers = { 'content-type': 'application/json', ...(token === null ? {} : { cookie: `lindung=${token}` }) }
      const response = await application.http.request(path, {
        method,
        headers,
        ...(body === undefined ? {} : { body }),
      })
      return { status: response.status, body: await response.text() }
    })

  return {
    database,
    application,
    admin,
    bugs,
    folder,
    blobsDir,
    keys,
    blobs,
    clientFor,
    now,
    setNow: (at) => {
      clock = at
    },
    async team(code, kind = 'uptd') {
      const [organisation, team] = [randomUUID(), randomUUID()]
      await admin.query('insert into access.organisation (id, name, kind) values ($1, $2, $3)', [
        organisation,
        `Kantor ${code}`,
        kind,
      ])
      await admin.query('insert into access.team (id, organisation_id, name, code) values ($1, $2, $3, $4)', [
        team,
        organisation,
        `Tim ${code}`,
        code,
      ])
      return team
    },
    async person(name, team, role) {
      const [id, device, token] = [randomUUID(), randomUUID(), randomBytes(32).toString('base64url')]
      await admin.query(
        `insert into access.person (id, organisation_id, name, login) select $1, organisation_id, $2, $3 from access.team where id = $4`,
        [id, name, `${name.toLowerCase()}.${id.slice(0, 6)}`, team],
      )
      await admin.query('insert into access.membership (person_id, team_id, role) values ($1, $2, $3)', [
        id,
        team,
        role,
      ])
      await admin.query(
        `insert into access.session (token_hash, id, person_id, device_id, until) values ($1, $2, $3, $4, now() + interval '1 day')`,
        [secretHash(token), randomUUID(), id, device],
      )
      return { id, device, token, call: clientFor(token) }
    },
    async close() {
      await application.close()
      await admin.end()
      if (given.folder === undefined) await rm(folder, { recursive: true, force: true })
      await database.drop()
    },
  }
}
