import { randomUUID } from 'node:crypto'
import { type Answer, type Ask, type Attacker, rawAs, type Scene } from './scene.ts'

/** What an attack may have reached at most: an error, no row, or one value that says no. */
type Expected = { readonly code: string } | { readonly rows: readonly Record<string, unknown>[] }

/** One attempt on one function, in raw SQL, by one attacker (or by the owner, on what even an owner may not do). */
export type Attack = {
  readonly on: string
  readonly what: string
  readonly by: readonly (Attacker | 'owner')[]
  readonly run: (ask: Ask, scene: Scene) => Promise<Answer>
  readonly gets: Expected
}

const ALL = ['nobody', 'otherTeam', 'otherProvider', 'provider', 'former', 'officer', 'admin'] as const
const HAS_NO_FILE = ['nobody', 'otherTeam', 'otherProvider', 'officer', 'admin'] as const
const DENIED = { code: 'LD003' }
const NONE = { rows: [] }

const file = (scene: Scene, i: 0 | 1 = 0): string => scene.files[i]?.file ?? ''
const key = (scene: Scene, stream: string) =>
  scene.world.admin
    .query<{ key_id: string }>('select key_id from keys.stream_key where stream_id = $1', [stream])
    .then(({ rows }) => rows[0]?.key_id)

/** An entry that continues the stream correctly in every way that needs no key, with these grants. */
async function commit(
  ask: Ask,
  scene: Scene,
  stream: string,
  more: { grants?: unknown; from?: string; head?: string; key?: string; received?: number; id?: string } = {},
): Promise<Answer> {
  const { rows } = await scene.world.admin.query<{ seq: number; head: Buffer }>(
    `select seq, sha256(convert_to(E'lindung/head/1\\n', 'UTF8') || uuid_send(id) || int8send(seq + 1)
       || int8send($2) || decode(repeat('ab', 32), 'hex') || head) as head from cases.stream where id = $1`,
    [stream, more.received ?? 0],
  )
  return ask(
    `select cases.append_commit($1, $2, array[$3::uuid], array[$4::bigint], array[decode(repeat('ab', 32), 'hex')], array[$5::bytea],
       array['note'], array['\\x00'::bytea], $6, '\\x00', null, $7::jsonb, null, $8)`,
    [
      stream,
      rows[0]?.seq ?? 0,
      more.id ?? randomUUID(),
      more.received ?? 0,
      more.head ?? rows[0]?.head,
      more.key ?? (await key(scene, stream)),
      more.grants === undefined ? null : JSON.stringify(more.grants),
      more.from ?? null,
    ],
  )
}

const now = () => Date.now() * 1000

const sessions: readonly Attack[] = [
  {
    on: 'access.me()',
    what: 'is somebody without a token',
    by: ['nobody'],
    run: (ask) => ask('select access.me()'),
    gets: { rows: [{ me: null }] },
  },
  {
    on: 'access.my_session()',
    what: 'is somebody by knowing the stored hash',
    by: ['nobody'],
    run: async (ask, { world, owner }) => {
      const { rows } = await world.admin.query<{ hash: string }>(
        `select encode(token_hash, 'hex') as hash from access.session where person_id = $1`,
        [owner.id],
      )
      await ask(`select set_config('app.session', $1, true)`, [rows[0]?.hash])
      return ask('select (access.my_session()).id')
    },
    gets: { rows: [{ id: null }] },
  },
  {
    on: 'access.enter(text)',
    what: 'enters with an id for a token',
    by: ALL,
    run: (ask, { owner }) => ask('select * from access.enter($1)', [owner.id]),
    gets: NONE,
  },
  {
    on: 'access.end_session(uuid)',
    what: 'ends the session of another',
    by: ALL,
    run: async (ask, { world, owner }) => {
      const { rows } = await world.admin.query<{ id: string }>('select id from access.session where person_id = $1', [
        owner.id,
      ])
      return ask('select access.end_session($1) as ended', [rows[0]?.id])
    },
    gets: { rows: [{ ended: false }] },
  },
  {
    on: 'access.has_role(text[])',
    what: 'has a role of another',
    by: ['nobody', 'provider', 'officer', 'admin'],
    run: (ask) => ask(`select access.has_role('{caseworker,supervisor}') as has`),
    gets: { rows: [{ has: false }] },
  },
]

