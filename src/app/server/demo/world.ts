import type pg from 'pg'
import type { RandomBytes } from '#platform/pure/bytes/index.ts'
import { asOwner, inTransaction } from '#platform/server/db/owner.ts'
import type { BlobStore } from '#platform/server/blobs/index.ts'
import type { EpochKeys } from '#platform/server/keys/index.ts'
import { CAST, type CastName, peopleRows } from '../../world/cast.ts'
import { demoWorld } from '../../world/demo.ts'
import { loadBook, loadPeople } from '../../world/load.ts'
import { EMPTY_TABLES, IS_EMPTY, IS_FOREIGN, SEATS } from '../../world/store.ts'
import { CannotStart } from '../instance.ts'
import { CHAIRS, OTHERS, type Chair, type Seen } from '../pages/door.ts'

export type DemoWorldDeps = {
  readonly adminUrl: string
  readonly keys: EpochKeys
  readonly random: RandomBytes
  readonly blobs: BlobStore
  readonly now: () => Date
}

/** The invented world in the database: made when nobody is there, made anew on request, counted for the door. */
export type DemoWorld = {
  /** Puts the world in if the database is empty. Answers whether it did. */
  readonly ensure: () => Promise<boolean>
  readonly reset: () => Promise<void>
  readonly seen: () => Promise<Seen>
}

/** The world of a database, reached as the owner of its tables; it opens nothing until it is asked. */
export function demoWorldIn(deps: DemoWorldDeps): DemoWorld {
  const withClient = <T>(work: (client: pg.Client) => Promise<T>): Promise<T> => asOwner(deps.adminUrl, work)
  const load = async (client: pg.Client) => {
    await loadPeople(client, peopleRows())
    await loadBook(client, deps, demoWorld(deps.now(), deps.random))
  }
  return {
    ensure: () =>
      withClient(async (client) => {
        const { rows } = await client.query<{ empty: boolean }>(IS_EMPTY)
        if (rows[0]?.empty !== true) return notForeign(client)
        await inTransaction(client, () => load(client))
        return true
      }),
    reset: () =>
      withClient((client) =>
        inTransaction(client, async () => {
          await notForeign(client)
          await client.query(EMPTY_TABLES)
          for await (const id of deps.blobs.list()) await deps.blobs.delete(id)
          await load(client)
        }),
      ),
    seen: () => withClient(countSeats),
  }
}

/** The demo lets anybody in and sets everything back on request: it never opens people and files that are not its own. */
async function notForeign(client: pg.Client): Promise<false> {
  const cast = Object.values(CAST).map(({ person }) => person)
  const { rows } = await client.query<{ foreign: boolean }>(IS_FOREIGN, [cast])
  if (rows[0]?.foreign === true)
    throw new CannotStart(
      'The database holds people who are not those of the demo, and the demo would let anybody erase them. Set LINDUNG_MODE=production, or give the demo a database and a data directory of its own.',
    )
  return false
}

async function countSeats(client: pg.Client): Promise<Seen> {
  const chairs: readonly Chair[] = [...CHAIRS, ...OTHERS]
  const ids = chairs.map((chair) => CAST[chair satisfies CastName].person)
  const { rows } = await client.query<{ id: string; files: number; referrals: number }>(SEATS, [ids])
  const counted = new Map(rows.map((row) => [row.id, row.files > 0 ? row.files : row.referrals]))
  return Object.fromEntries(chairs.map((chair) => [chair, counted.get(CAST[chair].person) ?? 0])) as Seen
}
