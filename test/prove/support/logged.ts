import { createSequencer, type noteSigner, openCopies } from '#audit/server/index.ts'
import { openDatabase } from '#platform/server/db/database.ts'
import type { TestWorld } from '../../support/application.ts'
import { writeHistories } from '../../support/history.ts'

type Given = {
  readonly signer: ReturnType<typeof noteSigner>
  /** Folder of the copied checkpoints. */
  readonly copies: string
  /** In each of three rounds. */
  readonly histories: readonly [files: number, steps: number]
}

/** A world with random histories of two workers and a provider, all of it in the log, under several checkpoints. */
export async function logHistories(world: TestWorld, random: () => number, { signer, copies, histories }: Given) {
  const awan = await world.team('AWN')
  const providerTeam = await world.team('BLN', 'provider')
  const workers = [await world.person('Sari', awan, 'caseworker'), await world.person('Wira', awan, 'supervisor')]
  const provider = await world.person('Mawar', providerTeam, 'provider')
  const db = openDatabase(world.database.urlFor('lindung_log'), { max: 1 })
  const sequencer = createSequencer({
    db,
    signer,
    copies: await openCopies(copies),
    now: () => new Date(),
    onTrouble: () => undefined,
  })
  for (let i = 0; i < 3; i++) {
    await writeHistories(random, { workers, providerTeam, provider }, ...histories)
    await sequencer.round()
  }
  while ((await sequencer.round()) > 0);
  await db.close()
}
