import { describe, expect, it } from 'vitest'
import { barItems, visibleItems } from './navigation.ts'

const always = () => true

describe('navigation', () => {
  it('shows what a person may do', () => {
    const words = visibleItems(['caseload.read', 'file.write'], always).map((i) => i.word)
    expect(words).toEqual(['today', 'children', 'outbox', 'handOver', 'quarantine', 'account'])
  })
  it('does not show what a person may not do', () => {
    expect(visibleItems(['health.read'], always).map((i) => i.to)).not.toContain('/children')
  })
  it('names the same list by what it holds', () => {
    const words = visibleItems(['caseload.read', 'team.read'], always).map((i) => i.word)
    expect(words).toContain('team')
    expect(words).not.toContain('children')
  })
  it('does not show what has no screen', () => {
    expect(visibleItems(['caseload.read'], (to) => to === '/children').map((i) => i.to)).toEqual(['/children'])
  })
  it('keeps the bar to four places', () => {
    expect(barItems(visibleItems(['caseload.read', 'team.read', 'file.write', 'people.read'], always))).toHaveLength(4)
  })
})
