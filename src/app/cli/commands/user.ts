import { ROLE_PERMISSIONS } from '#access/index.ts'
import { addPersonAs, listAccounts, renewLinkAs } from '#access/server/index.ts'
import { inTransaction } from '#platform/server/db/owner.ts'
import { newSecret, secretHash } from '#platform/server/keys/index.ts'
import { newUuid4 } from '#platform/pure/bytes/index.ts'
import { systemRandom } from '#platform/server/random.ts'
import type { Io } from '../io.ts'
import { checkPerson } from '../people.ts'
import { asked, leaf, Misused, onTables, type Operator, Refused, saying, withInstance } from '../operator.ts'
import { linkOf } from './init.ts'

const OPTIONS = { name: { type: 'string' }, team: { type: 'string' }, role: { type: 'string' } } as const
const ROLES = Object.keys(ROLE_PERMISSIONS)

/** People from the command line: when nobody can sign in, or to begin with. */
export function run(argv: string[], io: Io): Promise<number> {
  return saying(io, async () => {
    const { values, positionals } = asked(argv, OPTIONS, { words: 2 })
    const [what, login] = positionals
    if (what === 'list') return withInstance((operator) => list(operator, io))
    if (login === undefined || (what !== 'add' && what !== 'link'))
      throw new Misused('lindung user list | user link LOGIN | user add LOGIN --name NAME --team CODE --role ROLE')
    return withInstance((operator) => (what === 'link' ? link(operator, io, login) : add(operator, io, login, values)))
  })
}

async function list({ instance }: Operator, io: Io): Promise<number> {
  for (const { login, name, roles, left } of await onTables(instance, listAccounts))
    io.stdout(`${login.padEnd(24)} ${name.padEnd(24)} ${left ? 'has left' : roles.join(', ')}\n`)
  return 0
}

async function link({ instance }: Operator, io: Io, login: string): Promise<number> {
  const secret = newSecret(systemRandom)
  await onTables(instance, (client) =>
    inTransaction(client, async () => {
      const person = await renewLinkAs(client, login, secretHash(secret))
      if (person === null) throw new Refused(`Nobody here has the login "${login}".`)
      await leaf(client, null, 'people.link', [], person)
    }),
  )
  io.stdout(
    `A new password is set here, once, within three days:\n\n  ${linkOf(instance.config.publicUrl, secret)}\n\n`,
  )
  return 0
}

type Given = {
  readonly name?: string | undefined
  readonly team?: string | undefined
  readonly role?: string | undefined
}

async function add({ instance }: Operator, io: Io, login: string, { name, team, role }: Given): Promise<number> {
  if (name === undefined || team === undefined || role === undefined || !ROLES.includes(role))
    throw new Misused(`lindung user add LOGIN --name NAME --team CODE --role ROLE, where ROLE is ${ROLES.join(', ')}`)
  checkPerson({ login, name })
  const secret = newSecret(systemRandom)
  await onTables(instance, (client) =>
    inTransaction(client, async () => {
      const id = newUuid4(systemRandom)
      const outcome = await addPersonAs(client, { id, name, login, linkHash: secretHash(secret) }, { code: team, role })
      if (outcome === 'taken') throw new Refused(`The login "${login}" is taken.`)
      if (outcome === 'no-team') throw new Refused(`There is no team with the code ${team}.`)
      await leaf(client, null, 'people.add', [], id)
    }),
  )
  io.stdout(
    `${name} sets a password here, once, within three days:\n\n  ${linkOf(instance.config.publicUrl, secret)}\n\n`,
  )
  return 0
}
