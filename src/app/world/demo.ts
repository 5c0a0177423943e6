import { createBook, type Book } from './book.ts'
import { calendarFrom } from './calendar.ts'
import { chanceOf } from './seeded.ts'
import { kancil } from './story-kancil.ts'
import type { Scene } from './scene.ts'

/** Same seed, same world: only the dates move with the day on which it is made. */
const SEED = 24_11_2026

/** The whole invented world of the demo, with dates relative to `now`. */
export function demoWorld(now: Date): Book {
  const chance = chanceOf(SEED)
  const scene: Scene = { book: createBook(chance), chance, calendar: calendarFrom(now) }
  kancil(scene)
  return scene.book
}
