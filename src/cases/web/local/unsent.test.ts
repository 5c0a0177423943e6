import { expect, test } from 'vitest'
import type { Call } from '#platform/pure/client.ts'
import { composeEntry, NO_BASE } from '../../file/compose.ts'
import type { Entry } from '../../file/entry.ts'
import { unsentFileText } from '../../outbox/model/unsent-file.ts'
import { asItem, lookInto, writtenOf } from './unsent.ts'

const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
const [ME, DEVICE, FILE, IDENTITY, OLD] = [uuid(1), uuid(2), uuid(3), uuid(4), uuid(5)]
let counter = 0
const random = (n: number) => new Uint8Array(n).fill((counter += 1))
const occurred = { precision: 'day', value: '2026-11-02' }

function write(stream: string, kind: string, data: Record<string, unknown>): Entry {
  const author = { by: ME, device: DEVICE }
  return composeEntry(
    random,
    '2026-11-24T09:40:00.000+07:00',
    author,
    { stream, n: 1, base: NO_BASE },
    { kind, kv: 1, data },
  )
}

const registered = write(FILE, 'registered', { alias: 'Rusa', code: 'AWN-2B3C', identity: IDENTITY })
const identity = write(IDENTITY, 'identity-set', { file: FILE, facts: { trueName: 'Rusa Beringin' } })
const later = write(IDENTITY, 'facts-set', { facts: {} })
const note = write(OLD, 'note', { text: 'Ia tersenyum.', occurred })

/** An office that answers these for entries it is asked to open, and `unreadable` for others. */
function officeWith(answers: Readonly<Record<string, object>>, asked: string[] = []): Call {
  const call = async (_: unknown, { body }: { body: { entries: readonly { id: string }[] } }) => {
    asked.push(...body.entries.map(({ id }) => id))
    return { entries: body.entries.map(({ id }) => ({ id, outcome: 'unreadable', ...answers[id] })) }
  }
  return call as unknown as Call // only this one operation is asked
}

const own = (entry: Entry, child: object | null = null, knownDevice = true) => ({
  [entry.id]: { outcome: 'own', text: JSON.stringify(entry), knownDevice, child },
})
const fileOf = (...entries: readonly Entry[]) =>
  unsentFileText(entries.map(({ id, stream }) => ({ id, stream, sealed: 'AAAA' })))

test('entries are shown in the order of writing, each with its child', async () => {
  const office = officeWith({
    ...own(registered),
    ...own(identity),
    ...own(later),
    ...own(note, { file: OLD, alias: 'Kancil', code: 'AWN-4K7M' }, false),
  })
  const found = await lookInto(fileOf(registered, identity, later, note), office, new Set())
  expect(found?.own.map(({ entry, label, knownDevice }) => [entry, label, knownDevice])).toEqual([
    [registered, { alias: 'Rusa', code: 'AWN-2B3C' }, true],
    [identity, { alias: 'Rusa', code: 'AWN-2B3C' }, true],
    [later, { alias: 'Rusa', code: 'AWN-2B3C', file: FILE }, true],
    [note, { alias: 'Kancil', code: 'AWN-4K7M' }, false],
  ])
  expect(found?.own.map((one) => writtenOf(one).opens)).toEqual([true, true, false, false])
  expect(found?.own.map((one) => asItem(one, ME))[3]).toMatchObject({ id: note.id, text: JSON.stringify(note) })
})

test('what lies here already is not asked for; what is not the person’s is counted', async () => {
  const asked: string[] = []
  const office = officeWith({ [identity.id]: { outcome: 'of-another' }, [later.id]: { outcome: 'gone' } }, asked)
  const found = await lookInto(fileOf(registered, identity, later, note), office, new Set([registered.id]))
  expect(found).toEqual({ own: [], here: 1, ofAnother: 1, gone: 1, unreadable: 1 })
  expect(asked).not.toContain(registered.id)
})

test('an entry that would be sent with other bytes than it was written with is not read', async () => {
  const spaced = { [note.id]: { outcome: 'own', text: JSON.stringify(note, null, 1), knownDevice: true, child: null } }
  expect(await lookInto(fileOf(note), officeWith(spaced), new Set())).toMatchObject({ own: [], unreadable: 1 })
})

test('another file is none, and the office is not asked', async () => {
  const asked: string[] = []
  expect(await lookInto('{"lindung":"unsent/2"}', officeWith({}, asked), new Set())).toBeNull()
  expect(asked).toEqual([])
})
