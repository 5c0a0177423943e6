/**
 * Who may do what, in words that can be read without the program. Nothing here is taken from the code under test: `matrix/` asks every
 * operation, every kind of entry and every table and function of the database, as everybody below, and compares.
 *
 * One child's file consists of streams. It was registered by a worker who then handed it over (`former`); it has an owner, who is in a
 * team; it was, or is, offered to another worker; it has three referrals to three providers: one at work, one done, one withdrawn.
 */

export const ROLES = ['caseworker', 'supervisor', 'provider', 'data-officer', 'administrator'] as const
export type Role = (typeof ROLES)[number]

/** How a person stands to the file. Each is tried with each role. */
export const RELATIONS = {
  owner: 'is responsible for the child',
  offered: 'was asked to take the child over; the asking stands only while the file is "offered"',
  team: 'is in the owner’s team',
  referral: 'is in the team of the provider at work',
  done: 'is in the team of the provider whose referral is done',
  withdrawn: 'is in the team of the provider whose referral was withdrawn',
  former: 'was responsible, and has handed the child over; a note of theirs came too late',
  importer: 'has sent a list of children of their own',
  elsewhere: 'has nothing to do with the child',
} as const
export type Relation = keyof typeof RELATIONS

/** Who is nobody: without a session; the owner’s, ended by hand, run out, or left alone too long. Each is asked once. */
export const NOBODIES = ['nobody', 'session ended', 'session run out', 'session idle'] as const
export type Nobody = (typeof NOBODIES)[number]

/** What a file consists of, and a list that somebody has sent. */
export const STREAMS = ['case', 'identity', 'referral', 'referral done', 'referral withdrawn', 'import'] as const
export type Stream = (typeof STREAMS)[number]

export const STATES = ['open', 'closed', 'offered', 'erased'] as const
export type State = (typeof STATES)[number]

type Sight = {
  readonly relation: Relation
  /** Only while they work as this; otherwise whatever they work as. */
  readonly as?: Role
  readonly streams: readonly Stream[]
  readonly states: readonly State[]
}

const STANDING = ['open', 'closed', 'offered'] as const
const FILE = ['case', 'identity', 'referral', 'referral done', 'referral withdrawn'] as const

/** Who may open what. Nobody else opens anything, and an erased file is open to nobody. */
export const SIGHT: readonly Sight[] = [
  { relation: 'owner', streams: FILE, states: STANDING },
  { relation: 'team', as: 'supervisor', streams: FILE, states: STANDING },
  { relation: 'offered', streams: ['case'], states: ['offered'] },
  { relation: 'referral', as: 'provider', streams: ['referral'], states: STANDING },
  { relation: 'done', as: 'provider', streams: ['referral done'], states: STANDING },
  { relation: 'importer', streams: ['import'], states: STANDING },
]

/** Who could open something once: what they still send is set aside for the owner, and they are shown nothing. */
export const HELD_ONCE: readonly Sight[] = [
  { relation: 'former', streams: ['case', 'identity'], states: STANDING },
  { relation: 'offered', streams: ['case'], states: ['open', 'closed'] },
  { relation: 'withdrawn', as: 'provider', streams: ['referral withdrawn'], states: STANDING },
]

/** Who answers for the child: what others may only read or add to, they decide. */
export const RESPONSIBLE: readonly { readonly relation: Relation; readonly as?: Role }[] = [
  { relation: 'owner' },
  { relation: 'team', as: 'supervisor' },
]

const HELPERS = ['caseworker', 'supervisor'] as const

/** What decides, beside the role. */
export type Ground =
  /** The role alone. */
  | 'role'
  /** May open this stream (`SIGHT`). */
  | 'opens'
  /** May open this stream, and answers for the child. */
  | 'responsible'
  /** May open this stream, or could once. */
  | 'opens or opened once'
  /** May open any stream of the file. */
  | 'opens a part'
  /** Could open this stream once, and cannot now. */
  | 'opened once'
  /** Answers for the child, or is the data officer. */
  | 'responsible or data officer'
  /** Wrote the late note. */
  | 'wrote it late'
  /** Answers for the child, or wrote the late note. */
  | 'responsible or wrote it late'
  /** May open this stream, or wrote what is sent on there. */
  | 'opens or wrote it'
  /** Nobody by this way. */
  | 'nobody'