const grants: readonly Attack[] = [
  {
    on: 'access.my_grants()',
    what: 'has grants',
    by: HAS_NO_FILE,
    run: (ask) => ask('select * from access.my_grants()'),
    gets: NONE,
  },
  {
    on: 'access.my_streams()',
    what: 'has streams',
    by: [...HAS_NO_FILE, 'former'],
    run: (ask) => ask('select * from access.my_streams()'),
    gets: NONE,
  },
  {
    on: 'access.my_streams_as(text[])',
    what: 'has streams as an owner',
    by: ALL,
    run: (ask) => ask(`select * from access.my_streams_as('{owner,supervisor,pending-owner}')`),
    gets: NONE,
  },
  {
    on: 'access.my_reasons(uuid)',
    what: 'has a reason on a file',
    by: ALL,
    run: (ask, scene) => ask('select access.my_reasons($1) as reasons', [file(scene)]),
    gets: { rows: [{ reasons: [] }] },
  },
]

const people: readonly Attack[] = [
  {
    on: 'access.add_person(uuid,text,text,uuid,text,bytea)',
    what: 'makes a supervisor of the team that has the file',
    by: ['nobody', 'otherTeam', 'otherProvider', 'provider', 'former', 'officer', 'owner'],
    run: (ask, { owner }) =>
      ask(
        `select access.add_person($1, 'Gagak', 'gagak', (select team_id from access.membership where person_id = $2 limit 1), 'supervisor',
           decode(repeat('00', 32), 'hex')) as outcome`,
        [randomUUID(), owner.id],
      ),
    gets: { rows: [{ outcome: 'denied' }] },
  },
  {
    on: 'access.renew_link(uuid,bytea)',
    what: 'gets a link to become the owner',
    by: ['nobody', 'otherTeam', 'otherProvider', 'provider', 'former', 'officer'],
    run: (ask, { owner }) =>
      ask(`select access.renew_link($1, decode(repeat('00', 32), 'hex')) as renewed`, [owner.id]),
    gets: { rows: [{ renewed: false }] },
  },
  {
    on: 'access.leave(uuid)',
    what: 'removes the owner',
    by: ['nobody', 'otherTeam', 'otherProvider', 'provider', 'former', 'officer'],
    run: (ask, { owner }) => ask('select access.leave($1) as open', [owner.id]),
    gets: { rows: [{ open: null }] },
  },
]

const log: readonly Attack[] = [
  {
    on: 'audit.write_leaf(text)',
    what: 'writes a leaf in the owner’s name',
    by: ALL,
    run: (ask, { owner }) =>
      ask('select audit.write_leaf($1)', [JSON.stringify({ actor: owner.id, op: 'file.read', concerns: [] })]),
    gets: { code: 'LD001' },
  },
  {
    on: 'audit.write_leaf(text)',
    what: 'writes a leaf without a name',
    by: ['otherTeam', 'provider', 'former', 'officer', 'admin'],
    run: (ask) =>
      ask('select audit.write_leaf($1)', [JSON.stringify({ actor: 'nobody', op: 'file.read', concerns: [] })]),
    gets: { code: 'LD001' },
  },
  {
    on: 'audit.instance_health()',
    what: 'counts what there is',
    by: ['nobody', 'otherTeam', 'otherProvider', 'provider', 'former', 'owner'],
    run: (ask) => ask('select * from audit.instance_health()'),
    gets: NONE,
  },
  {
    on: 'audit.looks_at(uuid)',
    what: 'learns who looked at a file',
    by: ['nobody', 'otherTeam', 'otherProvider', 'provider', 'former', 'admin'],
    run: (ask, scene) => ask('select * from audit.looks_at($1)', [file(scene)]),
    gets: NONE,
  },
]

