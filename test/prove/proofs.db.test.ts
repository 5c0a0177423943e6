import { expect, test } from 'vitest'
import type { Measure } from '../../scripts/lib/marks.ts'
import * as erase from './erase.prove.ts'
import * as exported from './export.prove.ts'
import * as kill from './kill.prove.ts'
import * as marked from './marked.prove.ts'
import * as tamper from './tamper.prove.ts'

/** Each proof in small, with a seed that is printed. `denials` has tests of its own in test/denials. */
const PROOFS: readonly Measure[] = [erase, exported, kill, marked, tamper]

test.each(PROOFS)('the proof "$name" in small', { timeout: 240_000 }, async (proof) => {
  const seed = Math.floor(Math.random() * 2 ** 31)
  const said: string[] = [`seed ${seed}`]
  const rows = await proof.run({ small: true, seed, log: (line) => said.push(line) })
  expect({ said: rows.every(({ ok }) => ok) ? [] : said, missed: rows.filter(({ ok }) => !ok) }).toEqual({
    said: [],
    missed: [],
  })
})
