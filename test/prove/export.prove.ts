import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { exportInstanceLog } from '#app/ops/export-log.ts'
import { noteSigner, proveLeaf } from '#audit/server/index.ts'
import { newPrivateKey } from '#platform/server/keys/index.ts'
import type { Context, Row } from '../../scripts/lib/marks.ts'
import { main as verifier } from '../../verifier/verify.ts'
import { createTestWorld } from '../support/application.ts'
import { BYTE_WAYS } from '../support/export-tampering.ts'
import { seeded } from '../support/history.ts'
import { readExport } from '../support/log-export.ts'
import { withInstance } from './support/instance.ts'
import { logHistories } from './support/logged.ts'
import { type Tools, WAYS } from './support/tampering.ts'

export const name = 'export'

/** It changes sealed content only: who has no key sees no difference, and `tamper` proves that `lindung verify` does. */
const NEEDS_KEYS = 'edit the content of an entry'

/**
 * What a stranger finds from an export alone, with the key and one copied checkpoint: a superuser who also holds the log's key changes the
 * database before the export is made; and somebody changes the bytes of a true export.
 */
export async function run({ small, seed, log }: Context): Promise<readonly Row[]> {
  return withInstance(log, async ({ database }) => {
    const world = await createTestWorld({ database })
    const folder = await mkdtemp(join(tmpdir(), 'lindung-export-'))
    const admin = new pg.Client({ connectionString: database.adminUrl })
    await admin.connect()
    try {
      const signer = noteSigner('lindung.example/proof', newPrivateKey('ed25519'))
      await logHistories(world, seeded(seed), {
        signer,
        copies: join(folder, 'copies'),
        histories: [small ? 2 : 8, 10],
      })
      const place: Place = { folder, signer, copy: join(folder, 'latest') }
      await cp(join(folder, 'copies', 'latest'), place.copy)
      return [
        await untouched(admin, place),
        await oneLeaf(admin, place),
        ...(await changedBefore(admin, place, { random: seeded(seed + 1), signer, keys: world.keys }, small ? 1 : 15)),
        ...(await changedAfter(admin, place, seeded(seed + 2), small ? 20 : 1000)),
      ]
    } finally {
      await admin.end()
      await world.close()
      await rm(folder, { recursive: true, force: true })
    }
  })
}

type Place = {
  readonly folder: string
  readonly signer: ReturnType<typeof noteSigner>
  /** The checkpoint that the stranger has copied. */
  readonly copy: string
}

/** The verifier's exit code: 0 sound and proven, 1 changed, 2 asked wrongly, 3 nothing proven. */
function check(path: string, { signer, copy }: Place): number {
  const quiet = { say: () => undefined, complain: () => undefined, lang: 'C' }
  return verifier([path, '--checkpoint', copy, '--key', signer.vkey], quiet)
}

let made = 0

/** Exports in a transaction that is rolled back afterwards, with whatever `before` has changed in it. */
async function exported<T>(admin: pg.Client, place: Place, before: () => Promise<T>) {
  const directory = join(place.folder, `export-${(made += 1)}`)
  await admin.query('begin isolation level repeatable read')
  try {
    // What a superuser can do to be rid of constraints and triggers.
    await admin.query('set local session_replication_role = replica')
    const result = await before()
    await exportInstanceLog(admin, directory, { signer: place.signer, now: new Date() })
    return { directory, result }
  } finally {
    await admin.query('rollback')
  }
}

async function untouched(admin: pg.Client, place: Place): Promise<Row> {
  const { directory } = await exported(admin, place, async () => undefined)
  const code = check(directory, place)
  return { name: 'exit code before anything is changed', measured: String(code), mark: '0', ok: code === 0 }
}

async function oneLeaf(admin: pg.Client, place: Place): Promise<Row> {
  const { directory } = await exported(admin, place, async () => undefined)
  const lines = (await readFile(join(directory, 'leaves.jsonl'), 'utf8')).split('\n').slice(0, -1)
  let proven = 0
  for (const line of lines.slice(-20)) {
    await admin.query('begin')
    const proof = await proveLeaf(admin, (JSON.parse(line) as { id: string }).id)
    await admin.query('rollback')
    const file = join(place.folder, 'proof')
    await writeFile(file, typeof proof === 'string' ? proof : proof.file)
    proven += check(file, place) === 0 ? 1 : 0
  }
  const of = Math.min(20, lines.length)
  return {
    name: 'leaves proven by a small file',
    measured: `${proven} of ${of}`,
    mark: '100%',
    ok: proven === of && of > 0,
  }
}

async function changedBefore(admin: pg.Client, place: Place, tools: Tools, times: number): Promise<Row[]> {
  const rows: Row[] = []
  for (const { name: way, change } of WAYS.filter((one) => one.name !== NEEDS_KEYS)) {
    let [tried, found] = [0, 0]
    for (let i = 0; i < times; i += 1) {
      const { directory, result } = await exported(admin, place, () => change(admin, tools))
      if (result) {
        tried += 1
        found += check(directory, place) === 1 ? 1 : 0
      }
      await rm(directory, { recursive: true })
    }
    rows.push({ name: `${way}, then export`, ...foundOf(found, tried) })
  }
  return rows
}

async function changedAfter(admin: pg.Client, place: Place, random: () => number, times: number): Promise<Row[]> {
  const { directory } = await exported(admin, place, async () => undefined)
  const files = readExport(directory)
  const rows: Row[] = []
  for (const { name: way, change } of BYTE_WAYS) {
    let [tried, found] = [0, 0]
    for (let i = 0; i < times; i += 1) {
      const changed = change(files, random)
      if (changed === null) continue
      for (const [file, bytes] of Object.entries(changed)) await writeFile(join(directory, file), bytes)
      tried += 1
      found += check(directory, place) === 1 ? 1 : 0
    }
    // The log of this world may have no leaf that waits: then there is nothing to move in that file.
    if (tried > 0 || !way.includes('waiting')) rows.push({ name: `${way} in an export`, ...foundOf(found, tried) })
  }
  return rows
}

const foundOf = (found: number, tried: number) => ({
  measured: `${found} of ${tried}`,
  mark: '100%',
  ok: found === tried && tried > 0,
})
