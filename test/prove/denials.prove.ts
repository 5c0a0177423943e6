import type { Context, Row } from '../../scripts/lib/marks.ts'
import { attackAll } from '../denials/attacks.ts'
import { sweep } from '../denials/catalogue.ts'
import { createScene } from '../denials/scene.ts'
import { forbidden, tricks } from '../denials/shadows.ts'
import { withInstance } from './support/instance.ts'

export const name = 'denials'

/** As the application's database role, raw SQL: rows of streams without a grant, and attacks on every function, 0. */
export async function run({ log }: Context): Promise<readonly Row[]> {
  return withInstance(log, async ({ database }) => {
    const scene = await createScene(database)
    const { leaks, asked } = await sweep(scene)
    const parts = [await attackAll(scene), await forbidden(scene), await tricks(scene)]
    const tried = parts.reduce((sum, part) => sum + part.tried, 0)
    const succeeded = parts.flatMap((part) => part.succeeded)
    for (const leak of leaks) log(`${leak.attacker} ${leak.relation}: ${leak.what}`)
    for (const one of succeeded) log(one)
    await scene.close()
    return [
      {
        name: 'rows without a grant',
        measured: `${leaks.length} of ${asked} readings`,
        mark: '0',
        ok: leaks.length === 0,
      },
      {
        name: 'attacks that succeed',
        measured: `${succeeded.length} of ${tried}`,
        mark: '0',
        ok: succeeded.length === 0,
      },
    ]
  })
}
