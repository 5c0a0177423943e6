import type { Scene } from './scene.ts'
import { bangau, cendrawasih, kenari, kutilang, rusa } from './story-facts.ts'
import { landak, trenggiling } from './story-hand-overs.ts'
import { bulbul, camar, jalak, merak, pipit, tupai } from './story-referrals.ts'

/** Sari's other children. Each shows something that a screen must be able to say. */
const STORIES: readonly ((scene: Scene) => void)[] = [
  merak,
  bulbul,
  pipit,
  rusa,
  kenari,
  tupai,
  camar,
  jalak,
  bangau,
  landak,
  trenggiling,
  cendrawasih,
  kutilang,
]

export function sarisChildren(scene: Scene): void {
  for (const story of STORIES) story(scene)
}
