import { z } from 'zod'
import { defineOperation } from '#access/index.ts'

/** Operations that belong to the whole instance, and to the demo. */

/**
 * One thing that was looked at when the state of the system was asked for. Its sentence is in the catalogue; `facts` by code:
 * keys-epoch `epoch, days?`; keys-leftover `epochs`; backup-data and backup-keys `at?` (never made without it); access-quarantine `count`;
 * log-unchanged `count`; log-sequencer `waiting`; log-copied `count, behind, at?`; server-database `version, from, bytes`;
 * server-schema `count, last`; server-disk `free, total` (bytes); server-tls `by` (proxy, room or loopback).
 */
export const healthCheck = z.object({
  code: z.enum([
    'keys-apart',
    'keys-epoch',
    'keys-leftover',
    'backup-data',
    'backup-keys',
    'access-quarantine',
    'log-sequencer',
    'log-copied',
    'log-unchanged',
    'server-database',
    'server-schema',
    'server-disk',
    'server-tls',
  ]),
  group: z.enum(['keys', 'backup', 'access', 'server']),
  /** good; todo: to be done soon; bad: not safe now. */
  state: z.enum(['good', 'todo', 'bad']),
  /** What the sentence needs: counts, days, ISO instants, names of versions. Never a path, a name of a person, or content. */
  facts: z.record(z.string(), z.union([z.string(), z.number()])),
})

export const readHealth = defineOperation({
  id: 'readHealth',
  method: 'GET',
  path: '/health',
  summary: 'Is this instance safe: what was looked at, and what was found',
  answer: z.object({ at: z.string(), checks: z.array(healthCheck) }),
  problems: ['not-signed-in', 'not-allowed'],
  policy: { who: 'permitted', needs: 'health.read' },
  audit: { action: 'health.read', nature: 'look' },
})

/** Only in the demo: outside it the address does not exist. */
export const enterDemo = defineOperation({
  id: 'enterDemo',
  method: 'POST',
  path: '/demo/session',
  summary: 'Enter the demo as one of its invented people, without a password',
  body: z.object({ person: z.string().regex(/^[a-z]{2,20}$/), device: z.uuid() }).strict(),
  answer: z.object({ person: z.uuid() }),
  problems: ['bad-input', 'not-found'],
  policy: { who: 'anyone', because: 'everybody and everything in the demo is invented' },
  audit: { action: 'session.start', nature: 'door' },
})