export type Rule = {
  readonly who: 'anyone' | 'signed in' | readonly Role[]
  readonly ground: Ground
  /** Asked about each of these. */
  readonly on?: readonly Stream[]
  /**
   * What the others are told. `absent`: exactly what somebody hears who asks for what does not exist; `not shown`: the list comes without
   * it; `not allowed`: that it is not for them.
   */
  readonly others: 'absent' | 'not shown' | 'not allowed'
}

const own = (who: Rule['who']): Rule => ({ who, ground: 'role', others: 'not allowed' })
const ofFile = (who: Rule['who'], ground: Ground, on: readonly Stream[]): Rule => ({
  who,
  ground,
  on,
  others: 'absent',
})
const list = (who: Rule['who'], ground: Ground, on: readonly Stream[]): Rule => ({
  who,
  ground,
  on,
  others: 'not shown',
})
const ofImport: Rule = ofFile(HELPERS, 'opens', ['import'])

/** Every operation by its id; where one is asked in several ways, each has a line: `id: way`. */
export const OPERATIONS: Readonly<Record<string, Rule>> = {
  // Oneself, and the door
  signIn: own('anyone'),
  useLink: own('anyone'),
  enterDemo: own('anyone'),
  trySheet: own('anyone'),
  readSession: own('signed in'),
  signOut: own('signed in'),
  readMySessions: own('signed in'),
  'endMySession: own': own('signed in'),
  'endMySession: of another': ofFile('signed in', 'nobody', ['case']),

  // People and the instance
  readDirectory: own('signed in'),
  addPerson: own(['administrator']),
  renewLink: own(['administrator']),
  removePerson: own(['administrator']),
  readHealth: own(['data-officer', 'administrator']),
  'permitCommand: backup': own(['data-officer']),
  'permitCommand: rebuild': own(['data-officer']),
  'permitCommand: erase': own(['data-officer']),
  'permitCommand: import': own(HELPERS),
  'permitCommand: undo-import': own(HELPERS),

  // Writing: each kind of entry has a line of its own below
  appendEntries: own('signed in'),

  // Reading a file
  sync: list('signed in', 'opens', STREAMS),
  readCaseload: list(HELPERS, 'opens', ['case']),
  readReferrals: list(['provider'], 'opens', ['referral', 'referral done', 'referral withdrawn']),
  readFile: ofFile('signed in', 'opens a part', ['case']),
  readEntries: ofFile('signed in', 'opens', ['case', 'referral', 'referral done', 'referral withdrawn', 'import']),
  // The true name is read only where somebody asks for it, which leaves a leaf of its own.
  'readEntries: of the identity': ofFile('signed in', 'nobody', ['identity']),
  showTrueName: ofFile(HELPERS, 'opens', ['identity']),
  readFileAccess: ofFile(HELPERS, 'opens a part', ['case']),
  printFile: ofFile(HELPERS, 'opens', ['case']),

  // What came late
  readQuarantine: list('signed in', 'responsible or wrote it late', ['case']),
  'readQuarantine: its text': list('signed in', 'responsible', ['case']),
  'decideQuarantine: leave out': ofFile(HELPERS, 'responsible', ['case']),
  'decideQuarantine: take in': ofFile(HELPERS, 'responsible', ['case']),
  readOwnLate: list('signed in', 'wrote it late', ['case']),

  // Attachments: one of the file, written by who has left it since; one of the late note
  putBlobChunk: ofFile('signed in', 'opens or wrote it', ['case']),
  readBlobState: ofFile('signed in', 'opens or wrote it', ['case']),
  readBlob: ofFile('signed in', 'opens', ['case']),
  'putBlobChunk: late': ofFile('signed in', 'wrote it late', ['case']),
  'readBlobState: late': ofFile('signed in', 'wrote it late', ['case']),
  'readBlob: late': ofFile('signed in', 'responsible', ['case']),

  // Work that was not sent: opened only where it could still be sent
  openUnsent: list('signed in', 'opens or opened once', ['case', 'identity', 'referral', 'referral withdrawn']),

  // Lists of children: their importer alone, not even the supervisor
  startImport: own(HELPERS),
  'startImport: of another': ofFile(HELPERS, 'opens', ['import']),
  listImports: list(HELPERS, 'opens', ['import']),
  readImport: ofImport,
  matchImport: ofImport,
  tryImport: ofImport,
  readImportRows: ofImport,
  answerImport: ofImport,
  downloadQuestions: ofImport,
  uploadAnswers: ofImport,
  ownImport: ofImport,
  confirmImport: ofImport,
  readProgress: ofImport,
  pauseImport: ofImport,
  resumeImport: ofImport,
  undoImport: ofImport,
  discardImport: ofImport,
}

