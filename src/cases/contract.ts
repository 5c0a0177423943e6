import { z } from 'zod'
import { defineOperation } from '#access/index.ts'
import { partialDateSchema } from '#platform/pure/partial-date.ts'
import type { CaseRow } from './view.ts'

/** The operations on files. There is one write, `appendEntries`; everything else reads. */
const id = z.uuid()
const streamKind = z.enum(['case', 'identity', 'referral', 'import'])
const reason = z.enum(['owner', 'pending-owner', 'supervisor', 'referral', 'importer'])

export const entryResult = z.discriminatedUnion('outcome', [
  z.object({ id, outcome: z.literal('accepted'), seq: z.int(), head: z.string(), receivedAt: z.int() }),
  z.object({ id, outcome: z.literal('refused'), code: z.string() }),
  z.object({ id, outcome: z.literal('other-content') }),
  z.object({ id, outcome: z.literal('held') }),
  z.object({ id, outcome: z.literal('quarantined') }),
])

/** An entry as it is stored: its author's bytes as text, and the place the server gave it. */
export const placedEntry = z.object({ seq: z.int(), receivedAt: z.int(), text: z.string() })

/** A stream with its entries. */
export const openedStream = z.object({
  id,
  kind: streamKind,
  seq: z.int(),
  head: z.string(),
  /** Why the reader may open it. */
  reasons: z.array(reason),
  entries: z.array(placedEntry),
})

/** Attachments announced in these streams whose bytes have not all arrived. */
const awaited = z.array(id)

export const appendEntries = defineOperation({
  id: 'appendEntries',
  method: 'POST',
  path: '/entries',
  summary: 'Append up to 50 entries; a result for each',
  body: z
    .object({
      entries: z
        .array(z.object({ stream: id, id, text: z.string().min(2).max(120_000) }).strict())
        .min(1)
        .max(50),
    })
    .strict(),
  answer: z.object({ results: z.array(entryResult) }),
  problems: ['bad-input', 'not-signed-in', 'too-large', 'too-many-requests'],
  policy: { who: 'signed-in', because: 'the stream decides, under its lock, in the database' },
  audit: { action: 'entries.append', nature: 'change' },
})

export const sync = defineOperation({
  id: 'sync',
  method: 'GET',
  path: '/sync',
  summary: 'Granted streams with their heads',
  answer: z.object({
    streams: z.array(
      z.object({ id, file: id, kind: streamKind, seq: z.int(), head: z.string(), reasons: z.array(reason) }),
    ),
    /** Until when what was fetched may be kept on the device, ISO instant. */
    lease: z.string(),
  }),
  problems: ['not-signed-in'],
  policy: { who: 'signed-in', because: 'row security shows granted streams only' },
  audit: { action: 'streams.list', nature: 'look' },
})

export const readEntries = defineOperation({
  id: 'readEntries',
  method: 'GET',
  path: '/streams/:stream/entries',
  summary: 'Entries of one granted stream after a sequence number',
  params: z.object({ stream: id }),
  query: z.object({ after: z.coerce.number().int().min(0).default(0) }),
  answer: z.object({ entries: z.array(placedEntry) }),
  problems: ['not-signed-in', 'not-found'],
  policy: { who: 'signed-in', because: 'row security shows granted streams only' },
  audit: { action: 'entries.read', nature: 'look' },
})

/** One row of the caseload: from sealed summaries, never from plain columns (`view/row.ts` says what each means). */
export const caseloadRow = z.object({
  file: id,
  alias: z.string(),
  code: z.string(),
  sex: z.enum(['female', 'male', 'unknown']),
  birth: partialDateSchema,
  age: z.object({ min: z.int(), max: z.int() }).nullable(),
  place: z.object({ village: z.string().optional(), subdistrict: z.string().optional() }).nullable(),
  stage: z.enum(['identification', 'closed']),
  stageSince: z.string(),
  owner: id.nullable(),
  handOver: z.object({ to: id, by: id, since: z.string(), days: z.int(), offeredToMe: z.boolean() }).nullable(),
  lastContact: z.object({ day: z.string(), days: z.int().nullable(), where: z.string() }).nullable(),
  waiting: z.array(
    z.object({
      stream: id,
      team: id,
      need: z.string(),
      turn: z.enum(['provider', 'helper', 'nobody']),
      since: z.string(),
      days: z.int(),
      answerBy: z.string(),
      late: z.boolean(),
    }),
  ),
  referralsAnswered: z.enum(['met', 'unmet', 'unknown']),
  conflicts: z.array(z.string()),
  /** A message of the catalogue, with its due day. */
  next: z
    .object({ code: z.string(), key: z.string(), params: z.unknown(), due: z.string().nullable(), late: z.boolean() })
    .nullable(),
  // The same shape with its exact types; the schema above also documents it in OpenAPI.
}) as unknown as z.ZodType<CaseRow>