const streams: readonly Attack[] = [
  {
    on: 'cases.append_open(uuid,uuid[])',
    what: 'opens a file for writing, and gets its key or summary',
    by: ['nobody', 'otherTeam', 'otherProvider', 'provider', 'officer', 'admin'],
    run: (ask, scene) =>
      ask(`select mode, seq, head, wrapped, summary, known from cases.append_open($1, '{}')`, [file(scene)]),
    gets: { rows: [{ mode: 'denied', seq: null, head: null, wrapped: null, summary: null, known: null }] },
  },
  {
    on: 'cases.append_open(uuid,uuid[])',
    what: 'gets the summary of a file handed over',
    by: ['former'],
    run: (ask, scene) => ask(`select mode, summary from cases.append_open($1, '{}')`, [file(scene)]),
    gets: { rows: [{ mode: 'quarantine', summary: null }] },
  },
  {
    on: 'cases.make_stream(uuid,uuid,text,uuid,integer,bytea)',
    what: 'opens a file without being a caseworker',
    by: ['nobody', 'otherProvider', 'provider', 'officer', 'admin'],
    run: (ask) => ask(`select cases.make_stream($1, $1, 'case', $2, 1, '\\x00')`, [randomUUID(), randomUUID()]),
    gets: DENIED,
  },
  {
    on: 'cases.make_stream(uuid,uuid,text,uuid,integer,bytea)',
    what: 'opens a stream on a file of another',
    by: ALL,
    run: (ask, scene) =>
      ask(`select cases.make_stream($1, $2, 'referral', $3, 1, '\\x00')`, [randomUUID(), file(scene), randomUUID()]),
    gets: DENIED,
  },
  {
    on: 'cases.make_stream(uuid,uuid,text,uuid,integer,bytea)',
    what: 'wraps a key under an epoch that is over',
    by: ['owner'],
    run: (ask) => ask(`select cases.make_stream($1, $1, 'case', $2, 0, '\\x00')`, [randomUUID(), randomUUID()]),
    gets: { code: 'LD005' },
  },
]

const COMMIT =
  'cases.append_commit(uuid,bigint,uuid[],bigint[],bytea[],bytea[],text[],bytea[],uuid,bytea,timestamp with time zone,jsonb,jsonb,uuid)'

const commits: readonly Attack[] = [
  {
    on: COMMIT,
    what: 'appends to a file without a grant',
    by: ALL,
    run: (ask, scene) => commit(ask, scene, file(scene), { received: now() }),
    gets: DENIED,
  },
  {
    on: COMMIT,
    what: 'takes the file over',
    by: ALL,
    run: (ask, scene) => commit(ask, scene, file(scene), { received: now(), grants: [{ do: 'accept' }] }),
    gets: DENIED,
  },
  ...['accept', 'share', 'offer', 'withdraw-offer', 'everything'].map((what): Attack => ({
    on: COMMIT,
    what: `turns the grant on a referral into "${what}"`,
    by: ['provider'],
    run: (ask, scene) =>
      commit(ask, scene, scene.referral, {
        received: now(),
        grants: [{ do: what, person: scene.people.provider?.id, team: randomUUID() }],
      }),
    gets: DENIED,
  })),
  {
    on: COMMIT,
    what: 'hands a file to somebody who is no caseworker',
    by: ['owner'],
    run: (ask, scene) =>
      commit(ask, scene, file(scene), {
        received: now(),
        grants: [{ do: 'offer', person: scene.people.provider?.id }],
      }),
    gets: DENIED,
  },
  {
    on: COMMIT,
    what: 'shares the case stream itself',
    by: ['owner'],
    run: (ask, scene) =>
      commit(ask, scene, file(scene), { received: now(), grants: [{ do: 'share', team: randomUUID() }] }),
    gets: DENIED,
  },
  {
    on: COMMIT,
    what: 'breaks the chain of heads',
    by: ['owner', 'provider'],
    run: (ask, scene) => commit(ask, scene, scene.referral, { received: now(), head: `\\x${'cd'.repeat(32)}` }),
    gets: { code: 'LD006' },
  },
  {
    on: COMMIT,
    what: 'writes before the entries that are there, or in the future',
    by: ['owner', 'provider'],
    run: async (ask, scene) => {
      const early = await commit(ask, scene, scene.referral, { received: 1 })
      return early.code === 'LD006' ? commit(ask, scene, scene.referral, { received: now() + 3_600_000_000 }) : early
    },
    gets: { code: 'LD006' },
  },
  {
    on: COMMIT,
    what: 'seals under the key of another stream',
    by: ['owner'],
    run: async (ask, scene) =>
      commit(ask, scene, file(scene), { received: now(), key: (await key(scene, file(scene, 1))) ?? '' }),
    gets: { code: 'LD006' },
  },
  {
    on: COMMIT,
    what: 'writes in another person’s name by the quarantine',
    by: ['owner'],
    run: (ask, scene) =>
      commit(ask, scene, file(scene), { received: now(), id: scene.lateEntry, from: scene.lateEntry }),
    gets: DENIED,
  },
]

