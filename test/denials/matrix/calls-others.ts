import { randomUUID } from 'node:crypto'
import { unsentAad } from '#cases/outbox/model/unsent-file.ts'
import { fromBase64, toBase64, utf8 } from '#platform/pure/bytes/index.ts'
import { sealTo } from '#platform/web/crypto/index.ts'
import { readSession } from '#access/contract.ts'
import { penOf } from '../../support/pen.ts'
import type { Asking, Way } from './asking.ts'
import { noted, wordOf } from './world.ts'

/** How every operation is asked but appending, and those of lists of children. */
const ofFile: Way = { send: ({ file }) => ({ params: { file: file.streams.case } }) }
const nothing: Way = { send: () => ({}), once: true }
const secret = () => `${randomUUID()}${randomUUID()}`
const stream = ({ file, stream: name }: Asking) => file.streams[name]
const showsStream: Way['shows'] = (text, asking) => text.includes(stream(asking))
const blob = (which: 'blob' | 'lateBlob', chunk?: string): Way => ({
  send: ({ file }) => ({
    params: { blob: file[which], ...(chunk === undefined ? {} : { chunk }) },
    ...(chunk === undefined ? {} : { bytes: Buffer.from('Surat dari sekolah') }),
  }),
})
const permits = (command: string): Way => ({ send: () => ({ body: { command } }), once: true })
const member: Way['send'] = ({ scene }) => ({ params: { person: scene.people.elsewhere.id } })

/** An own session on another device. */
const another: Way['before'] = ({ person }) => [
  `insert into access.session (token_hash, id, person_id, device_id, until) values (sha256($1::text::bytea), $2, $2, $2, now() + interval '1 day')`,
  [person.id, person.id],
]

export const OTHER_CALLS: Readonly<Record<string, Way>> = {
  // The door answers whoever knocks; a wrong word is told as one.
  signIn: {
    send: () => ({ body: { login: randomUUID(), password: 'salah', device: randomUUID() } }),
    done: 401,
    once: true,
    heavy: true,
  },
  useLink: {
    send: () => ({ body: { secret: secret(), password: 'kata sandi baru', device: randomUUID() } }),
    done: 401,
    once: true,
    heavy: true,
  },
  readSession: nothing,
  signOut: nothing,
  readMySessions: nothing,
  'endMySession: own': { send: ({ person }) => ({ params: { session: person.id } }), before: another, once: true },
  'endMySession: of another': { send: ({ file }) => ({ params: { session: file.session } }), once: true },
  readDirectory: nothing,
  addPerson: {
    send: ({ scene }) => ({
      body: { name: 'Orang Baru', login: randomUUID(), team: scene.teams.elsewhere, role: 'caseworker' },
    }),
    once: true,
  },
  renewLink: { send: member, once: true },
  removePerson: { send: member, once: true },
  'permitCommand: backup': permits('backup'),
  'permitCommand: rebuild': permits('rebuild'),
  'permitCommand: erase': permits('erase'),
  'permitCommand: import': permits('import'),
  'permitCommand: undo-import': permits('undo-import'),

  // A referral names its file: what counts is the stream itself.
  sync: { send: () => ({}), shows: (text, asking) => text.includes(`"id":"${stream(asking)}"`) },
  readCaseload: { send: () => ({ body: { show: 'all' } }), shows: showsStream },
  readReferrals: { send: () => ({}), shows: showsStream },
  readFile: ofFile,
  readEntries: { send: (asking) => ({ params: { stream: stream(asking) } }) },
  'readEntries: of the identity': { send: (asking) => ({ params: { stream: stream(asking) } }) },
  showTrueName: ofFile,
  readFileAccess: ofFile,
  printFile: ofFile,

  readQuarantine: { send: () => ({}), shows: (text, { file }) => text.includes(file.late) },
  'readQuarantine: its text': { send: () => ({}), shows: (text, { state }) => text.includes(wordOf('late', state)) },
  'decideQuarantine: leave out': {
    send: ({ file }) => ({ params: { id: file.late }, body: { take: false, because: 'unsaid' } }),
  },
  'decideQuarantine: take in': { send: ({ file }) => ({ params: { id: file.late }, body: { take: true } }) },
  readOwnLate: {
    send: ({ file }) => ({ body: { ids: [file.late] } }),
    shows: (text, { file }) => text.includes(file.late),
  },

  putBlobChunk: blob('blob', '0'),
  readBlobState: blob('blob'),
  readBlob: blob('blob'),
  'putBlobChunk: late': blob('lateBlob', '0'),
  'readBlobState: late': blob('lateBlob'),
  'readBlob: late': blob('lateBlob'),

  openUnsent: { send: unsent, shows: (text) => text.includes('"outcome":"own"') },
}

/** An entry of one's own to this stream, sealed to the instance as a device does. */
async function unsent(asking: Asking) {
  const { instanceKey } = await asking.scene.people.owner.call(readSession)
  const entry = penOf(asking.person).write(stream(asking), 'note', noted('Di jalan'))
  const sealed = await sealTo(fromBase64(instanceKey), utf8(JSON.stringify(entry)), utf8(unsentAad(entry.id)))
  return { body: { entries: [{ id: entry.id, stream: entry.stream, sealed: toBase64(sealed) }] } }
}
