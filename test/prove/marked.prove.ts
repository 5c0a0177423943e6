import { randomBytes, randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import pg from 'pg'
import { appendEntries } from '#cases/contract.ts'
import { composeEntry, NO_BASE } from '#cases/file/compose.ts'
import type { Kind } from '#cases/file/kind.ts'
import { caseFacts, kinds } from '#cases/kinds.ts'
import { secretHash } from '#platform/server/keys/index.ts'
import type { Context, Row } from '../../scripts/lib/marks.ts'
import { announce } from '../support/attachment.ts'
import { proofFolder } from './support/instance.ts'
import { createMarker, type Marker, OMIT, TOKENS } from './support/marking.ts'
import { type Hit, hitsBelow, hitsIn, hitsInRows } from './support/scan.ts'
import { choosePlace, cookieOf, type Server, startServer } from './support/server.ts'

export const name = 'marked'

type Person = { readonly id: string; readonly device: string; readonly token: string }
type Cast = { readonly sari: Person; readonly tirta: Person; readonly mawar: Person; readonly providerTeam: string }

/** A worker's own name: it may stand in the database, and is there to prove that the search finds what is there. */
const CONTROL = 'Kenariqzkworker'

/**
 * Strings that stand nowhere else, entered in every field of every kind of entry, in searches, names, attachments, wrong requests and at the
 * door: then every file of database, WAL, attachments and checkpoints, every row, all output, metrics and problem texts are searched.
 */
export async function run({ small, log }: Context): Promise<readonly Row[]> {
  const folder = proofFolder()
  const place = await choosePlace(folder)
  const server = await startServer(place)
  try {
    const admin = new pg.Client({ connectionString: server.postgres().url('lindung') })
    await admin.connect()
    const cast = await arrange(admin)
    const marker = createMarker()
    const desk = createDesk(server, marker)
    const taken = await everyKind(desk, marker, cast, small ? 2 : 6)
    await everythingElse(desk, marker, cast)
    const metrics = await fetch(`http://127.0.0.1:${place.metricsPort}/metrics`).then((answer) => answer.text())
    await admin.query('checkpoint')
    const { marks } = marker
    const below = await hitsBelow(folder, TOKENS)
    const spoken = { output: server.said(), metrics, 'problem texts': desk.problems.join('\n') }
    const places: readonly (readonly [string, readonly Hit[]])[] = [
      [`${below.files} files of database, WAL, attachments, keys, checkpoints`, below.hits],
      ['rows of every table', await hitsInRows(admin, TOKENS)],
      ...Object.entries(spoken).map(([where, text]): readonly [string, readonly Hit[]] => [
        `${where} (${text.length} characters)`,
        hitsIn(where, Buffer.from(text), TOKENS),
      ]),
    ]
    const control = [...(await hitsBelow(folder, [CONTROL])).hits, ...(await hitsInRows(admin, [CONTROL]))]
    await admin.end()
    for (const [, hits] of places) for (const { where, mark } of hits.slice(0, 10)) log(`${mark} in ${where}`)
    const missing = kinds.kinds.filter(({ name: kind }) => !taken.has(kind)).map((kind) => kind.name)
    return [
      {
        name: 'kinds of entries accepted with all fields marked',
        measured: `${taken.size}; not: ${missing.join(', ') || 'none'}`,
        mark: 'all',
        ok: missing.length === 0,
      },
      ...places.map(([where, hits]): Row => ({
        name: where,
        measured: `${hits.length} hits of ${marks.size} marks`,
        mark: '0',
        ok: hits.length === 0,
      })),
      {
        name: 'a worker’s name, which may be there (control)',
        measured: `${control.length} hits`,
        mark: '> 1',
        ok: control.length > 1,
      },
    ]
  } finally {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Sends what a device sends, and keeps every problem text. */
function createDesk(server: Server, marker: Marker) {
  const problems: string[] = []
  const counters = new Map<string, number>()
  async function ask(
    method: string,
    path: string,
    token: string | null,
    body?: string | Uint8Array<ArrayBuffer>,
    headers: Record<string, string> = {},
  ) {
    const response = await fetch(`${server.url}${path}`, {
      method,
      headers: {
        'content-type': 'application/json',
        ...(token === null ? {} : { cookie: cookieOf(token) }),
        ...headers,
      },
      ...(body === undefined ? {} : { body }),
    })
    const text = await response.text()
    if (response.status >= 400) problems.push(text, JSON.stringify([...response.headers]))
    return { status: response.status, text }
  }
  async function write(
    person: Person,
    stream: string,
    kind: Kind,
    data: Record<string, unknown>,
    refs: readonly string[] = [],
    files = [] as ReturnType<typeof announce>[],
  ) {
    const key = `${stream} ${person.device}`
    const n = (counters.get(key) ?? 0) + 1
    counters.set(key, n)
    const entry = composeEntry(
      (size) => new Uint8Array(randomBytes(size)),
      new Date().toISOString(),
      { by: person.id, device: person.device },
      { stream, n, base: NO_BASE },
      { kind: kind.name, kv: kind.kv, data, refs, files },
    )
    const body = JSON.stringify({ entries: [{ stream, id: entry.id, text: JSON.stringify(entry) }] })
    const { text } = await ask('POST', `/api${appendEntries.path}`, person.token, body)
    const { results = [] } = JSON.parse(text) as { results?: { outcome: string; code?: string }[] }
    return { id: entry.id, outcome: results[0]?.outcome ?? 'refused', code: results[0]?.code ?? null }
  }
  return { ask, write, problems, marker }
}

type Desk = ReturnType<typeof createDesk>

const kindOf = (called: string): Kind => {
  const kind = kinds.find(called)
  if (kind === null) throw new Error(`no kind ${called}`)
  return kind
}

/** What must have happened before a kind is taken. */
const BEFORE: Readonly<Record<string, readonly string[]>> = {
  reopened: ['closed'],
  'hand-over-accepted': ['handed-over'],
  'hand-over-declined': ['handed-over'],
  'hand-over-withdrawn': ['handed-over'],
}
/** Who writes it, when it is not the owner. */
const BY: Readonly<Record<string, 'tirta' | 'mawar'>> = {
  'hand-over-accepted': 'tirta',
  'hand-over-declined': 'tirta',
  'referral-answered': 'mawar',
}

/** Tries every kind in several variants on files of their own; answers the names of those that were taken. */
async function everyKind(desk: Desk, marker: Marker, cast: Cast, variants: number): Promise<ReadonlySet<string>> {
  const taken = new Set<string>()
  for (const kind of kinds.kinds) {
    for (let variant = 0; variant < variants; variant++) {
      const outcome = await tryKind(desk, marker, cast, kind, variant)
      if (outcome === 'accepted') taken.add(kind.name)
    }
  }
  return taken
}

async function tryKind(
  desk: Desk,
  marker: Marker,
  { sari, tirta, mawar, providerTeam }: Cast,
  kind: Kind,
  variant: number,
): Promise<string> {
  const stream = { case: randomUUID(), identity: randomUUID(), referral: randomUUID(), import: randomUUID() }
  // Only an import names another owner; what ended before today was never shared.
  const ids = {
    file: stream.case,
    identity: stream.identity,
    team: providerTeam,
    to: tirta.id,
    owner: OMIT,
    until: OMIT,
  }
  const write = async (person: Person, to: keyof typeof stream, called: Kind, refs: readonly string[] = []) => {
    const data = marker.dataOf(called, variant, ids)
    if (data === null) return { id: '', outcome: 'no-data' }
    return desk.write(person, stream[to], called, factsFor(to, data), refs)
  }
  if (kind.opens === 'import') return (await write(sari, 'import', kind)).outcome
  if (kind.opens === 'case') return (await write(sari, 'case', kind)).outcome
  const first = await write(sari, 'case', kindOf('registered'))
  if (kind.opens !== undefined) return (await write(sari, kind.opens, kind)).outcome
  const to = placeOf(kind, variant)
  const opening = to === 'case' ? first : await write(sari, to, kindOf(OPENING[to]))
  const second = AGAIN[to] === undefined ? opening : await write(sari, to, kindOf(AGAIN[to]))
  for (const before of BEFORE[kind.name] ?? []) await write(sari, to, kindOf(before))
  const by = { tirta, mawar, sari }[BY[kind.name] ?? 'sari']
  const result = await write(by, to, kind, [opening.id, second.id].slice(0, kind.refs ?? 0))
  // The old owner, too late: set aside.
  if (kind.name === 'hand-over-accepted') await write(sari, 'case', kindOf('visit'))
  return result.outcome
}

/** A second entry, for kinds that refer to two. */
const AGAIN: Readonly<Record<string, string>> = { case: 'facts-set', identity: 'identity-set' }

const OPENING = { identity: 'identity-set', referral: 'referral-sent', import: 'import-read' } as const

/** Kinds of several streams take turns. */
function placeOf({ streams }: Kind, variant: number): 'case' | keyof typeof OPENING {
  return streams[variant % streams.length] ?? 'case'
}

/** Facts of the identity are only ever said in its own stream, and no others are said there. */
function factsFor(to: string, data: Record<string, unknown>): Record<string, unknown> {
  const facts = data['facts']
  if (typeof facts !== 'object' || facts === null || to === 'import') return data
  const fitting = Object.entries(facts).filter(([fact]) => (to === 'identity') !== fact in caseFacts)
  return { ...data, facts: Object.fromEntries(fitting) }
}

/** Fields outside entries, and what people send by mistake. */
async function everythingElse({ ask, write }: Desk, { word, marks }: Marker, { sari, tirta }: Cast): Promise<void> {
  const note = Buffer.from(`${word()} menulis surat untuk ${word()}`)
  const letter = announce(note)
  const file = randomUUID()
  const base = {
    sex: 'female',
    birth: { precision: 'year', value: '2013' },
    came: 'own',
    occurred: { precision: 'year', value: '2026' },
  }
  await write(sari, file, kindOf('registered'), { alias: word(), code: 'QZK-7MRK', ...base })
  await write(sari, file, kindOf('attachment-added'), { title: word() }, [], [letter])
  await ask('PUT', `/api/blobs/${letter.id}/0`, sari.token, new Uint8Array(note))
  await ask('GET', `/api/blobs/${letter.id}`, sari.token)
  const spoilt = announce(Buffer.from(`<html>${word()}</html>`), 'application/pdf')
  await write(sari, file, kindOf('attachment-added'), { title: word() }, [], [spoilt])
  await ask('PUT', `/api/blobs/${spoilt.id}/0`, sari.token, new Uint8Array(Buffer.from(`<html>${word()}</html>`)))
  for (const person of [sari, tirta]) {
    await ask('POST', '/api/caseload', person.token, JSON.stringify({ search: word() }))
    await ask('POST', '/api/caseload', person.token, JSON.stringify({ search: [...marks][0] }))
    await ask('GET', `/api/files/${file}`, person.token)
    await ask('POST', `/api/files/${file}/identity`, person.token, '{}')
  }
  const sign = { login: word().toLowerCase(), password: word(), device: randomUUID() }
  await ask('POST', '/api/session', null, JSON.stringify(sign))
  await ask('POST', '/api/link', null, JSON.stringify({ secret: word(), password: word(), device: randomUUID() }))
  const wrong: readonly unknown[] = [
    { entries: [{ stream: word(), id: word(), text: word() }] },
    { entries: [{ stream: file, id: randomUUID(), text: `{"alias":"${word()}"` }] },
    { entries: [{ stream: file, id: randomUUID(), text: word() }], [word()]: word() },
    { search: { name: word() } },
  ]
  for (const body of wrong) {
    await ask('POST', '/api/entries', sari.token, JSON.stringify(body))
    await ask('POST', '/api/caseload', sari.token, JSON.stringify(body))
  }
  await ask('POST', '/api/entries', sari.token, `{"entries": ${word()}`)
  await ask('GET', `/api/files/${word()}`, sari.token)
  await ask('GET', `/api/${word()}?${word()}=${word()}`, word())
  await ask('GET', '/api/session', word(), undefined, { 'user-agent': word(), 'x-forwarded-for': word() })
  const sheet = `${word()}\nNama,Tgl Lahir,Alamat\n${word()},12-03-2013,${word()}\n`
  await ask(
    'POST',
    `/api/imports/${randomUUID()}?name=${randomUUID()}`,
    sari.token,
    new Uint8Array(Buffer.from(sheet)),
    { 'content-type': 'application/octet-stream' },
  )
  await ask('PUT', `/api/imports/${randomUUID()}`, sari.token, new Uint8Array(Buffer.from(sheet)), {
    'content-type': 'application/octet-stream',
  })
}

async function arrange(admin: pg.Client): Promise<Cast> {
  const team = async (code: string, kind: string) => {
    const [organisation, id] = [randomUUID(), randomUUID()]
    await admin.query('insert into access.organisation (id, name, kind) values ($1, $2, $3)', [
      organisation,
      `Dinas ${code}`,
      kind,
    ])
    await admin.query('insert into access.team (id, organisation_id, name, code) values ($1, $2, $3, $4)', [
      id,
      organisation,
      `Tim ${code}`,
      code,
    ])
    return id
  }
  const person = async (called: string, teamId: string, role: string): Promise<Person> => {
    const [id, device, token] = [randomUUID(), randomUUID(), randomBytes(32).toString('base64url')]
    await admin.query(
      'insert into access.person (id, organisation_id, name, login) select $1, organisation_id, $2, lower($2) from access.team where id = $3',
      [id, called, teamId],
    )
    await admin.query('insert into access.membership (person_id, team_id, role) values ($1, $2, $3)', [
      id,
      teamId,
      role,
    ])
    await admin.query(
      `insert into access.session (token_hash, id, person_id, device_id, until) values ($1, $2, $3, $4, now() + interval '1 day')`,
      [secretHash(token), randomUUID(), id, device],
    )
    return { id, device, token }
  }
  const awan = await team('AWN', 'uptd')
  const providerTeam = await team('BLN', 'provider')
  return {
    sari: await person(CONTROL, awan, 'caseworker'),
    tirta: await person('Tirta', await team('EMB', 'uptd'), 'caseworker'),
    mawar: await person('Mawar', providerTeam, 'provider'),
    providerTeam,
  }
}
