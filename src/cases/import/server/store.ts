import { type Statement, statement } from '#platform/server/db/database.ts'

/** How far an import has come (`cases.import_run`): ids, counts and times only. */
export type RunRow = {
  import_id: string
  state: 'draft' | 'running' | 'paused' | 'done' | 'undone' | 'ended'
  total: number
  done: number
  questions: number
  left_out: number
  started_at: Date
  confirmed_at: Date | null
  finished_at: Date | null
  undo_until: Date | null
  purge_at: Date
  interrupted_at: Date | null
  resumed_from: number | null
}

const RUN = `select r.import_id, r.state, r.total, r.done, r.questions, r.left_out, r.started_at, r.confirmed_at, r.finished_at,
     r.undo_until, r.purge_at, r.interrupted_at, r.resumed_from
   from cases.import_run r`

export const findRun: Statement<RunRow> = statement('cases.import_run', `${RUN} where r.import_id = $1`)

/** All imports of the person, the latest first. */
export const listRuns: Statement<RunRow> = statement('cases.import_runs', `${RUN} order by r.started_at desc limit 50`)

/** First entries of the person's import streams: what the lists were called. */
export const firstEntries: Statement<{
  stream_id: string
  seq: number
  id: string
  received: number
  sealed: Buffer | null
  key_id: string
  epoch: number
  wrapped: Buffer
}> = statement(
  'cases.import_first_entries',
  `select e.stream_id, e.seq, e.id, (extract(epoch from e.received_at) * 1000000)::bigint as received, e.sealed,
     k.key_id, k.epoch, k.wrapped
   from cases.import_run r join cases.entry e on e.stream_id = r.import_id and e.seq = 1
   join keys.stream_key k on k.stream_id = r.import_id`,
)

export const startRun: Statement<object> = statement('cases.import_start', 'select cases.import_start($1, $2)')

export const findSheet: Statement<{ sealed: Buffer; key_id: string; epoch: number; wrapped: Buffer }> = statement(
  'cases.import_sheet',
  `select s.sealed, k.key_id, k.epoch, k.wrapped
   from cases.import_sheet s join keys.stream_key k on k.stream_id = s.import_id where s.import_id = $1`,
)

/** Import, states it may come from, state it goes to, files to be made, rows with questions, rows left out. */
export const moveRun: Statement<{ moved: boolean }> = statement(
  'cases.import_move',
  'select cases.import_move($1, $2::text[], $3, $4, $5, $6) as moved',
)

/** Rows that are files already. */
export const importedFiles: Statement<{ row_key: string; file_id: string }> = statement(
  'cases.import_files',
  'select f.row_key, f.file_id from cases.import_file f where f.import_id = $1',
)

export const discardRun: Statement<{ discarded: boolean }> = statement(
  'cases.import_discard',
  'select cases.import_discard($1) as discarded',
)

export const undoRun: Statement<{ outcome: 'touched' | 'erased'; stream_id: string; file_id: string }> = statement(
  'cases.import_undo',
  'select * from cases.import_undo($1, $2::uuid[])',
)

export const purge: Statement<{ purged: number }> = statement(
  'cases.import_purge',
  'select cases.import_purge() as purged',
)

/** Remembered columns of a header row, by its hash, of the person's teams; the latest. */
export const findProfile: Statement<{ signature: Buffer; fields: Readonly<Record<string, string>> }> = statement(
  'cases.import_profiles',
  `select distinct on (p.signature) p.signature, p.fields from cases.import_profile p
   where p.signature = any ($1::bytea[]) order by p.signature, p.saved_at desc`,
)

export const saveProfile: Statement<object> = statement(
  'cases.save_profile',
  'select cases.save_profile($1, $2, $3::jsonb)',
)

/** For the door's role: gives one waiting run to a job. */
export const claimRun: Statement<{ import_id: string; importer: string }> = statement(
  'cases.import_claim',
  'select * from cases.import_claim($1, $2)',
)

export const startJobSession: Statement<{ started: boolean }> = statement(
  'cases.import_session',
  'select cases.import_session($1, $2, $3) as started',
)

export const releaseRun: Statement<object> = statement('cases.import_release', 'select cases.import_release($1, $2)')

/** Microseconds of the server's clock, as `append_open` gives them. */
export const clock: Statement<{ now: number }> = statement(
  'cases.import_clock',
  'select (extract(epoch from clock_timestamp()) * 1000000)::bigint as now',
)

export const storeChunk: Statement<{ done: number }> = statement(
  'cases.import_chunk',
  `select cases.import_chunk($1, $2::text[], $3::uuid[], $4::uuid[], $5::uuid[], $6::uuid[], $7::uuid[], $8::text[], $9::uuid[],
     $10::integer[], $11::bytea[], $12::bigint[], $13::bytea[], $14::bytea[], $15::integer[], $16::bigint[], $17::uuid[], $18::bigint[],
     $19::bytea[], $20::bytea[], $21::text[], $22::bytea[], $23, $24) as done`,
)

/** Caseworkers whom the person may make responsible: of the teams that they supervise. */
export const possibleOwners: Statement<{ person_id: string; team_id: string; code: string }> = statement(
  'cases.import_owners',
  `select theirs.person_id, t.id as team_id, t.code
   from access.membership mine
   join access.membership theirs on theirs.team_id = mine.team_id and theirs.role = 'caseworker'
   join access.team t on t.id = mine.team_id join access.person p on p.id = theirs.person_id and p.left_at is null
   where mine.person_id = $1 and mine.role = 'supervisor'`,
)
