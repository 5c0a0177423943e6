import { describe, expect, test } from 'vitest'
import { caseRow } from '../../view.ts'
import { FILE, item, REGISTERED, uuid, VISIT } from './items.test-support.ts'
import { localStream, notFetched, openedHere, registrationsIn, waitingFor } from './streams.ts'

const registered = item('registered', REGISTERED)
const visit = item('visit', VISIT)
const fetched = {
  id: FILE,
  kind: 'case' as const,
  reasons: ['owner' as const],
  seq: 1,
  entries: [{ seq: 1, receivedAt: 1, text: registered.text }],
}

describe('a stream on this device', () => {
  test('shows what waits here on top of what was fetched, and an entry that is in both once', () => {
    const stream = localStream(fetched, [registered, visit])
    expect(stream.entries.map(({ entry, seq }) => [entry.kind, seq])).toEqual([
      ['registered', 1],
      ['visit', 2],
    ])
    expect([...stream.pending]).toEqual([visit.id])
    expect(stream.state.items['visit']?.count).toBe(1)
  })

  test('shows an entry that has just arrived, but no longer as waiting', () => {
    const arrived = { ...visit, state: 'complete' as const, answeredAt: 500 }
    expect(notFetched([arrived], 400)).toEqual([arrived])
    expect(localStream(fetched, [arrived]).pending.size).toBe(0)
    // What was fetched after it arrived says by itself whether it is there.
    expect(notFetched([arrived], 501)).toEqual([])
  })

  test('leaves out what was refused, set aside or withdrawn', () => {
    const gone = (['refused', 'quarantined', 'withdrawn', 'left-out'] as const).map((state) => ({ ...visit, state }))
    expect(notFetched(gone, 0)).toEqual([])
  })
})

describe('a child registered without network', () => {
  test('has a file at once, with whatever was written into it', () => {
    const [stream] = openedHere(FILE, undefined, [registered, visit])
    expect(stream?.entries).toHaveLength(2)
    expect(caseRow([stream!], '2026-11-24')).toMatchObject({ alias: 'Kancil', lastContact: { day: '2026-11-24' } })
    expect(registrationsIn([registered, visit])).toEqual([registered])
  })

  test('is the answer’s as soon as the answer holds it', () => {
    expect(
      openedHere(FILE, { streams: [{ ...fetched, head: '' }], identity: null, awaited: [] }, [registered]),
    ).toEqual([])
  })

  test('counts its identity among what waits, and never shows it', () => {
    const identity = item(
      'identity-set',
      { file: FILE, facts: { trueName: 'Kancil Beringin' } },
      { stream: uuid(2000) },
    )
    expect(waitingFor(FILE, [registered, visit, identity])).toBe(3)
    expect(openedHere(FILE, undefined, [registered, identity]).map(({ kind }) => kind)).toEqual(['case'])
  })
})
