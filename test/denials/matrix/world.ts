import { randomBytes, randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { ownImport } from '#cases/import/contract.ts'
import type { Entry } from '#cases/file/entry.ts'
import { eraseFile, fileLedger } from '#cases/server/index.ts'
import { asOwner } from '#platform/server/db/owner.ts'
import { secretHash } from '#platform/server/keys/index.ts'
import { createTestWorld, type TestPerson, type TestWorld } from '../../support/application.ts'
import { announce, blobClient } from '../../support/attachment.ts'
import type { TestDatabase } from '../../support/database.ts'
import { easyList, sendList } from '../../support/lists.ts'
import { penOf } from '../../support/pen.ts'
import { type Nobody, type Relation, STATES, type State, type Stream } from '../policy.table.ts'

/** One child's file in one state, as the table describes it. */
export type MatrixFile = {
  readonly streams: Readonly<Record<Stream, string>>
  /** An attachment of the file, written by who has left it; and one of the late note. Both have arrived. */
  readonly blob: string
  readonly lateBlob: string
  readonly late: string
  /** An entry of the case that can be corrected, two that can be settled. */
  readonly facts: readonly [string, string]
  /** An entry of the identity, and one of the provider at work. */
  readonly said: string
  /** A session of somebody else. */
  readonly session: string
  /** A caseworker whose post never changes, to whom a file may be given. */
  readonly receiver: string
  /** Somebody who is no helper, to whom none may be given. */
  readonly noHelper: string
}

/** People of no relation to any file. */
type Others = Pick<MatrixFile, 'session' | 'receiver' | 'noHelper'>

export type MatrixWorld = {
  readonly world: TestWorld
  readonly people: Readonly<Record<Relation, TestPerson>>
  readonly teams: Readonly<Record<Relation, string>>
  readonly files: Readonly<Record<State, MatrixFile>>
  /** What those who are nobody bring. */
  readonly tokens: Readonly<Record<Nobody, string | null>>
  close(): Promise<void>
}

const day = (value: string) => ({ precision: 'day', value })
const BYTES = Buffer.from('Surat dari sekolah')

/** The word that stands in a stream of a file and nowhere else; `late`: in the late note. */
export const wordOf = (stream: Stream | 'late', state: State): string =>
  `Kata${stream.replaceAll(' ', '')}${stream === 'import' ? '' : state}`

/** The natural post of each; the matrix gives each of them every other post too. */
const POSTS = {
  owner: ['AWN', 'caseworker'],
  offered: ['EMB', 'caseworker'],
  team: ['AWN', 'supervisor'],
  referral: ['BLN', 'provider'],
  done: ['KJR', 'provider'],
  withdrawn: ['MLT', 'provider'],
  former: ['FJR', 'caseworker'],
  importer: ['GRM', 'caseworker'],
  elsewhere: ['HJN', 'caseworker'],
} as const

/** Builds the files over the API, as people would. */
export async function createMatrixWorld(database?: TestDatabase): Promise<MatrixWorld> {
  const world = await createTestWorld(database === undefined ? {} : { database })
  const teams: Record<string, string> = {}
  const people: Partial<Record<Relation, TestPerson>> = {}
  for (const [relation, [code, role]] of Object.entries(POSTS)) {
    teams[code] ??= await world.team(code, role === 'provider' ? 'provider' : 'uptd')
    people[relation as Relation] = await world.person(`Orang ${relation}`, teams[code], role)
  }
  const teamOf = Object.fromEntries(Object.entries(POSTS).map(([relation, [code]]) => [relation, teams[code]]))
  // Every relation has its post above.
  const all = { people: people as Record<Relation, TestPerson>, teams: teamOf as Record<Relation, string> }
  const list = await sendList(world, all.people.importer, 'daftar.csv', easyList(3, wordOf('import', 'open')))
  await all.people.importer.call(ownImport, { params: { import: list.id }, body: { owners: { rule: 'me' } } })
  const files: Partial<Record<State, MatrixFile>> = {}
  const other = await world.person('Orang lain', all.teams.elsewhere, 'caseworker')
  const outsider = await world.person('Orang luar', all.teams.done, 'provider')
  const more: Others = { session: await sessionOf(world, other), receiver: other.id, noHelper: outsider.id }
  for (const state of STATES) files[state] = { ...(await buildFile(world, all, state, list.id)), ...more }
  return {
    world,
    ...all,
    files: files as Record<State, MatrixFile>,
    tokens: await tokensOfNobodies(world, all.people.owner),
    close: () => world.close(),
  }
}

type All = Pick<MatrixWorld, 'people' | 'teams'>

async function buildFile(
  world: TestWorld,
  { people, teams }: All,
  state: State,
  list: string,
): Promise<Omit<MatrixFile, keyof Others>> {
  const [former, owner, offered] = [penOf(people.former), penOf(people.owner), penOf(people.offered)]
  const providers = { referral: penOf(people.referral), done: penOf(people.done) }
  const { file, identity } = await former.register(wordOf('case', state), wordOf('identity', state))
  const [letter, lateLetter] = [announce(BYTES), announce(BYTES)]
  const late = former.write(file, 'note', noted(wordOf('late', state)), [], [lateLetter])
  const letterEntry = former.write(file, 'attachment-added', { title: 'Surat' }, [], [letter])
  await send(former, letterEntry)
  await blobClient(world, people.former).put(letter.id, 0, BYTES)
  await send(former, former.write(file, 'handed-over', { to: people.owner.id, reason: 'Pindah tugas' }))
  await send(owner, owner.write(file, 'hand-over-accepted', {}))
  await send(former, late)
  await blobClient(world, people.former).put(lateLetter.id, 0, BYTES)
  const said = owner.write(identity, 'identity-set', { file, facts: { birthplace: 'Kebun' } })
  await send(owner, said)
  const facts = ['Taman', 'Bukit'].map((village) => owner.write(file, 'facts-set', { facts: { place: { village } } }))
  await send(owner, ...facts)
  const referrals = { referral: randomUUID(), 'referral done': randomUUID(), 'referral withdrawn': randomUUID() }
  for (const [stream, team] of [
    ['referral', teams.referral],
    ['referral done', teams.done],
    ['referral withdrawn', teams.withdrawn],
  ] as const) {
    await send(owner, owner.write(referrals[stream], 'referral-sent', sent(file, team, wordOf(stream, state))))
  }
  await send(
    providers.done,
    providers.done.write(referrals['referral done'], 'referral-answered', { answer: 'accepted' }),
  )
  await send(owner, owner.write(referrals['referral done'], 'referral-closed', { outcome: 'done' }))
  await send(owner, owner.write(referrals['referral withdrawn'], 'referral-closed', { outcome: 'withdrawn' }))
  await send(owner, owner.write(file, 'handed-over', { to: people.offered.id, reason: 'Cuti' }))
  if (state !== 'offered') await send(offered, offered.write(file, 'hand-over-declined', { reason: 'Penuh' }))
  if (state === 'closed')
    await send(owner, owner.write(file, 'closed', { reason: 'goals-met', occurred: day('2026-11-02') }))
  if (state === 'erased') await erase(world, file, people.owner.id)
  const streams = { case: file, identity, ...referrals, import: list }
  const [one = '', two = ''] = facts.map(({ id }) => id)
  return { streams, blob: letter.id, lateBlob: lateLetter.id, late: late.id, facts: [one, two], said: said.id }
}

/** Sends what must be taken; anything else is a fault of this file. */
async function send(pen: ReturnType<typeof penOf>, ...entries: readonly Entry[]): Promise<void> {
  for (const [i, result] of (await pen.send(...entries)).entries()) {
    if (result.outcome !== 'accepted' && result.outcome !== 'quarantined')
      throw new Error(`the world did not come about: ${entries[i]?.kind} ${JSON.stringify(result)}`)
  }
}

export const noted = (text: string) => ({ text, occurred: day('2026-11-02') })

export const sent = (file: string, team: string, need: string) => ({
  file,
  team,
  need,
  package: { alias: 'Kancil' },
  agreed: { basis: 'agreement', who: ['child'], on: day('2026-11-16') },
  withheld: [],
  answerBy: '2026-12-24',
})

async function erase(world: TestWorld, file: string, by: string): Promise<void> {
  const { keys, blobs } = world
  const ledger = fileLedger(join(world.folder, 'erasures.jsonl'))
  const deps = { keys, blobs, ledger, newId: randomUUID, now: () => world.now(), grace: 0, rotate: false }
  await asOwner(world.database.adminUrl, (client) => eraseFile(client, deps, file, by))
}

async function sessionOf({ admin }: TestWorld, { id }: TestPerson): Promise<string> {
  const { rows } = await admin.query<{ id: string }>('select id from access.session where person_id = $1', [id])
  return rows[0]?.id ?? ''
}

/** Sessions of the owner, each over in its own way. */
async function tokensOfNobodies({ admin }: TestWorld, { id, device }: TestPerson): Promise<MatrixWorld['tokens']> {
  const make = async (until: string, seen: string, ended: string | null): Promise<string> => {
    const token = randomBytes(32).toString('base64url')
    await admin.query(
      `insert into access.session (token_hash, id, person_id, device_id, until, seen_at, ended_at)
       values ($1, $2, $3, $4, now() + $5::interval, now() + $6::interval, now() + $7::interval)`,
      [secretHash(token), randomUUID(), id, device, until, seen, ended],
    )
    return token
  }
  return {
    nobody: null,
    'session ended': await make('1 day', '0', '-1 minute'),
    'session run out': await make('-1 minute', '-2 minutes', null),
    'session idle': await make('1 day', '-2 hours', null),
  }
}
