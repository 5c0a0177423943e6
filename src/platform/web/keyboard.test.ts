import { describe, expect, it } from 'vitest'
import { nextIndex } from './keyboard.ts'

describe('nextIndex', () => {
  it('moves and stops at the ends', () => {
    expect(nextIndex('ArrowDown', -1, 3)).toBe(0)
    expect(nextIndex('j', 2, 3)).toBe(2)
    expect(nextIndex('k', 0, 3)).toBe(0)
    expect(nextIndex('End', 0, 3)).toBe(2)
  })
  it('answers nothing for other keys and for empty lists', () => {
    expect(nextIndex('x', 0, 3)).toBeNull()
    expect(nextIndex('j', 0, 0)).toBeNull()
  })
})
