import { describe, expect, it } from 'vitest'
import { barItems, visibleItems } from './navigation.ts'

const always = () => true

describe('navigation', () => {
  it('shows what a person may do', () => {
    const words = visibleItems(['case.list', 'case.append'], always).map((i) => i.word)
    expect(words).toEqual(['today', 'children', 'outbox', 'account'])
  })
  it('does not show what a person may not do', () => {
    expect(visibleItems(['instance.health'], always).map((i) => i.to)).not.toContain('/children')
  })
  it('does not show what has no screen', () => {
    expect(visibleItems(['case.list'], (to) => to === '/children').map((i) => i.to)).toEqual(['/children'])
  })
  it('keeps the bar to four places', () => {
    expect(
      barItems(visibleItems(['case.list', 'case.team', 'case.append', 'case.accept', 'people.read'], always)),
    ).toHaveLength(4)
  })
})