const others: readonly Attack[] = [
  {
    on: 'cases.set_aside(uuid,uuid,bytea,uuid,bytea,jsonb)',
    what: 'sets something aside on a file never held',
    by: ['nobody', 'otherTeam', 'otherProvider', 'provider', 'officer', 'admin'],
    run: async (ask, scene) =>
      ask(`select cases.set_aside($1, $2, decode(repeat('ab', 32), 'hex'), $3, '\\x00', null)`, [
        file(scene),
        randomUUID(),
        await key(scene, file(scene)),
      ]),
    gets: DENIED,
  },
  {
    on: 'cases.set_aside(uuid,uuid,bytea,uuid,bytea,jsonb)',
    what: 'replaces what was set aside',
    by: ['former'],
    run: async (ask, scene) =>
      ask(`select cases.set_aside($1, $2, decode(repeat('cd', 32), 'hex'), $3, '\\x00', null) as outcome`, [
        file(scene),
        scene.lateEntry,
        await key(scene, file(scene)),
      ]),
    gets: { rows: [{ outcome: 'other-content' }] },
  },
  {
    on: 'cases.leave_aside(uuid,text)',
    what: 'decides over a late entry',
    by: ALL,
    run: (ask, { lateEntry }) => ask(`select cases.leave_aside($1, 'unsaid') as stream`, [lateEntry]),
    gets: { rows: [{ stream: null }] },
  },
  {
    on: 'cases.blob_open(uuid)',
    what: 'gets the entry and key of an attachment that is set aside',
    by: ALL.filter((one) => one !== 'former'),
    run: (ask, { lateBlob }) => ask('select * from cases.blob_open($1)', [lateBlob]),
    gets: NONE,
  },
  {
    on: 'cases.set_aside(uuid,uuid,bytea,uuid,bytea,jsonb)',
    what: 'claims an attachment of the file',
    by: ['former'],
    run: async (ask, scene) =>
      ask(`select cases.set_aside($1, $2, decode(repeat('cd', 32), 'hex'), $3, '\\x00', $4::jsonb) as outcome`, [
        file(scene),
        randomUUID(),
        await key(scene, file(scene)),
        JSON.stringify([{ id: scene.blob, size: 1 }]),
      ]),
    gets: { rows: [{ outcome: 'other-content' }] },
  },
  {
    on: 'cases.blob_open(uuid)',
    what: 'gets the entry and key of an attachment',
    by: ALL,
    run: (ask, { blob }) => ask('select * from cases.blob_open($1)', [blob]),
    gets: NONE,
  },
  {
    on: 'cases.blob_done(uuid)',
    what: 'says that an attachment is complete',
    by: ALL,
    run: (ask, { blob }) => ask('select cases.blob_done($1) as done', [blob]),
    gets: { rows: [{ done: false }] },
  },
]

