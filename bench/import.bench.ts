import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { type Application, compose } from '#app/server/compose.ts'
import * as contract from '#cases/import/contract.ts'
import { type Call, clientOver } from '#platform/pure/client.ts'
import { diskBlobStore } from '#platform/server/blobs/index.ts'
import { copyIn, copyOut } from '#platform/server/db/copy-stream.ts'
import { ensureDatabase } from '#platform/server/db/ensure-database.ts'
import { migrate } from '#platform/server/db/migrate.ts'
import { rolePasswords } from '#platform/server/db/roles.ts'
import { epochKeys, newKey, newPrivateKey } from '#platform/server/keys/index.ts'
import { start } from '#platform/server/postgres/index.ts'
import { type Context, type Row } from '../scripts/lib/marks.ts'
import { root } from '../scripts/lib/run.ts'
import { type Meter, meterOf } from './lib/cpu.ts'
import { large } from '../test/vectors/sheets/generate.ts'

export const name = 'import'

const ROWS = 5000
/** Files stored a second, at least. */
const MARK = 500

/** The import of a 5,000-row sheet through the API and its job, fsync on, beside COPY of the very bytes that it has stored. */
export async function run(context: Context): Promise<readonly Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'lindung-bench-import-'))
  chmodSync(folder, 0o755)
  const started = await start({
    dataDir: join(folder, 'data'),
    runtimeDir: `${root}.tmp/programs`,
    log: () => undefined,
  })
  if (!started.ok) throw new Error(started.message)
  const { postgres } = started
  try {
    await ensureDatabase(postgres.url(), 'lindung')
    const adminUrl = postgres.url('lindung')
    await migrate(adminUrl)
    return await measured(context, adminUrl, { folder, meter: meterOf(process.pid, postgres.pid) })
  } finally {
    await postgres.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function measured(
  { small, seed, log }: Context,
  adminUrl: string,
  { folder, meter }: { readonly folder: string; readonly meter: Meter },
): Promise<readonly Row[]> {
  const admin = new pg.Client({ connectionString: adminUrl })
  await admin.connect()
  const application = compose({
    adminUrl,
    passwords: rolePasswords(),
    keys: epochKeys(new Map([[1, newKey()]])),
    blobs: diskBlobStore(join(folder, 'blobs')),
    instanceKey: newPrivateKey('p256'),
    random: (n) => new Uint8Array(randomBytes(n)),
    now: () => new Date(),
    demo: false,
    secureCookie: false,
    onBug: (error) => log(String(error)),
  })
  try {
    const { bytes } = await large(seed, small ? 600 : ROWS)
    const rounds: Round[] = []
    for (let i = 0; i < (small ? 1 : 3); i++) rounds.push(await round(application, admin, bytes, { meter, log }))
    return rowsOf(rounds)
  } finally {
    await application.close()
    await admin.end()
  }
}

type Round = {
  readonly files: number
  /** Milliseconds. */
  readonly stored: number
  readonly copied: number
  readonly undone: number
  /** CPU-ms a file. */
  readonly cpu: { readonly server: number; readonly postgres: number }
}

async function round(
  application: Application,
  admin: pg.Client,
  bytes: Uint8Array,
  { meter, log }: { readonly meter: Meter; readonly log: (line: string) => void },
): Promise<Round> {
  const { call, token } = await importer(application, admin)
  const id = randomUUID()
  const at = { params: { import: id } }
  const body = Buffer.concat([Buffer.from(`${JSON.stringify({ name: 'bench.xlsx' })}\n`), bytes])
  const sent = await application.http.request(`/api/imports/${id}`, {
    method: 'PUT',
    headers: { cookie: `lindung=${token}` },
    body,
  })
  if (sent.status !== 200) throw new Error(await sent.text())
  await call(contract.ownImport, { ...at, body: { owners: { rule: 'me' } } })
  // Whatever the sheet asks stays as it was read: all its rows are to be stored.
  const { tried } = await call(contract.tryImport, at)
  const answers = tried.groups.map(({ group, options }) => ({
    group,
    choice: options.includes('keep') ? ('keep' as const) : ('other-child' as const),
  }))
  const fitting = answers.filter(({ choice }, i) => tried.groups[i]?.options.includes(choice))
  if (fitting.length > 0) await call(contract.answerImport, { ...at, body: { answers: fitting } })
  await call(contract.tryImport, at)
  await call(contract.confirmImport, at)
  const [begun, spent] = [performance.now(), meter()]
  await application.imports.drain()
  const [stored, after] = [performance.now() - begun, meter()]
  const { run } = await call(contract.readProgress, at)
  if (run.state !== 'done' || run.done === 0) throw new Error(`the run is ${run.state} with ${run.done} files`)
  const cpu = {
    server: (after.server - spent.server) / run.done,
    postgres: (after.postgres - spent.postgres) / run.done,
  }
  const copied = await copyOf(admin, id)
  const before = performance.now()
  await call(contract.undoImport, { ...at, body: {} })
  const undone = performance.now() - before
  log(
    `${run.done} files in ${Math.round(stored)} ms, COPY ${Math.round(copied)} ms, undone in ${Math.round(undone)} ms`,
  )
  return { files: run.done, stored, copied, undone, cpu }
}

/** The same bytes into plain tables without rules, as fast as PostgreSQL takes them. */
async function copyOf(admin: pg.Client, id: string): Promise<number> {
  const tables = [
    ['e', 'select e.* from cases.entry e join cases.stream s on s.id = e.stream_id', 'cases.entry'],
    ['m', 'select m.* from cases.summary m join cases.stream s on s.id = m.stream_id', 'cases.summary'],
  ] as const
  let milliseconds = 0
  for (const [short, select, like] of tables) {
    const chosen = `${select} join cases.import_file f on f.file_id = s.file_id where f.import_id = '${id}'`
    const pieces: Uint8Array[] = []
    for await (const piece of copyOut(admin, `copy (${chosen}) to stdout (format binary)`)) pieces.push(piece)
    await admin.query(`drop table if exists public.plain_${short}; create table public.plain_${short} (like ${like})`)
    const begun = performance.now()
    await copyIn(admin, `copy public.plain_${short} from stdin (format binary)`, flowOf(pieces))
    milliseconds += performance.now() - begun
  }
  return milliseconds
}

async function* flowOf(pieces: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* pieces
}

async function importer(application: Application, admin: pg.Client): Promise<{ call: Call; token: string }> {
  const [organisation, team, person] = [randomUUID(), randomUUID(), randomUUID()]
  const token = randomBytes(32).toString('base64url')
  const code = [...randomBytes(3)].map((byte) => String.fromCharCode(65 + (byte % 26))).join('')
  await admin.query(`insert into access.organisation (id, name, kind) values ($1, 'Kantor', 'uptd')`, [organisation])
  await admin.query(`insert into access.team (id, organisation_id, name, code) values ($1, $2, 'Tim', $3)`, [
    team,
    organisation,
    code,
  ])
  await admin.query(`insert into access.person (id, organisation_id, name, login) values ($1, $2, 'Sari', $3)`, [
    person,
    organisation,
    person.slice(0, 8),
  ])
  await admin.query(`insert into access.membership (person_id, team_id, role) values ($1, $2, 'caseworker')`, [
    person,
    team,
  ])
  await admin.query(
    `insert into access.session (token_hash, id, person_id, device_id, until) values ($1, $2, $3, $2, now() + interval '1 day')`,
    [createHash('sha256').update(token).digest(), randomUUID(), person],
  )
  const call = clientOver(async ({ method, path, body }) => {
    const headers = { 'content-type': 'application/json', cookie: `lindung=${token}` }
    const response = await application.http.request(path, { method, headers, ...(body === undefined ? {} : { body }) })
    return { status: response.status, body: await response.text() }
  })
  return { call, token }
}

function rowsOf(rounds: readonly Round[]): readonly Row[] {
  const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0
  const rate = median(rounds.map(({ files, stored }) => (files / stored) * 1000))
  const copy = median(rounds.map(({ files, copied }) => (files / copied) * 1000))
  const undo = median(rounds.map(({ files, undone }) => (files / undone) * 1000))
  const { files = 0 } = rounds[0] ?? {}
  const server = median(rounds.map(({ cpu }) => cpu.server))
  const postgres = median(rounds.map(({ cpu }) => cpu.postgres))
  return [
    {
      name: `import of a list, ${files} files`,
      measured: `${Math.round(rate)} files/s, ${(server + postgres).toFixed(2)} CPU-ms a file (server ${server.toFixed(2)}, PostgreSQL ${postgres.toFixed(2)}), undone ${Math.round(undo)} files/s`,
      baseline: `COPY of the same entries and summaries ${Math.round(copy)} files/s`,
      ratio: rate / copy,
      mark: `≥ ${MARK} files/s`,
      ok: rate >= MARK,
    },
  ]
}
