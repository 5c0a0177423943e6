import { firstAdministrator } from '#access/server/index.ts'
import { newSecret, secretHash } from '#platform/server/keys/index.ts'
import { inTransaction } from '#platform/server/db/owner.ts'
import { newUuid4 } from '#platform/pure/bytes/index.ts'
import { systemRandom } from '#platform/server/random.ts'
import type { Io } from '../io.ts'
import { checkName, checkPerson, checkZone } from '../people.ts'
import { asked, leaf, Misused, onTables, Refused, saying, withInstance } from '../operator.ts'

const OPTIONS = {
  login: { type: 'string' },
  name: { type: 'string' },
  organisation: { type: 'string' },
  team: { type: 'string' },
  code: { type: 'string' },
  zone: { type: 'string', default: 'Asia/Jakarta' },
} as const

/** Sets an instance up: database, keys, and the first administrator, who gets a one-time link instead of a password. */
export function run(argv: string[], io: Io): Promise<number> {
  return saying(io, async () => {
    const { values } = asked(argv, OPTIONS, { words: 0 })
    const { login, name, organisation, team, code, zone } = values
    if (
      login === undefined ||
      name === undefined ||
      organisation === undefined ||
      team === undefined ||
      code === undefined
    )
      throw new Misused(
        'Say who the first administrator is and where: --login --name --organisation --team --code (three letters, as files of the team will begin)',
      )
    if (!/^[A-Z]{3}$/.test(code)) throw new Misused('The code of a team is three capital letters, such as AWN.')
    checkPerson({ login, name })
    checkName(organisation, 'The name of an office')
    checkName(team, 'The name of a team')
    checkZone(zone)
    const secret = newSecret(systemRandom)
    const publicUrl = await withInstance(async ({ instance }) => {
      const person = { id: newUuid4(systemRandom), name, login, linkHash: secretHash(secret) }
      const place = {
        organisationId: newUuid4(systemRandom),
        organisation,
        teamId: newUuid4(systemRandom),
        team,
        code,
        zone,
      }
      await onTables(instance, (client) =>
        inTransaction(client, async () => {
          if (!(await firstAdministrator(client, person, place)))
            throw new Refused(
              'This instance has people already. Add more with "lindung user add", renew a link with "lindung user link".',
            )
          await leaf(client, null, 'people.first', [], person.id)
        }),
      )
      return instance.config.publicUrl
    })
    io.stdout(
      `Lindung is set up. ${name} sets a password here, once, within three days:\n\n  ${linkOf(publicUrl, secret)}\n\n`,
    )
    return 0
  })
}

/** The secret stands behind the #, so it reaches no server's log. */
export function linkOf(publicUrl: string | null, secret: string): string {
  return `${(publicUrl ?? 'http://127.0.0.1:4716').replace(/\/$/, '')}/app/link#${secret}`
}
