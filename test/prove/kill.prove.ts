import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { rebuild } from '#cases/server/index.ts'
import { asOwner } from '#platform/server/db/owner.ts'
import { fileEpochKeys, secretHash } from '#platform/server/keys/index.ts'
import type { Context, Row } from '../../scripts/lib/marks.ts'
import { seeded } from '../support/history.ts'
import { proofFolder } from './support/instance.ts'
import { choosePlace, command, cookieOf, type Place, type Server, startServer } from './support/server.ts'
import { createWriter, type Writer, type WriterDeps } from './support/writer.ts'

export const name = 'kill'

type Kills = { application: number; postgres: number; both: number }

/**
 * Four people write over HTTP, hang up before answers, repeat what they sent and upload attachments, while application and PostgreSQL are
 * killed (SIGKILL) at random moments and started again. At the end nothing that was acknowledged is lost or there twice.
 */
export async function run({ small, seed, log }: Context): Promise<readonly Row[]> {
  const folder = proofFolder()
  const place = await choosePlace(folder)
  const random = seeded(seed)
  let server = await startServer(place)
  let writers: readonly Writer[] = []
  try {
    const people = await arrange(server)
    const shared: string[] = []
    writers = people.map((person) =>
      createWriter({ url: server.url, person, random: seeded(seed + people.indexOf(person)), shared }),
    )
    const writing = Promise.all(writers.map((writer) => writer.run()))
    writing.catch(() => undefined) // told below
    const kills: Kills = { application: 0, postgres: 0, both: 0 }
    for (let i = 0; i < (small ? 10 : 300); i++) {
      await Promise.race([sleep(50 + random() * 500), writing])
      server = await killOne(server, place, random, kills)
      if (i % 25 === 24) log(`${i + 1} kills, ${sum(writers, (one) => one.acknowledged.size)} entries acknowledged`)
    }
    for (const writer of writers) writer.stop()
    await writing
    return [...(await judge(server, place, writers, people, kills))]
  } finally {
    for (const writer of writers) writer.abandon()
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Kills what chance says, waits until both are gone, and starts again. */
async function killOne(server: Server, place: Place, random: () => number, kills: Kills): Promise<Server> {
  const chance = random()
  const what = chance < 0.45 ? 'application' : chance < 0.9 ? 'postgres' : 'both'
  kills[what] += 1
  const { pid } = server.postgres()
  if (what !== 'application') process.kill(pid, 'SIGKILL')
  if (what !== 'postgres') server.child.kill('SIGKILL')
  // Without its database the application ends by itself.
  await Promise.race([server.ended, sleep(15_000).then(() => server.child.kill('SIGKILL'))])
  await server.ended
  return startServer(place)
}

/** Four supervisors of one team, who share all files, with sessions. */
async function arrange(server: Server): Promise<readonly WriterDeps['person'][]> {
  const client = new pg.Client({ connectionString: server.postgres().url('lindung') })
  await client.connect()
  const [organisation, team] = [randomUUID(), randomUUID()]
  await client.query(`insert into access.organisation (id, name, kind) values ($1, 'Dinas Awan', 'uptd')`, [
    organisation,
  ])
  await client.query(`insert into access.team (id, organisation_id, name, code) values ($1, $2, 'Tim Awan', 'AWN')`, [
    team,
    organisation,
  ])
  const people = ['Sari', 'Wira', 'Tirta', 'Bayu'].map((called) => ({
    id: randomUUID(),
    device: randomUUID(),
    token: randomBytes(32).toString('base64url'),
    called,
  }))
  for (const { id, device, token, called } of people) {
    await client.query('insert into access.person (id, organisation_id, name, login) values ($1, $2, $3, lower($3))', [
      id,
      organisation,
      called,
    ])
    await client.query(`insert into access.membership (person_id, team_id, role) values ($1, $2, 'supervisor')`, [
      id,
      team,
    ])
    await client.query(
      `insert into access.session (token_hash, id, person_id, device_id, until) values ($1, $2, $3, $4, now() + interval '1 day')`,
      [secretHash(token), randomUUID(), id, device],
    )
  }
  await client.end()
  return people
}

async function judge(
  server: Server,
  place: Place,
  writers: readonly Writer[],
  people: readonly WriterDeps['person'][],
  kills: Kills,
): Promise<readonly Row[]> {
  const url = server.postgres().url('lindung')
  const stored = await storedEntries(url)
  const acknowledged = new Map(writers.flatMap((writer) => [...writer.acknowledged]))
  const lost = [...acknowledged].filter(([id, { stream, seq, head }]) => stored.get(id) !== `${stream}/${seq}/${head}`)
  const doubled = [...stored.keys()].filter((id) => !acknowledged.has(id))
  const attachments = writers.flatMap((writer) => [...writer.attachments])
  const unreadable = await countUnreadable(server.url, people[0]?.token ?? '', attachments)
  const contradictions = sum(writers, (one) => one.contradictions.length)
  const replayed = await asOwner(url, (reading) =>
    asOwner(url, async (writing) =>
      rebuild({ reading, writing, keys: await fileEpochKeys(join(place.folder, 'keys')) }),
    ),
  )
  const differs = replayed.repaired.length + replayed.grants.length + replayed.unreadable.length
  await sleep(1500) // the sequencer places the last leaves
  const verified = await command(place, 'verify')
  const counted = `${sum(writers, (one) => one.counted.lostReplies)} lost replies, ${sum(writers, (one) => one.counted.repeats)} repeats`
  const none = (what: string, count: number, of: string): Row => ({
    name: what,
    measured: `${count} of ${of}`,
    mark: '0',
    ok: count === 0,
  })
  return [
    none(
      'acknowledged entries lost',
      lost.length,
      `${acknowledged.size} (${kills.application} kills of the application, ${kills.postgres} of PostgreSQL, ${kills.both} of both)`,
    ),
    none('entries there that nobody was told of', doubled.length, `${stored.size} (${counted})`),
    none('repeats answered otherwise than before', contradictions, counted),
    none('acknowledged attachments lost', unreadable, String(attachments.length)),
    none('streams that a replay gives otherwise', differs, String(replayed.streams)),
    {
      name: 'lindung verify',
      measured: verified.out.trim().split('\n').at(-1) ?? '',
      mark: 'nothing changed',
      ok: verified.code === 0,
    },
  ]
}

async function storedEntries(url: string): Promise<ReadonlyMap<string, string>> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query<{ id: string; at: string }>(
    `select id, stream_id || '/' || seq || '/' || encode(head, 'hex') as at from cases.entry`,
  )
  await client.end()
  return new Map(rows.map(({ id, at }) => [id, at]))
}

async function countUnreadable(
  url: string,
  token: string,
  attachments: readonly (readonly [string, string])[],
): Promise<number> {
  let count = 0
  for (const [id, hash] of attachments) {
    const response = await fetch(`${url}/api/blobs/${id}`, { headers: { cookie: cookieOf(token) } })
    const bytes = Buffer.from(await response.arrayBuffer())
    if (!response.ok || createHash('sha256').update(bytes).digest('hex') !== hash) count += 1
  }
  return count
}

const sum = (writers: readonly Writer[], of: (writer: Writer) => number): number =>
  writers.reduce((total, one) => total + of(one), 0)
