import { randomUUID } from 'node:crypto'
import type { TestPerson } from '../../support/application.ts'
import type { Answer, Ask } from '../scene.ts'
import type { Stream } from '../policy.table.ts'
import type { MatrixFile, MatrixWorld } from './world.ts'

/** Who asks by SQL, and about what. `id`: of the stream. */
export type SqlAsking = {
  readonly ask: Ask
  readonly scene: MatrixWorld
  readonly person: TestPerson
  readonly token: string | null
  readonly file: MatrixFile
  readonly stream: Stream
  readonly id: string
}

/** Calls a function; true when it gave something or changed something. */
export type SqlCall = (asking: SqlAsking) => Promise<boolean>

const some = ({ rows, code }: Answer): boolean => code === null && rows.length > 0
/** One value, neither null nor false nor empty. */
const value = ({ rows, code }: Answer): unknown => (code === null ? Object.values(rows[0] ?? {})[0] : null)
const truthy = (answer: Answer): boolean =>
  value(answer) !== null && value(answer) !== false && value(answer) !== undefined
/** Only a refusal of the person counts; a step that is not possible now was still theirs to take. */
const notDenied = ({ code }: Answer): boolean => code !== 'LD003' && code !== '42501'

const HEAD = `select seq, (select key_id from keys.stream_key k where k.stream_id = s.id) as key,
  sha256(convert_to(E'lindung/head/1\\n', 'UTF8') || uuid_send(id) || int8send(seq + 1) || int8send($2) || $3 || head) as head
  from cases.stream s where id = $1`

/** An entry that continues the stream in every way that needs no key, and what follows from it. */
function commit(more: (asking: SqlAsking) => { grants?: unknown; from?: string } = () => ({})): SqlCall {
  return async (asking) => {
    const { grants, from = null } = more(asking)
    const received = (Date.now() + 1_000) * 1000
    const hash = from === null ? Buffer.alloc(32, 0xab) : await lateHash(asking)
    const { rows } = await asking.scene.world.admin.query<Place>(HEAD, [asking.id, received, hash])
    const { seq, key, head } = rows[0] ?? NOWHERE
    const changes = grants === undefined ? null : JSON.stringify([grants])
    const values = [asking.id, seq, from ?? randomUUID(), received, hash, head, key ?? randomUUID(), changes, from]
    const { code } = await asking.ask(COMMIT, values)
    if (code !== null && code !== 'LD003') throw new Error(`append_commit: ${code}`)
    return code === null
  }
}

type Place = { readonly seq: number; readonly key: string | null; readonly head: Buffer }
const NOWHERE: Place = { seq: 0, key: null, head: Buffer.alloc(32) }

const COMMIT = `select cases.append_commit($1, $2, array[$3::uuid], array[$4::bigint], array[$5::bytea], array[$6::bytea],
  array['note'], array['\\x00'::bytea], $7, '\\x00', null, $8::jsonb, null, $9)`

async function lateHash({ scene, file }: SqlAsking): Promise<Buffer> {
  const { rows } = await scene.world.admin.query<{ entry_hash: Buffer }>(
    'select entry_hash from cases.quarantine where id = $1',
    [file.late],
  )
  return rows[0]?.entry_hash ?? Buffer.alloc(32)
}

const make =
  (kind: string, of: (asking: SqlAsking) => string | null): SqlCall =>
  async (asking) => {
    const stream = randomUUID()
    const { rows } = await asking.scene.world.admin.query<{ current: number }>('select current from keys.epoch')
    const values = [stream, of(asking) ?? stream, kind, randomUUID(), rows[0]?.current]
    return notDenied(await asking.ask(`select cases.make_stream($1, $2, $3, $4, $5, '\\x00')`, values))
  }

const onImport =
  (sql: string): SqlCall =>
  async ({ ask, id }) =>
    notDenied(await ask(sql, [id]))
const permit =
  (command: string): SqlCall =>
  async ({ ask }) =>
    truthy(await ask(`select access.permit_command(decode(repeat('00', 32), 'hex'), $1)`, [command]))
const profile =
  (team: (asking: SqlAsking) => string): SqlCall =>
  async (asking) =>
    notDenied(
      await asking.ask(`select cases.save_profile($1, decode(repeat('00', 32), 'hex'), '{"1": "name"}')`, [
        team(asking),
      ]),
    )
