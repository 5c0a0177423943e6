import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { afterEvent, blockedBy, OUTBOX_EVENTS, OUTBOX_STATES, type Ordered, UNFINISHED } from './machine.ts'

const anyEvents = fc.array(fc.constantFrom(...OUTBOX_EVENTS), { maxLength: 30 })

describe('the outbox machine', () => {
  test('knows every state and never leaves the table', () => {
    fc.assert(
      fc.property(anyEvents, (events) => {
        let state = afterEvent('queued', 'send')
        for (const event of events) state = afterEvent(state, event)
        expect(OUTBOX_STATES).toContain(state)
      }),
    )
  })

  test('finishes an item only when all of it has arrived, by its writer, or by the owner who decides', () => {
    const finishing = new Set(['files-arrived', 'files-given-up', 'withdraw', 'put-away'])
    fc.assert(
      fc.property(fc.constantFrom(...UNFINISHED), fc.constantFrom(...OUTBOX_EVENTS), (state, event) => {
        const next = afterEvent(state, event)
        if (!UNFINISHED.has(next)) expect(finishing.has(event)).toBe(true)
      }),
    )
  })

  test('keeps a late entry until its writer has read what became of it, and sends it again only when the office has lost it', () => {
    expect(afterEvent('quarantined', 'send')).toBe('quarantined')
    expect(afterEvent('quarantined', 'files-arrived')).toBe('quarantined')
    expect(afterEvent('quarantined', 'decided.taken')).toBe('accepted')
    expect(afterEvent('quarantined', 'decided.unknown')).toBe('queued')
    const leftOut = afterEvent('quarantined', 'decided.left-out')
    expect(UNFINISHED.has(leftOut)).toBe(true)
    expect(UNFINISHED.has(afterEvent(leftOut, 'put-away'))).toBe(false)
    // Somebody else's decision is told of late entries only.
    for (const state of OUTBOX_STATES)
      if (state !== 'quarantined') {
        expect(afterEvent(state, 'decided.taken')).toBe(state)
        expect(afterEvent(state, 'decided.left-out')).toBe(state)
        expect(afterEvent(state, 'decided.unknown')).toBe(state)
      }
  })

  test('does not send a refused item again', () => {
    expect(afterEvent('refused', 'send')).toBe('refused')
    expect(afterEvent('accepted', 'send')).toBe('accepted')
    expect(afterEvent('accepted', 'files-refused')).toBe('accepted')
  })
})

describe('blocked items', () => {
  const item = (id: string, over: Partial<Ordered> = {}): Ordered => ({
    id,
    stream: 's',
    state: 'queued',
    refs: [],
    opens: false,
    ...over,
  })

  test('wait for what they refer to, and for the entry that opens their stream', () => {
    const items = [item('a', { state: 'refused' }), item('b', { refs: ['a'] }), item('c')]
    expect([...blockedBy(items)]).toEqual(['b'])
    expect([
      ...blockedBy([item('a', { state: 'refused', opens: true }), item('b'), item('x', { stream: 't' })]),
    ]).toEqual(['b'])
  })
})
