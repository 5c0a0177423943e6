import type pg from 'pg'
import { type Book, createBook, type Writer } from '#app/world/book.ts'
import { type Calendar, calendarFrom } from '#app/world/calendar.ts'
import { loadBook, type LoadDeps, loadPeople } from '#app/world/load.ts'
import { type Chance, chanceOf } from '#app/world/seeded.ts'
import { newUuid4 } from '#platform/pure/bytes/index.ts'
import { type Staff, staffFor } from './people.ts'
import { copyPlain, finishPlainTables, makePlainTables } from './plain.ts'
import { words } from './words.ts'

/** Whom the benches work as; the rest of the world is there to be in the way. */
export type Subjects = {
  readonly files: number
  readonly entries: number
  /** Caseworkers with 25 files, each with a few of their files to write in. */
  readonly ordinary: readonly Subject[]
  /** A caseworker with 150 files. */
  readonly large: Subject
  /** The supervisor of the large team; `grants` counts files. */
  readonly supervisor: Subject
  /** Files whose case stream has 200 entries, and one with 2,000; the large caseworker's own. */
  readonly twoHundred: readonly string[]
  readonly longest: string
}

export type Subject = { readonly writer: Writer; readonly grants: number; readonly files: readonly string[] }

const SEED = 20_261_124
const EVERYBODY_SIGNED_IN = `insert into access.session (token_hash, id, person_id, device_id, until)
  select sha256(uuid_send(gen_random_uuid())), gen_random_uuid(), id, gen_random_uuid(), now() + interval '12 hours' from access.person`
/** Files of one book: it lives in memory until it is copied. */
const CHUNK = 400
const KEPT_OF_EACH = 25
const OF_200 = 20

/** Entries of a file: median 12, p95 80, at most 2,000 (log-normal). */
function sizeOf(chance: Chance): number {
  const normal =
    Math.sqrt(-2 * Math.log((chance.below(1e9) + 1) / 1e9)) * Math.cos((2 * Math.PI * chance.below(1e9)) / 1e9)
  return Math.min(2000, Math.max(1, Math.round(12 * Math.exp(1.153 * normal))))
}

/** Writes the world into a migrated, empty database. Same seed and number of files: same world, but for the day on which it is made. */
export async function loadWorld(
  client: pg.Client,
  deps: LoadDeps,
  files: number,
  now: Date,
  log: (line: string) => void,
): Promise<Subjects> {
  const staff = staffFor(files)
  await loadPeople(client, staff.rows)
  // Everybody has signed in once: look-ups of sessions and of grants are those of a real instance.
  await client.query(EVERYBODY_SIGNED_IN)
  const chance = chanceOf(SEED)
  const calendar = calendarFrom(now)
  const filesOf = new Map<string, string[]>()
  const special = [...Array.from({ length: Math.min(OF_200, Math.floor(files / 100)) }, () => 200), 2000]
  const longFiles: string[] = []
  const ownerOf = new Map<string, string>()
  await makePlainTables(client)
  let [book, inBook, done, entries] = [createBook(chance), 0, 0, 0]
  const flush = async () => {
    await loadBook(client, deps, book)
    await copyPlain(client, book, calendar.today, ownerOf, new Set(longFiles.filter((file) => book.streams.has(file))))
    ownerOf.clear()
    done += inBook
    for (const stream of book.streams.values()) entries += stream.entries.length
    if (Math.floor(done / 10_000) !== Math.floor((done - inBook) / 10_000) || done === files)
      log(`${done} files, ${entries} entries`)
    ;[book, inBook] = [createBook(chance), 0]
  }
  for (const { writer, files: share } of staff.desks) {
    for (let i = 0; i < share; i++) {
      const exact = writer === staff.large[0] ? special[i] : undefined
      const file = writeFile({ book, chance, calendar, staff }, writer, exact)
      if (exact !== undefined) longFiles.push(file)
      ownerOf.set(file, writer.person)
      const mine = filesOf.get(writer.person) ?? []
      if (mine.length < KEPT_OF_EACH && exact === undefined) filesOf.set(writer.person, [...mine, file])
      inBook += 1
      if (inBook === CHUNK) await flush()
    }
  }
  await flush()
  await finishPlainTables(
    client,
    staff.supervisor.person,
    staff.large.map(({ person }) => person),
  )
  const share = (writer: Writer) => staff.desks.find((desk) => desk.writer === writer)?.files ?? 0
  const subject = (writer: Writer): Subject => ({
    writer,
    grants: share(writer),
    files: filesOf.get(writer.person) ?? [],
  })
  const [large, next] = staff.large
  const longest = longFiles.pop()
  if (large === undefined || longest === undefined) throw new Error('too few files for the benches')
  return {
    files,
    entries,
    ordinary: staff.ordinary.slice(0, 40).map((writer) => subject(writer)),
    large: subject(large),
    supervisor: { ...subject(next ?? large), writer: staff.supervisor, grants: Math.floor(files / 20) },
    twoHundred: longFiles,
    longest,
  }
}

type Scene = { readonly book: Book; readonly chance: Chance; readonly calendar: Calendar; readonly staff: Staff }

/** One file: `exact` entries in its case stream, or a number by chance over all its streams. */
function writeFile(scene: Scene, by: Writer, exact: number | undefined): string {
  const { book, chance, calendar } = scene
  const total = exact ?? sizeOf(chance)
  const [file, identity] = [newUuid4(chance.bytes), newUuid4(chance.bytes)]
  const begins = -20 - chance.below(500)
  const at = (step: number) =>
    calendar.moment(
      Math.min(-1, begins + Math.floor((step * -begins) / total)),
      `${String(8 + (step % 9)).padStart(2, '0')}:${String(chance.below(50) + 10)}`,
    )
  const day = (step: number) => ({ precision: 'day', value: at(step).at.slice(0, 10) })
  book.write(by, file, 'registered', { ...words.child(chance), came: 'own', occurred: day(0), identity }, at(0))
  let left = total - 1
  if (exact === undefined && left > 0) {
    book.write(by, identity, 'identity-set', { file, facts: words.identity(chance) }, at(1))
    left -= 1
  }
  if (exact === undefined && left > 3 && chance.often(0.25)) left -= refer(scene, by, file, at, day)
  for (let step = total - left; step < total; step++) {
    if (chance.often(0.5)) book.write(by, file, 'note', { text: words.text(chance), occurred: day(step) }, at(step))
    else if (chance.often(0.7)) book.write(by, file, 'visit', { ...words.visit(chance), occurred: day(step) }, at(step))
    else book.write(by, file, 'facts-set', { facts: words.facts(chance), occurred: day(step) }, at(step))
  }
  return file
}

type When = (step: number) => { readonly at: string; readonly micros: number }

function refer(
  { book, chance, staff }: Scene,
  by: Writer,
  file: string,
  at: When,
  day: (step: number) => unknown,
): number {
  const stream = newUuid4(chance.bytes)
  const sent = {
    file,
    team: chance.pick(staff.providerTeams),
    need: 'Konseling',
    package: { alias: 'Rusa' },
    agreed: { basis: 'agreement', who: ['child'], on: day(1) },
  }
  book.write(
    by,
    stream,
    'referral-sent',
    { ...sent, withheld: ['name'], answerBy: at(2).at.slice(0, 10), occurred: day(2) },
    at(2),
  )
  book.write(by, stream, 'referral-noted', { text: words.text(chance), occurred: day(2), served: 'message' }, at(2))
  return 2
}