export const readCaseload = defineOperation({
  id: 'readCaseload',
  method: 'POST',
  path: '/caseload',
  summary:
    'One page of the files one works on. A search may be a true name, so it travels in the body, never in the address',
  body: z
    .object({
      search: z.string().trim().max(100).default(''),
      show: z.enum(['open', 'waiting', 'conflict', 'closed', 'hand-over', 'all']).default('open'),
      sort: z.enum(['next', 'alias', 'contact', 'age']).default('next'),
      owner: id.optional(),
      from: z.int().min(0).default(0),
    })
    .strict(),
  answer: z.object({
    rows: z.array(caseloadRow),
    total: z.int(),
    counts: z.object({ open: z.int(), waiting: z.int(), conflict: z.int(), closed: z.int() }),
    /** Aliases found through a true name: the name itself does not come back. */
    byName: z.array(id),
  }),
  problems: ['bad-input', 'not-signed-in', 'not-allowed'],
  policy: { who: 'permitted', needs: 'caseload.read' },
  audit: { action: 'caseload.read', nature: 'look' },
})

export const readFile = defineOperation({
  id: 'readFile',
  method: 'GET',
  path: '/files/:file',
  summary: 'A file: its streams with their entries, without the identity stream',
  params: z.object({ file: id }),
  answer: z.object({
    streams: z.array(openedStream),
    /** Whether there is an identity stream that the reader may ask for. */
    identity: z.object({ stream: id, seq: z.int(), head: z.string() }).nullable(),
    awaited,
  }),
  problems: ['not-signed-in', 'not-found'],
  policy: { who: 'signed-in', because: 'row security shows granted streams only' },
  audit: { action: 'file.read', nature: 'look' },
})

export const showTrueName = defineOperation({
  id: 'showTrueName',
  method: 'POST',
  path: '/files/:file/identity',
  summary: 'The identity stream of a file, asked for by a person; each time leaves a leaf of its own',
  params: z.object({ file: id }),
  answer: z.object({ stream: openedStream }),
  problems: ['not-signed-in', 'not-found'],
  policy: { who: 'permitted', needs: 'file.write' },
  audit: { action: 'identity.look', nature: 'look' },
})

export const readFileAccess = defineOperation({
  id: 'readFileAccess',
  method: 'GET',
  path: '/files/:file/access',
  summary: 'Who may open this file, why, until when; and who has looked',
  params: z.object({ file: id }),
  answer: z.object({
    grants: z.array(
      z.object({
        stream: id,
        kind: streamKind,
        person: id.nullable(),
        team: id.nullable(),
        reason,
        givenBy: id.nullable(),
        since: z.string(),
        until: z.string().nullable(),
      }),
    ),
    looks: z.array(
      z.object({ at: z.string(), person: id.nullable(), action: z.string(), outcome: z.string(), kind: streamKind }),
    ),
  }),
  problems: ['not-signed-in', 'not-found'],
  policy: { who: 'permitted', needs: 'file.write' },
  audit: { action: 'access.read', nature: 'look' },
})

export const printFile = defineOperation({
  id: 'printFile',
  method: 'POST',
  path: '/files/:file/print',
  summary: 'A summary of the file is printed: what is on paper is out of our hands, so it is recorded before',
  params: z.object({ file: id }),
  answer: z.object({}),
  problems: ['not-signed-in', 'not-allowed', 'not-found'],
  policy: { who: 'permitted', needs: 'file.write' },
  audit: { action: 'file.print', nature: 'look' },
})

export const readReferrals = defineOperation({
  id: 'readReferrals',
  method: 'GET',
  path: '/referrals',
  summary: 'Referral streams sent to the provider one works for',
  answer: z.object({ streams: z.array(openedStream), awaited }),
  problems: ['not-signed-in', 'not-allowed'],
  policy: { who: 'permitted', needs: 'referral.read' },
  audit: { action: 'referrals.read', nature: 'look' },
})

