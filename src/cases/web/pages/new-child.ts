/** What a new file begins with: a code that nobody near has, and an alias to suggest. */
import type { RandomBytes } from '#platform/pure/bytes/index.ts'
import { ALIASES } from './aliases.table.ts'

/** Crockford's letters and figures: none that is read as another. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** `AWN-4K7M`: the team's three letters and four of 32 signs, none of `taken`. */
export function newCode(team: string, taken: ReadonlySet<string>, random: RandomBytes): string {
  for (let length = 4; ; length = 6) {
    for (let tries = 0; tries < 50; tries += 1) {
      const signs = [...random(length)].map((byte) => LETTERS[byte & 31] ?? '0').join('')
      const code = `${team}-${signs}`
      if (!taken.has(code)) return code
    }
  }
}

/** An alias that no child near has; when all are taken, one of them with a number. `not` is the one that did not please. */
export function newAlias(taken: ReadonlySet<string>, random: RandomBytes, not = ''): string {
  const free = ALIASES.filter((alias) => !taken.has(alias) && alias !== not)
  const from = free.length > 0 ? free : ALIASES
  const [a = 0, b = 0] = random(2)
  const alias = from[(a * 256 + b) % from.length] ?? 'Embun'
  if (!taken.has(alias)) return alias
  for (let n = 2; ; n += 1) if (!taken.has(`${alias} ${n}`)) return `${alias} ${n}`
}
