import type { Attacker } from './scene.ts'

/** Tables from which an attacker may get rows, and why. Every other table and view gives none. Read by a person at each change. */
type Opening = { readonly to: readonly Attacker[]; readonly because: string }

const SIGNED_IN = ['otherTeam', 'otherProvider', 'provider', 'former', 'officer', 'admin'] as const
const names = { to: SIGNED_IN, because: 'names of workers and institutions, never of children: a story says who wrote' }
const referral = { to: ['provider'] as const, because: 'the one referral stream that was sent to the provider' }

export const REVIEWED_TABLES: Readonly<Record<string, Opening>> = {
  'access.organisation': names,
  'access.team': names,
  'access.person': names,
  'access.membership': names,
  'access.session': { to: SIGNED_IN, because: 'the own sessions, without their hashes' },
  'access.grants': { to: ['provider'], because: 'who else may open the referral: part of what a child is told' },
  'cases.stream': referral,
  'cases.entry': referral,
  'cases.summary': referral,
  'keys.stream_key': referral,
  'cases.quarantine': { to: ['former'], because: 'that the own late entry waits; its text is what this person wrote' },
  'audit.leaf': { to: ['officer'], because: 'the data officer reads the log: ids, never content' },
  'audit.log': { to: ['officer'], because: 'the order of the leaves' },
  'audit.checkpoint': { to: ['officer'], because: 'signed roots, meant for outsiders' },
}

/** Where an officer meets ids of streams: that is what the log is about. */
export const IDS_ARE_THE_CONTENT: readonly string[] = ['audit.leaf']

/** Every function that the application's role may call, and why it may. `attacks.ts` attacks each of them. */
export const REVIEWED_FUNCTIONS: Readonly<Record<string, string>> = {
  'access.my_session()': 'the session of the token that the caller already has',
  'access.me()': 'whose it is',
  'access.has_role(text[])': 'asks about the own person only',
  'access.my_grants()': 'the own grants',
  'access.my_streams()': 'the same, as ids',
  'access.my_streams_as(text[])': 'the same, by reason',
  'access.my_reasons(uuid)': 'the own reasons on one stream',
  'access.enter(text)': 'begins a request; needs the token',
  'access.end_session(uuid)': 'ends an own session',
  'access.add_person(uuid,text,text,uuid,text,bytea)': 'administrators only, checked inside',
  'access.renew_link(uuid,bytea)': 'administrators only, checked inside',
  'access.leave(uuid)': 'administrators only, checked inside',
  'access.permit_command(bytea,text)': 'each command by the roles that could do the same, checked inside',
  'audit.write_leaf(text)': 'as the session’s person only',
  'audit.instance_health()': 'data officers and administrators: counts and ages',
  'audit.looks_at(uuid)': 'owners, supervisors and the data officer',
  'cases.append_open(uuid,uuid[])': 'gives a stream to who may write it',
  'cases.make_stream(uuid,uuid,text,uuid,integer,bytea)': 'opens streams for caseworkers, and on the own file',
  'cases.append_commit(uuid,bigint,uuid[],bigint[],bytea[],bytea[],text[],bytea[],uuid,bytea,timestamp with time zone,jsonb,jsonb,uuid)':
    'the one write: checks grant, place, chain, key and every change of grants',
  'cases.my_heads(text[],text[])': 'granted streams only; looks at each grant itself',
  'cases.my_file(uuid)': 'the same, of one file',
  'cases.my_entries(uuid)': 'the same, their entries',
  'cases.my_summaries(uuid[])': 'the same, of these streams',
  'cases.set_aside(uuid,uuid,bytea,uuid,bytea,jsonb)':
    'late entries of who held a grant, and attachments that nobody else announced',
  'cases.import_start(uuid,bytea)': 'on the own import stream',
  'cases.import_move(uuid,text[],text,integer,integer,integer)': 'the own import',
  'cases.import_release(uuid,boolean)': 'the own import, held by this very job',
  'cases.import_chunk(uuid,text[],uuid[],uuid[],uuid[],uuid[],uuid[],text[],uuid[],integer[],bytea[],bigint[],bytea[],bytea[],integer[],bigint[],uuid[],bigint[],bytea[],bytea[],text[],bytea[],integer,boolean)':
    'the own import, for owners one may give files to',
  'cases.import_discard(uuid)': 'the own import, before any file was made',
  'cases.import_undo(uuid,uuid[])': 'the own import, its untouched files',
  'cases.import_purge()': 'ends what is older than thirty days, whoever asks; tells nothing',
  'cases.save_profile(uuid,bytea,jsonb)': 'the own team; numbers of columns and names of fields',
  'cases.leave_aside(uuid,text)': 'the present owner decides',
  'cases.blob_open(uuid)': 'who works on the stream, and the author of the entry that announced it, late or not',
  'cases.blob_done(uuid)': 'the same',
}

/** What the other roles may call. */
export const ROLE_FUNCTIONS = {
  lindung_door: [
    'access.find_login(text)',
    'access.note_failure(text)',
    'access.start_session(bytea,uuid,uuid,integer)',
    'access.use_link(bytea,text)',
    'cases.import_claim(uuid,integer)',
    'cases.import_session(uuid,uuid,bytea)',
  ],
  lindung_log: ['audit.keep()'],
} as const

/** What the other roles may do with tables: `table:privilege`. */
export const ROLE_TABLES = {
  lindung_door: [],
  lindung_log: [
    'audit.checkpoint:INSERT',
    'audit.checkpoint:SELECT',
    'audit.leaf:SELECT',
    'audit.log:INSERT',
    'audit.log:SELECT',
    'audit.pending:DELETE',
    'audit.pending:SELECT',
  ],
} as const
