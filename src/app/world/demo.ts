import { newUuid4, type RandomBytes } from '#platform/pure/bytes/index.ts'
import { createBook, type Book, type Writer } from './book.ts'
import { calendarFrom } from './calendar.ts'
import { CAST } from './cast.ts'
import { ANIMALS } from './names.data.ts'
import { looksOf, routine } from './routine.ts'
import type { Scene, Told } from './scene.ts'
import { chanceOf } from './seeded.ts'
import { kancil } from './story-kancil.ts'
import { handOversOfOthers, offeredToSari } from './story-hand-overs.ts'
import { sarisChildren } from './story-states.ts'

/** Same seed, same world: only the dates move with the day on which it is made. */
const SEED = 24_11_2026

/** How many files each colleague has by chance; with the told ones, 96 in team Awan and 9 of Tirta's. */
const SHARES = [
  [CAST.bayu, 21],
  [CAST.melati, 19],
  [CAST.dahlia, 21],
  [CAST.cempaka, 20],
] as const
const TIRTA = 9
const EMBUN = 6

/**
 * The whole invented world of the demo, with dates relative to `now`. Ids of streams come from `random`: a child that was erased in one
 * demo is not the child of the next one, and a browser that still holds the old one does not mix the two.
 */
export function demoWorld(now: Date, random: RandomBytes): Book {
  const chance = chanceOf(SEED)
  const newStream = () => newUuid4(random)
  const scene: Scene = { book: createBook(chance), chance, calendar: calendarFrom(now), newStream }
  kancil(scene)
  sarisChildren(scene)
  offeredToSari(scene)
  const aliases = ANIMALS.values()
  const colleagues = SHARES.map(([by, files]) => many(scene, by, CAST.wira, files, aliases))
  const [bayus, melatis] = colleagues
  const [first, second] = [bayus?.[0], melatis?.[1]]
  if (first !== undefined) handOversOfOthers(scene, { told: first, by: CAST.bayu, to: CAST.melati }, 'declined')
  if (second !== undefined) handOversOfOthers(scene, { told: second, by: CAST.melati, to: CAST.dahlia }, 'withdrawn')
  many(scene, CAST.tirta, CAST.kabut, TIRTA, aliases)
  many(scene, CAST.kabut, CAST.kabut, EMBUN, aliases)
  return scene.book
}

function many(scene: Scene, by: Writer, supervisor: Writer, files: number, aliases: Iterator<string>): readonly Told[] {
  return Array.from({ length: files }, (_, i) => {
    const alias: unknown = aliases.next().value
    if (typeof alias !== 'string') throw new Error('the invented world has run out of animals')
    const number = i + scene.chance.below(3) * 7
    const told = routine(scene, {
      alias,
      by,
      supervisor,
      days: 30 + scene.chance.below(330),
      entries: 2 + scene.chance.below(12),
      number,
    })
    looksOf(scene, told, supervisor)
    return told
  })
}