/** Reading past row security: each function looks at every grant itself. */
const reads: readonly Attack[] = [
  {
    on: 'cases.my_heads(text[],text[])',
    what: 'lists files',
    by: ALL,
    run: (ask) => ask(`select lines from cases.my_heads('{case,identity,import}', '{}')`),
    gets: NONE,
  },
  {
    on: 'cases.my_file(uuid)',
    what: 'gets the keys of a file',
    by: ALL.filter((one) => one !== 'provider'),
    run: (ask, scene) => ask('select * from cases.my_file($1)', [file(scene)]),
    gets: NONE,
  },
  {
    on: 'cases.my_file(uuid)',
    what: 'gets more of a file than its referral',
    by: ['provider'],
    run: (ask, scene) => ask(`select id from cases.my_file($1) where kind <> 'referral'`, [file(scene)]),
    gets: NONE,
  },
  {
    on: 'cases.my_entries(uuid)',
    what: 'reads a file, or one of its streams by its own id',
    by: ALL,
    run: (ask, scene) =>
      ask(
        `select stream_id from cases.my_entries($1) where stream_id <> $3 union all select stream_id from cases.my_entries($2) where stream_id <> $3`,
        [file(scene), scene.files[0]?.identity, scene.referral],
      ),
    gets: NONE,
  },
  {
    on: 'cases.my_summaries(uuid[])',
    what: 'gets summaries and keys by their ids',
    by: ALL,
    run: (ask, scene) =>
      ask('select * from cases.my_summaries($1)', [
        [file(scene), scene.files[0]?.identity, file(scene, 1), scene.running],
      ]),
    gets: NONE,
  },
]

const CHUNK =
  'cases.import_chunk(uuid,text[],uuid[],uuid[],uuid[],uuid[],uuid[],text[],uuid[],integer[],bytea[],bigint[],bytea[],bytea[],integer[],bigint[],uuid[],bigint[],bytea[],bytea[],text[],bytea[],integer,boolean)'

/** Every function of imports, on a stream that is no import of the attacker's. */
const imports: readonly Attack[] = [
  ['cases.import_start(uuid,bytea)', `select cases.import_start($1, '\\x00')`],
  [
    'cases.import_move(uuid,text[],text,integer,integer,integer)',
    `select cases.import_move($1, '{draft}', 'running', 1, 0, 0)`,
  ],
  [
    CHUNK,
    `select cases.import_chunk($1, '{0:1::}', array[$1]::uuid[], array[null]::uuid[], array[access.me()], '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}',
       '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', 60, true)`,
  ],
  ['cases.import_discard(uuid)', 'select cases.import_discard($1)'],
  ['cases.import_undo(uuid,uuid[])', `select * from cases.import_undo($1, '{}')`],
].map(([on = '', sql = '']) => ({
  on,
  what: 'imports into, or undoes, what is no import of its own',
  by: [...ALL, 'owner'],
  run: (ask: Ask, scene: Scene) => ask(sql, [file(scene)]),
  gets: DENIED,
}))

const ownImports: readonly Attack[] = [
  {
    on: CHUNK,
    what: 'counts a file of somebody else among its own, to undo it later',
    by: ['owner'],
    run: (ask, scene) =>
      ask(
        `select cases.import_chunk($1, '{0:1::}', array[$2]::uuid[], array[$3]::uuid[], array[access.me()], '{}', '{}', '{}', '{}', '{}', '{}',
           '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', 60, true)`,
        [scene.running, file(scene, 1), scene.files[1]?.identity],
      ),
    gets: DENIED,
  },
  {
    on: CHUNK,
    what: 'hangs an identity on a file of somebody else',
    by: ['owner'],
    run: (ask, scene) =>
      ask(
        `select cases.import_chunk($1, '{0:1::}', array[$2]::uuid[], array[$3]::uuid[], array[access.me()], array[$3]::uuid[], array[$2]::uuid[],
           '{identity}', array[gen_random_uuid()], '{1}', '{"\\\\x00"}', '{1}', array[decode(repeat('00', 32), 'hex')], '{"\\\\x00"}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', 60, true)`,
        [scene.running, file(scene, 0), randomUUID()],
      ),
    gets: DENIED,
  },
]

