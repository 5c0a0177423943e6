import { z } from 'zod'
import { PERMITTED_COMMANDS, type Permission, ROLE_PERMISSIONS, type RoleName } from './model/roles.ts'
import { defineOperation } from './policy.ts'

/** The operations of signing in, and of people and teams. */
const id = z.uuid()
/** PostgreSQL keeps no NUL in text; a login has no business with any control sign. */
const NO_CONTROLS = /^\P{Cc}+$/u
const roleName = z.enum(Object.keys(ROLE_PERMISSIONS) as [RoleName, ...RoleName[]])

export const membership = z.object({
  team: id,
  teamName: z.string(),
  code: z.string(),
  zone: z.string(),
  role: roleName,
  organisation: id,
  organisationName: z.string(),
})

/** Who is signed in, and what the screen may offer. */
export const session = z.object({
  person: id,
  name: z.string(),
  language: z.string(),
  device: id,
  memberships: z.array(membership),
  permissions: z.array(z.custom<Permission>((value) => typeof value === 'string')),
  demo: z.boolean(),
  /** Public key to which a device seals unsent work (docs/formats.md), base64. */
  instanceKey: z.string(),
})

export const readSession = defineOperation({
  id: 'readSession',
  method: 'GET',
  path: '/session',
  summary: 'Who is signed in',
  answer: session,
  problems: ['not-signed-in'],
  policy: { who: 'signed-in', because: 'tells a person about themselves' },
  audit: { action: 'session.read', nature: 'door' },
})

export const signIn = defineOperation({
  id: 'signIn',
  method: 'POST',
  path: '/session',
  summary: 'Sign in with a password',
  body: z
    .object({
      login: z.string().trim().min(3).max(60).regex(NO_CONTROLS),
      password: z.string().min(1).max(200),
      device: id,
    })
    .strict(),
  answer: z.object({ person: id }),
  problems: ['bad-input', 'wrong-sign-in', 'too-many-requests'],
  policy: { who: 'anyone', because: 'nobody is signed in before signing in' },
  audit: { action: 'session.start', nature: 'door' },
})

export const signOut = defineOperation({
  id: 'signOut',
  method: 'DELETE',
  path: '/session',
  summary: 'End this session',
  answer: z.object({}),
  problems: ['not-signed-in'],
  policy: { who: 'signed-in', because: 'everybody may leave' },
  audit: { action: 'session.end', nature: 'door' },
})

export const readMySessions = defineOperation({
  id: 'readMySessions',
  method: 'GET',
  path: '/sessions',
  summary: 'Where one is signed in: the own sessions that have not ended',
  answer: z.object({
    sessions: z.array(
      z.object({ id, device: id, startedAt: z.string(), seenAt: z.string(), until: z.string(), current: z.boolean() }),
    ),
  }),
  problems: ['not-signed-in'],
  policy: { who: 'signed-in', because: 'row security shows the own sessions only' },
  audit: { action: 'sessions.read', nature: 'door' },
})

export const endMySession = defineOperation({
  id: 'endMySession',
  method: 'DELETE',
  path: '/sessions/:session',
  summary: 'End another of the own sessions, such as one on a lost device',
  params: z.object({ session: id }),
  answer: z.object({}),
  problems: ['not-signed-in', 'not-found'],
  policy: { who: 'signed-in', because: 'the database ends own sessions only' },
  audit: { action: 'session.end', nature: 'door' },
})

export const useLink = defineOperation({
  id: 'useLink',
  method: 'POST',
  path: '/link',
  summary: 'Set a password with a one-time link; all sessions of the person end',
  body: z.object({ secret: z.string().min(20).max(100), password: z.string().min(12).max(200), device: id }).strict(),
  answer: z.object({ person: id }),
  problems: ['bad-input', 'wrong-sign-in', 'too-many-requests'],
  policy: { who: 'anyone', because: 'the link is the proof; it works once' },
  audit: { action: 'link.use', nature: 'door' },
})

export const person = z.object({
  id,
  name: z.string(),
  organisation: z.string(),
  memberships: z.array(z.object({ team: id, teamName: z.string(), role: roleName })),
  left: z.boolean(),
})

export const readDirectory = defineOperation({
  id: 'readDirectory',
  method: 'GET',
  path: '/people',
  summary: 'People and teams: names of workers, so that a screen can say who',
  answer: z.object({
    people: z.array(person),
    teams: z.array(z.object({ id, name: z.string(), organisation: z.string(), provides: z.boolean() })),
  }),
  problems: ['not-signed-in'],
  policy: { who: 'signed-in', because: 'workers know their colleagues; children are not in it' },
  audit: { action: 'people.read', nature: 'look' },
})

export const addPerson = defineOperation({
  id: 'addPerson',
  method: 'POST',
  path: '/people',
  summary: 'Add a person to a team; answers a one-time link for the first password',
  body: z
    .object({
      name: z.string().trim().min(1).max(120),
      login: z.string().trim().toLowerCase().min(3).max(60).regex(NO_CONTROLS),
      team: id,
      role: roleName,
    })
    .strict(),
  answer: z.object({ person: id, secret: z.string() }),
  problems: ['bad-input', 'not-signed-in', 'not-allowed', 'changed-meanwhile'],
  policy: { who: 'permitted', needs: 'people.manage' },
  audit: { action: 'people.add', nature: 'change' },
})

export const renewLink = defineOperation({
  id: 'renewLink',
  method: 'POST',
  path: '/people/:person/link',
  summary: 'A new one-time link for a forgotten password',
  params: z.object({ person: id }),
  answer: z.object({ secret: z.string() }),
  problems: ['not-signed-in', 'not-allowed', 'not-found'],
  policy: { who: 'permitted', needs: 'people.manage' },
  audit: { action: 'people.link', nature: 'change' },
})

export const removePerson = defineOperation({
  id: 'removePerson',
  method: 'DELETE',
  path: '/people/:person',
  summary: 'A person leaves: sessions and grants end, their files wait for the supervisor',
  params: z.object({ person: id }),
  answer: z.object({ openFiles: z.int() }),
  problems: ['not-signed-in', 'not-allowed', 'not-found'],
  policy: { who: 'permitted', needs: 'people.manage' },
  audit: { action: 'people.leave', nature: 'change' },
})

export const permitCommand = defineOperation({
  id: 'permitCommand',
  method: 'POST',
  path: '/command-permissions',
  summary:
    'Permission for one run of a command on the server that touches files: it acts in this person’s name, once, within a quarter of an hour',
  body: z.object({ command: z.enum(PERMITTED_COMMANDS) }).strict(),
  answer: z.object({ token: z.string(), until: z.string() }),
  problems: ['bad-input', 'not-signed-in', 'not-allowed'],
  policy: { who: 'permitted', needs: 'command.permit' },
  audit: { action: 'command.permit', nature: 'change' },
})
