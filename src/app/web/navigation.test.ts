import { describe, expect, it } from 'vitest'
import { barItems, isOthersPlace, visibleItems } from './navigation.ts'

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
  it('says which places belong to other roles', () => {
    expect(isOthersPlace('/health', ['caseload.read'])).toBe(true)
    expect(isOthersPlace('/children', ['referral.read'])).toBe(true)
  })
  it('leaves open what a person may open, what everybody may, and what is no place of the navigation', () => {
    expect(isOthersPlace('/health', ['health.read'])).toBe(false)
    expect(isOthersPlace('/children', ['team.read'])).toBe(false)
    expect(isOthersPlace('/account', [])).toBe(false)
    expect(isOthersPlace('/children/00000000-0000-4000-8000-000000000000', [])).toBe(false)
  })
  it('leaves open to everybody where one’s own unsent work waits', () => {
    expect(isOthersPlace('/outbox', [])).toBe(false)
    expect(isOthersPlace('/quarantine', [])).toBe(false)
  })
})