/** Who may write an entry, beside having the stream open. */
export type WriterGround =
  /** Whoever may open the stream. */
  | 'opens'
  /** Answers for the child. */
  | 'responsible'
  /** Is asked to take the child over. */
  | 'offered'
  /** Is asked to take the child over, and is a caseworker or supervisor. */
  | 'offered, helper'
  /** Works at the provider. */
  | 'provider'
  /** A caseworker or supervisor, on a new file of their own. */
  | 'helper, anew'
  /** A caseworker or supervisor who answers for the child: it opens a new stream of the file. */
  | 'helper, responsible'
  /** Not by this way: it is written by the operations of lists, at the beginning. */
  | 'importer'

export type EntryRule = {
  readonly on: readonly Stream[]
  readonly by: readonly WriterGround[]
  /** In these states of the file only; elsewhere the step is refused. */
  readonly states?: readonly State[]
  /** Written in the name of somebody else: refused to whoever could write it in their own. */
  readonly forged?: true
}

/** Every kind of entry by its name; a second way of writing one has a line of its own: `kind: way`. */
export const ENTRIES: Readonly<Record<string, EntryRule>> = {
  registered: { on: ['case'], by: ['helper, anew'] },
  note: { on: ['case'], by: ['opens'] },
  'note: in the name of another': { on: ['case'], by: [], forged: true },
  visit: { on: ['case'], by: ['opens'] },
  'attachment-added': { on: ['case'], by: ['opens'] },
  'attachment-added: to a referral': { on: ['referral'], by: ['opens'] },
  'facts-set': { on: ['case'], by: ['responsible'] },
  corrected: { on: ['case'], by: ['responsible'] },
  'corrected: who the child is': { on: ['identity'], by: ['responsible'] },
  settled: { on: ['case'], by: ['responsible'] },
  retracted: { on: ['case'], by: ['responsible'] },
  'handed-over': { on: ['case'], by: ['responsible'], states: ['open'] },
  'hand-over-accepted': { on: ['case'], by: ['offered, helper'], states: ['offered'] },
  'hand-over-declined': { on: ['case'], by: ['offered'], states: ['offered'] },
  'hand-over-withdrawn': { on: ['case'], by: ['responsible'], states: ['offered'] },
  closed: { on: ['case'], by: ['responsible'], states: ['open'] },
  reopened: { on: ['case'], by: ['responsible'], states: ['closed'] },
  'identity-set': { on: ['identity'], by: ['responsible'] },
  'referral-sent': { on: ['case'], by: ['helper, responsible'] },
  'referral-answered': { on: ['referral'], by: ['provider'] },
  'referral-noted': { on: ['referral'], by: ['provider', 'responsible'] },
  'referral-closed: done': { on: ['referral'], by: ['provider', 'responsible'] },
  'referral-closed: withdrawn': { on: ['referral'], by: ['responsible'] },
  'import-read': { on: ['import'], by: ['helper, anew'] },
  'import-matched': { on: ['import'], by: ['importer'] },
  'import-answered': { on: ['import'], by: ['importer'] },
  'import-owners': { on: ['import'], by: ['importer'] },
  'import-confirmed': { on: ['import'], by: ['importer'] },
  'import-paused': { on: ['import'], by: ['importer'] },
  'import-resumed': { on: ['import'], by: ['importer'] },
}

/** The same by raw SQL, as a request would reach the database if somebody had smuggled a statement into it. */
export type SqlRule = Omit<Rule, 'others'>

const rows = (ground: Ground, on: readonly Stream[] = STREAMS): SqlRule => ({ who: 'signed in', ground, on })
const forRole = (who: Rule['who']): SqlRule => ({ who, ground: 'role' })

/** Rows of every table that the application’s role may read and that names a stream. */
export const TABLES: Readonly<Record<string, SqlRule>> = {
  'cases.stream': rows('opens'),
  'cases.entry': rows('opens'),
  'cases.summary': rows('opens'),
  'keys.stream_key': rows('opens'),
  'access.grants': rows('opens'),
  'cases.blob': rows('opens', ['case']),
  'cases.quarantine': rows('responsible or wrote it late', ['case']),
  'cases.late_blob': rows('responsible', ['case']),
  'cases.import_run': rows('opens', ['import']),
  'cases.import_sheet': rows('opens', ['import']),
  'cases.import_file': rows('opens', ['import']),
}

