import type { Context, Row } from '../../scripts/lib/marks.ts'
import { runGate } from '../denials/matrix/gate.ts'
import { runOverHttp, type Tally } from '../denials/matrix/run.ts'
import { runBySql } from '../denials/matrix/sql.ts'
import { STATES } from '../denials/policy.table.ts'
import { createMatrixWorld } from '../denials/matrix/world.ts'
import { withInstance } from './support/instance.ts'

export const name = 'matrix'

/**
 * Operation × role × relation × stream × state of the file, against test/denials/policy.table.ts. Small: the policies alone; `npm test` asks
 * the rest in one state, as tests (test/denials/matrix.db.test.ts).
 */
export async function run({ small, log }: Context): Promise<readonly Row[]> {
  const gate = rowOf('policies by role', await runGate(), log)
  if (small) return [gate]
  return withInstance(log, async ({ database }) => {
    const scene = await createMatrixWorld(database)
    const options = { states: STATES, log }
    const rows = [
      gate,
      rowOf('over HTTP', await runOverHttp(scene, options), log),
      rowOf('by raw SQL', await runBySql(scene, options), log),
    ]
    await scene.close()
    return rows
  })
}

function rowOf(where: string, { cells, allowed, denied, failures }: Tally, log: Context['log']): Row {
  for (const failure of failures.slice(0, 50)) log(failure)
  return {
    name: `matrix ${where}: cells that differ`,
    measured: `${failures.length} of ${cells} (${allowed} allowed, ${denied} denied)`,
    mark: '0',
    ok: failures.length === 0,
  }
}