const leaf =
  (actor: (asking: SqlAsking) => string): SqlCall =>
  async (asking) => {
    // The session's own id, whether it has ended or not.
    const { rows } = await asking.scene.world.admin.query<{ id: string }>(
      `select id from access.session where token_hash = sha256(convert_to($1, 'UTF8'))`,
      [asking.token ?? ''],
    )
    const body = { actor: actor(asking), session: rows[0]?.id ?? null, op: 'file.read', concerns: [] }
    return truthy(await asking.ask('select audit.write_leaf($1)', [JSON.stringify(body)]))
  }
const hex = (id: string) => id.replaceAll('-', '')

const CHUNK = `select cases.import_chunk($1, '{0:99::}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}',
  '{}', '{}', '{}', '{}', '{}', '{}', 60, false)`

/** How each function of the table is called. */
export const SQL_CALLS: Readonly<Record<string, SqlCall>> = {
  'access.my_grants': async ({ ask, id }) =>
    some(await ask('select 1 from access.my_grants() where stream_id = $1', [id])),
  'access.my_streams': async ({ ask, id }) => some(await ask('select 1 from access.my_streams() s where s = $1', [id])),
  'access.my_streams_as': async ({ ask, id }) =>
    some(await ask(`select 1 from access.my_streams_as('{owner,supervisor}') s where s = $1`, [id])),
  'access.my_reasons': async ({ ask, id }) => truthy(await ask('select cardinality(access.my_reasons($1)) > 0', [id])),
  'cases.my_heads': async ({ ask, id }) =>
    some(
      await ask(
        `select 1 from cases.my_heads('{case,identity,referral,import}', '{}'),
           generate_series(1, length(lines), 84) at where substr(lines, at, 32) = $1`,
        [hex(id)],
      ),
    ),
  'cases.my_file': async ({ ask, id, file }) =>
    some(await ask('select 1 from cases.my_file($1) f where f.id = $2', [file.streams.case, id])),
  'cases.my_entries': async ({ ask, id, file }) =>
    some(await ask('select 1 from cases.my_entries($1) f where f.stream_id = $2', [file.streams.case, id])),
  'cases.my_entries: of the identity': async ({ ask, id, file }) =>
    some(await ask('select 1 from cases.my_entries($1) f where f.stream_id = $2', [file.streams.case, id])),
  'cases.my_summaries': async ({ ask, id }) =>
    some(await ask('select 1 from cases.my_summaries(array[$1::uuid])', [id])),
  'cases.append_open: to write': async ({ ask, id }) =>
    some(await ask(`select 1 from cases.append_open($1, '{}') where mode = 'append' or summary is not null`, [id])),
  'cases.append_open: at all': async ({ ask, id }) =>
    some(await ask(`select 1 from cases.append_open($1, '{}') where mode <> 'denied' or wrapped is not null`, [id])),
  'cases.append_commit': commit(),
  'cases.append_commit: share': commit(({ scene }) => ({ grants: { do: 'share', team: scene.teams.elsewhere } })),
  'cases.append_commit: share the case': commit(({ scene }) => ({
    grants: { do: 'share', team: scene.teams.elsewhere },
  })),
  'cases.append_commit: unshare': commit(() => ({ grants: { do: 'unshare' } })),
  'cases.append_commit: offer': commit(({ file }) => ({ grants: { do: 'offer', person: file.receiver } })),
  'cases.append_commit: offer the identity': commit(({ file }) => ({ grants: { do: 'offer', person: file.receiver } })),
  'cases.append_commit: offer to a provider': commit(({ file }) => ({
    grants: { do: 'offer', person: file.noHelper },
  })),
  'cases.append_commit: withdraw an offer': commit(() => ({ grants: { do: 'withdraw-offer' } })),
  'cases.append_commit: take in what came late': commit(({ file }) => ({ from: file.late })),
  'cases.make_stream: a file': make('case', () => null),
  'cases.make_stream: a list': make('import', () => null),
  'cases.make_stream: a referral': make('referral', ({ file }) => file.streams.case),
  'cases.set_aside': async ({ ask, id, scene }) => {
    const { rows } = await scene.world.admin.query<{ key_id: string }>(
      'select key_id from keys.stream_key where stream_id = $1',
      [id],
    )
    const values = [id, randomUUID(), rows[0]?.key_id ?? randomUUID()]
    return notDenied(
      await ask(`select cases.set_aside($1, $2, decode(repeat('ab', 32), 'hex'), $3, '\\x00', null)`, values),
    )
  },
  'cases.leave_aside': async ({ ask, file }) =>
    truthy(await ask(`select cases.leave_aside($1, 'unsaid')`, [file.late])),
  'cases.blob_open': async ({ ask, file }) => some(await ask('select 1 from cases.blob_open($1)', [file.blob])),
  'cases.blob_open: late': async ({ ask, file }) =>
    some(await ask('select 1 from cases.blob_open($1)', [file.lateBlob])),
  'cases.blob_done': async ({ ask, file }) => truthy(await ask('select cases.blob_done($1)', [file.blob])),
  'cases.blob_done: late': async ({ ask, file }) => truthy(await ask('select cases.blob_done($1)', [file.lateBlob])),
  'audit.looks_at': async ({ ask, id }) => some(await ask('select 1 from audit.looks_at($1)', [id])),
  'audit.instance_health': async ({ ask }) => some(await ask('select 1 from audit.instance_health()')),
  'access.add_person': async ({ ask, scene }) =>
    value(
      await ask(`select access.add_person($1, 'Baru', $2, $3, 'caseworker', '\\x00')`, [
        randomUUID(),
        randomUUID(),
        scene.teams.elsewhere,
      ]),
    ) === 'added',
  'access.renew_link': async ({ ask, scene }) =>
    truthy(await ask(`select access.renew_link($1, '\\x00')`, [scene.people.former.id])),
  'access.leave': async ({ ask, scene }) => truthy(await ask('select access.leave($1)', [scene.people.former.id])),
  'access.permit_command: backup': permit('backup'),
  'access.permit_command: rebuild': permit('rebuild'),
  'access.permit_command: erase': permit('erase'),
  'access.permit_command: import': permit('import'),
  'access.permit_command: undo-import': permit('undo-import'),
  'access.me': async ({ ask }) => truthy(await ask('select access.me()')),
  'access.my_session': async ({ ask }) => truthy(await ask('select (access.my_session()).id')),
  'access.enter': async ({ ask, token }) => some(await ask('select 1 from access.enter($1)', [token])),
  'access.has_role': async ({ ask }) => truthy(await ask(`select access.has_role('{data-officer}')`)),
  'access.end_session: own': async ({ ask }) =>
    truthy(await ask('select access.end_session((access.my_session()).id)')),
  'access.end_session: of another': async ({ ask, file }) =>
    truthy(await ask('select access.end_session($1)', [file.session])),
  'cases.save_profile: own team': profile(({ scene, person }) => teamOf(scene, person)),
  'cases.save_profile: another team': profile(({ scene, person }) =>
    teamOf(scene, person) === scene.teams.importer ? scene.teams.former : scene.teams.importer,
  ),
  'cases.import_start': onImport(`select cases.import_start($1, '\\x00')`),
  'cases.import_move': onImport(`select cases.import_move($1, '{draft}', 'running', 1, 0, 0)`),
  'cases.import_discard': onImport('select cases.import_discard($1)'),
  'cases.import_undo': onImport(`select * from cases.import_undo($1, '{}')`),
  'cases.import_chunk': onImport(CHUNK),
  'cases.import_release': async ({ ask, id }) => {
    await ask('select cases.import_release($1, true)', [id])
    const { rows } = await ask('select lease_by from cases.import_run where import_id = $1', [id])
    return rows.length > 0 && rows[0]?.['lease_by'] === null
  },
  'audit.write_leaf': leaf(({ person }) => person.id),
  'audit.write_leaf: of another': leaf(({ file }) => file.receiver),
}

const teamOf = (scene: MatrixWorld, person: TestPerson): string => {
  const [relation] = Object.entries(scene.people).find(([, { id }]) => id === person.id) ?? ['elsewhere']
  return scene.teams[relation as keyof MatrixWorld['teams']]
}