/** Tables that name no stream: who gets any row. */
export const OTHER_TABLES: Readonly<Record<string, SqlRule>> = {
  'access.organisation': forRole('signed in'),
  'access.team': forRole('signed in'),
  'access.person': forRole('signed in'),
  'access.membership': forRole('signed in'),
  'access.session': forRole('signed in'),
  'cases.import_profile': forRole(['caseworker', 'supervisor']),
  'audit.leaf': forRole(['data-officer']),
  'audit.log': forRole(['data-officer']),
  'audit.checkpoint': forRole(['data-officer']),
}

/** Functions that the application’s role may call: who gets an answer or a change out of them. */
export const FUNCTIONS: Readonly<Record<string, SqlRule>> = {
  'access.my_grants': rows('opens'),
  'access.my_streams': rows('opens'),
  'access.my_streams_as': rows('responsible', FILE),
  'access.my_reasons': rows('opens'),
  'cases.my_heads': rows('opens'),
  'cases.my_file': rows('opens', FILE),
  'cases.my_entries': rows('opens', ['case', 'referral', 'referral done', 'referral withdrawn']),
  'cases.my_entries: of the identity': rows('nobody', ['identity']),
  'cases.my_summaries': rows('opens'),
  'cases.append_open: to write': rows('opens'),
  'cases.append_open: at all': rows('opens or opened once', [
    'case',
    'identity',
    'referral',
    'referral done',
    'referral withdrawn',
    'import',
  ]),
  'cases.append_commit': rows('opens'),
  'cases.append_commit: share': rows('responsible', ['referral', 'referral done', 'referral withdrawn']),
  'cases.append_commit: share the case': rows('nobody', ['case', 'identity']),
  'cases.append_commit: unshare': rows('opens', ['referral', 'referral done', 'referral withdrawn']),
  'cases.append_commit: offer': rows('responsible', ['case']),
  'cases.append_commit: offer the identity': rows('nobody', ['identity']),
  'cases.append_commit: offer to a provider': rows('nobody', ['case']),
  'cases.append_commit: withdraw an offer': rows('opens', ['case']),
  'cases.append_commit: take in what came late': rows('responsible', ['case']),
  'cases.make_stream: a file': forRole(HELPERS),
  'cases.make_stream: a list': forRole(HELPERS),
  'cases.make_stream: a referral': rows('responsible', ['case']),
  'cases.set_aside': rows('opened once'),
  'cases.leave_aside': rows('responsible', ['case']),
  'cases.blob_open': rows('opens or wrote it', ['case']),
  'cases.blob_open: late': rows('wrote it late', ['case']),
  'cases.blob_done': rows('opens or wrote it', ['case']),
  'cases.blob_done: late': rows('wrote it late', ['case']),
  'audit.looks_at': rows('responsible or data officer', FILE),
  'audit.instance_health': forRole(['data-officer', 'administrator']),
  'access.add_person': forRole(['administrator']),
  'access.renew_link': forRole(['administrator']),
  'access.leave': forRole(['administrator']),
  'access.permit_command: backup': forRole(['data-officer']),
  'access.permit_command: rebuild': forRole(['data-officer']),
  'access.permit_command: erase': forRole(['data-officer']),
  'access.permit_command: import': forRole(HELPERS),
  'access.permit_command: undo-import': forRole(HELPERS),
  'access.me': forRole('signed in'),
  'access.my_session': forRole('signed in'),
  'access.enter': forRole('signed in'),
  'access.has_role': forRole(['data-officer']),
  'access.end_session: own': forRole('signed in'),
  'access.end_session: of another': rows('nobody', ['case']),
  'cases.save_profile: own team': forRole(HELPERS),
  'cases.save_profile: another team': rows('nobody', ['case']),
  'cases.import_start': { who: 'signed in', ground: 'opens', on: ['import'] },
  'cases.import_move': { who: HELPERS, ground: 'opens', on: ['import'] },
  'cases.import_discard': { who: HELPERS, ground: 'opens', on: ['import'] },
  'cases.import_undo': { who: HELPERS, ground: 'opens', on: ['import'] },
  'cases.import_chunk': { who: HELPERS, ground: 'opens', on: ['import'] },
  'cases.import_release': { who: 'signed in', ground: 'opens', on: ['import'] },
  'audit.write_leaf': forRole('signed in'),
  'audit.write_leaf: of another': rows('nobody', ['case']),
}

/** Functions that give nothing to anybody, whoever calls them. */
export const TELL_NOTHING: readonly string[] = ['cases.import_purge']
