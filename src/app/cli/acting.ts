import { enterByPermission, leaveByPermission, SESSION_COOKIE } from '#access/server/index.ts'
import type { PermittedCommand } from '#access/index.ts'
import type { ImportRunner } from '#cases/server/index.ts'
import { type Call, clientOver, problemFrom } from '#platform/pure/client.ts'
import { type AnswerOf, type CallOf, fillPath, type Operation } from '#platform/pure/contract.ts'
import { inTransaction } from '#platform/server/db/owner.ts'
import { newSecret, secretHash } from '#platform/server/keys/index.ts'
import { systemRandom } from '#platform/server/random.ts'
import { type Application, compose } from '../server/compose.ts'
import type { Instance } from '../server/instance.ts'
import { leaf, Misused, now, onTables, type Operator, Refused } from './operator.ts'

/** A person at work through a command: the operations of the screens, asked in this process. */
export type Acting = {
  /** The person who permitted it. */
  readonly person: string
  readonly call: Call
  /** Sends bytes to an operation that takes them. Throws as `call` does. */
  sendBytes<O extends Operation>(operation: O, call: Pick<CallOf<O>, 'params'>, bytes: Uint8Array): Promise<AnswerOf<O>>
  /** Bytes that an operation gives. Throws as `call` does. */
  getBytes<O extends Operation>(operation: O, call: Pick<CallOf<O>, 'params'>): Promise<Uint8Array>
  readonly imports: ImportRunner
  /** Streams that were erased so far. */
  readonly erased: readonly string[]
  /** Kinds of the bugs that were met, never their messages, which may quote a sheet. */
  readonly bugs: readonly string[]
}

/** What of an opened instance such a command works on. */
export type Workplace = Pick<Operator, 'blobs' | 'ledger'> & {
  readonly instance: Pick<Instance, 'adminUrl' | 'passwords' | 'keys' | 'keysFrom' | 'instanceKey'>
}

/** What a command may be asked for beside the token. */
export type Permission = {
  readonly token: string
  readonly command: PermittedCommand
  /** What the one run is about; see `enterByPermission`. */
  readonly subject: string
}

/** The token that was given, or how to get one: said before anything is opened. */
export function tokenOf(token: string | undefined, button: 'Import a list' | 'Undo an import'): string {
  if (token === undefined || token === '')
    throw new Misused(
      `This command acts in the name of a person. A caseworker or supervisor makes a one-time token in Lindung (Account, Permit a command, "${button}"); give it with --token.`,
    )
  return token
}

/**
 * Works as the person who has permitted it, with a session of its own that ends with the work. Every request goes through the same
 * wrapper, policies and row security as one from a screen, and leaves the same leaves; one more tells that it was a command.
 */
export async function actAs<T>(
  place: Workplace,
  permission: Permission,
  work: (acting: Acting) => Promise<T>,
): Promise<T> {
  const session = newSecret(systemRandom)
  const person = await enter(place, permission, session)
  const erased: string[] = []
  const bugs: string[] = []
  const application = composed(place, erased, bugs)
  try {
    return await work({ person, erased, bugs, imports: application.imports, ...asking(application, session) })
  } finally {
    await application.close()
    await onTables(place.instance, (client) => leaveByPermission(client, secretHash(session)))
  }
}

async function enter(
  { instance }: Workplace,
  { token, command, subject }: Permission,
  session: string,
): Promise<string> {
  const hashes = { tokenHash: secretHash(token), sessionHash: secretHash(session) }
  const person = await onTables(instance, (client) =>
    inTransaction(client, async () => {
      const entered = await enterByPermission(client, { ...hashes, command, subject })
      if (entered !== null) await leaf(client, entered, `command.${command}`, [subject])
      return entered
    }),
  )
  if (person === null)
    throw new Refused(
      'This token does not permit this: it may be used already for something else, older than a quarter of an hour, or for another command. Ask for a new one.',
    )
  return person
}

function composed({ instance, blobs, ledger }: Workplace, erased: string[], bugs: string[]): Application {
  return compose({
    ...instance,
    blobs,
    random: systemRandom,
    now,
    demo: false,
    secureCookie: false,
    onBug: (error) => void bugs.push(error instanceof Error ? error.name : typeof error),
    imports: {
      noteErased: async (streams) => {
        await ledger.add({ at: now().toISOString(), epoch: instance.keys.current(), streams })
        erased.push(...streams)
      },
    },
  })
}

function asking({ http }: Application, session: string): Pick<Acting, 'call' | 'sendBytes' | 'getBytes'> {
  const cookie = `${SESSION_COOKIE}=${session}`
  return {
    call: clientOver(async ({ method, path, body }) => {
      const headers = { 'content-type': 'application/json', cookie }
      const response = await http.request(path, { method, headers, ...(body === undefined ? {} : { body }) })
      return { status: response.status, body: await response.text() }
    }),
    async sendBytes<O extends Operation>(operation: O, { params }: Pick<CallOf<O>, 'params'>, bytes: Uint8Array) {
      const request = { method: operation.method, headers: { cookie }, body: new Uint8Array(bytes) }
      const response = await http.request(`/api${fillPath(operation.path, params ?? {})}`, request)
      const text = await response.text()
      if (response.status >= 400) throw problemFrom(text)
      return JSON.parse(text) as AnswerOf<O> // the server answers by the same contract
    },
    async getBytes(operation, { params }) {
      const response = await http.request(`/api${fillPath(operation.path, params ?? {})}`, { headers: { cookie } })
      if (response.status >= 400) throw problemFrom(await response.text())
      return new Uint8Array(await response.arrayBuffer())
    },
  }
}