export const readQuarantine = defineOperation({
  id: 'readQuarantine',
  method: 'GET',
  path: '/quarantine',
  summary: 'Late entries set aside, for the present owner to decide; for a writer, their own without content',
  answer: z.object({
    items: z.array(
      z.object({
        id,
        stream: id,
        by: id,
        receivedAt: z.int(),
        /** Null for one's own: the file is somebody else's now. */
        text: z.string().nullable(),
        /** Of which child, for who decides. */
        child: z.object({ file: id, kind: streamKind, alias: z.string(), code: z.string() }).nullable(),
        /** Its attachments whose bytes have not all arrived, for who decides. */
        awaited,
      }),
    ),
  }),
  problems: ['not-signed-in'],
  policy: { who: 'signed-in', because: 'row security shows items of owned streams, and one’s own' },
  audit: { action: 'quarantine.read', nature: 'look' },
})

/** Why a late entry is left out: all that its writer is told, so it is a word of this list and never a sentence about the file. */
export const LEFT_OUT_BECAUSE = ['already-there', 'wrong-child', 'not-so', 'unsaid'] as const
export type LeftOutBecause = (typeof LEFT_OUT_BECAUSE)[number]

export const decideQuarantine = defineOperation({
  id: 'decideQuarantine',
  method: 'POST',
  path: '/quarantine/:id',
  summary: 'Take a late entry into the story, or leave it out',
  params: z.object({ id }),
  body: z.union([
    z.object({ take: z.literal(true) }).strict(),
    z.object({ take: z.literal(false), because: z.enum(LEFT_OUT_BECAUSE) }).strict(),
  ]),
  answer: z.object({ result: entryResult.nullable() }),
  problems: ['bad-input', 'not-signed-in', 'not-found', 'changed-meanwhile'],
  policy: { who: 'permitted', needs: 'file.write' },
  audit: { action: 'quarantine.decide', nature: 'change' },
})

/** What became of one late entry, as its writer may know it: who decided and when, and one word why. Nothing of the file. */
const lateState = z.discriminatedUnion('state', [
  z.object({ id, state: z.literal('waiting') }),
  z.object({ id, state: z.literal('taken'), by: id, at: z.string() }),
  z.object({ id, state: z.literal('left-out'), by: id, at: z.string(), because: z.enum(LEFT_OUT_BECAUSE) }),
])

export const readOwnLate = defineOperation({
  id: 'readOwnLate',
  method: 'POST',
  path: '/late-entries',
  summary:
    'What became of one’s own late entries. An id that is not one’s own is answered like one that does not exist: not at all',
  body: z.object({ ids: z.array(id).min(1).max(50) }).strict(),
  answer: z.object({ items: z.array(lateState) }),
  problems: ['bad-input', 'not-signed-in'],
  policy: { who: 'signed-in', because: 'one’s own late entries only, whatever one may open now' },
  audit: { action: 'quarantine.own', nature: 'look' },
})

const blobState = z.object({
  /** Bytes of the whole. */
  size: z.int(),
  /** Bytes of each chunk but the last. */
  chunk: z.int(),
  /** Numbers of the chunks that are kept, from 0, rising. */
  received: z.array(z.int()),
  /** All of it is there, and was what its entry says. */
  complete: z.boolean(),
})

export const putBlobChunk = defineOperation({
  id: 'putBlobChunk',
  method: 'PUT',
  path: '/blobs/:blob/:chunk',
  summary:
    'One chunk of an attachment that an accepted entry has announced; sending it again is harmless. The last one completes it',
  params: z.object({ blob: id, chunk: z.coerce.number().int().min(0).max(63) }),
  wire: 'bytes-in',
  answer: blobState,
  problems: ['bad-input', 'not-signed-in', 'not-found', 'too-large', 'too-many-requests', 'unreadable-file'],
  policy: { who: 'signed-in', because: 'the database shows attachments of granted streams, and of the own entries' },
  audit: { action: 'attachment.receive', nature: 'change' },
})

export const readBlobState = defineOperation({
  id: 'readBlobState',
  method: 'GET',
  path: '/blobs/:blob/state',
  summary: 'Which chunks of an attachment are there, to go on where it was cut off',
  params: z.object({ blob: id }),
  answer: blobState,
  problems: ['not-signed-in', 'not-found'],
  policy: { who: 'signed-in', because: 'the database shows attachments of granted streams, and of the own entries' },
  audit: { action: 'attachment.state', nature: 'look' },
})

export const readBlob = defineOperation({
  id: 'readBlob',
  method: 'GET',
  path: '/blobs/:blob',
  summary: 'A complete attachment, as its bytes',
  params: z.object({ blob: id }),
  wire: 'bytes-out',
  answer: z.unknown(),
  problems: ['not-signed-in', 'not-found'],
  policy: { who: 'signed-in', because: 'row security shows attachments of granted streams only' },
  audit: { action: 'attachment.read', nature: 'look' },
})