const aroundImports: readonly Attack[] = [
  {
    on: 'cases.import_release(uuid,boolean)',
    what: 'releases a run of another',
    by: ALL,
    run: async (ask, scene) => {
      await ask('select cases.import_release($1, true)', [file(scene)])
      return ask('select import_id from cases.import_run')
    },
    gets: NONE,
  },
  {
    on: 'cases.import_purge()',
    what: 'ends what is not old',
    by: ALL,
    run: (ask) => ask('select cases.import_purge() as ended'),
    gets: { rows: [{ ended: 0 }] },
  },
  {
    on: 'cases.save_profile(uuid,bytea,jsonb)',
    what: 'writes into the profiles of another team',
    by: ALL.filter((one) => one !== 'former'),
    run: async (ask, { world, owner }) => {
      const { rows } = await world.admin.query<{ team_id: string }>(
        'select team_id from access.membership where person_id = $1',
        [owner.id],
      )
      return ask(`select cases.save_profile($1, decode(repeat('00', 32), 'hex'), '{}')`, [rows[0]?.team_id])
    },
    gets: DENIED,
  },
  {
    on: 'cases.save_profile(uuid,bytea,jsonb)',
    what: 'keeps words of a sheet in a profile',
    by: ['former'],
    run: (ask) =>
      ask(
        `select cases.save_profile((select team_id from access.membership where person_id = access.me()), decode(repeat('00', 32), 'hex'),
           '{"1": "nama: Kancil"}')`,
      ),
    gets: DENIED,
  },
  {
    on: 'access.permit_command(bytea,text)',
    what: 'permits a command on the server',
    by: ['nobody', 'otherTeam', 'otherProvider', 'provider', 'former', 'admin', 'owner'],
    run: (ask) => ask(`select access.permit_command(decode(repeat('00', 32), 'hex'), 'erase') as until`),
    gets: { rows: [{ until: null }] },
  },
  {
    on: 'access.permit_command(bytea,text)',
    what: 'permits a command that makes or erases files of a list',
    by: ['nobody', 'otherProvider', 'provider', 'officer', 'admin'],
    run: (ask) => ask(`select access.permit_command(decode(repeat('00', 32), 'hex'), 'undo-import') as until`),
    gets: { rows: [{ until: null }] },
  },
]

export const ATTACKS: readonly Attack[] = [
  ...sessions,
  ...grants,
  ...people,
  ...log,
  ...streams,
  ...commits,
  ...others,
  ...reads,
  ...imports,
  ...ownImports,
  ...aroundImports,
]

/** Runs every attack by every attacker it names; says which ones got more than they may. Each leaves nothing behind. */
export async function attackAll(scene: Scene): Promise<{ tried: number; succeeded: readonly string[] }> {
  const succeeded: string[] = []
  let tried = 0
  for (const by of [...ALL, 'owner'] as const) {
    const token = by === 'owner' ? scene.owner.token : (scene.people[by]?.token ?? null)
    await rawAs(scene.world.database.appUrl, token, async (ask) => {
      for (const attack of ATTACKS.filter((one) => one.by.includes(by))) {
        await ask('savepoint before')
        const got = await attack.run(ask, scene)
        await ask('rollback to savepoint before')
        tried += 1
        if (!isHeld(attack.gets, got))
          succeeded.push(`${by} ${attack.what} (${attack.on.split('(')[0]}): ${got.code ?? JSON.stringify(got.rows)}`)
      }
    })
  }
  return { tried, succeeded }
}

const isHeld = (expected: Expected, got: Answer): boolean =>
  'code' in expected ? got.code === expected.code : got.code === null && same(got.rows, expected.rows)

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)
