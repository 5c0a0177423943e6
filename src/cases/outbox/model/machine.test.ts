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
    const finishing = new Set(['files-arrived', 'files-given-up', 'withdraw', 'decided.left-out'])
    fc.assert(
      fc.property(fc.constantFrom(...UNFINISHED), fc.constantFrom(...OUTBOX_EVENTS), (state, event) => {
        const next = afterEvent(state, event)
        if (!UNFINISHED.has(next)) expect(finishing.has(event)).toBe(true)
      }),
    )
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
