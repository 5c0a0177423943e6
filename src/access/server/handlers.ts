import { newUuid4, type RandomBytes } from '#platform/pure/bytes/index.ts'
import { Problem } from '#platform/pure/problem.ts'
import * as contract from '../contract.ts'
import { type Actor, permissionsOf, type RoleName } from '../model/roles.ts'
import type { Run } from './request.ts'
import { openRoute, type Route, route, type Wire } from './routes.ts'
import { newSecret, secretHash } from '#platform/server/keys/index.ts'
import { type DoorDeps, signInWithLink, signInWithPassword, type startFor } from './sign-in.ts'
import { addPerson, endSession, leave, listPeople, listTeams, mySessions, permitCommand, renewLink } from './store.ts'

export type AccessDeps = DoorDeps & {
  readonly random: RandomBytes
  readonly demo: boolean
  /** Public half of the instance's sealing key, base64. */
  readonly instanceKey: string
}

/** Routes of signing in, people and teams. */
export function accessRoutes(deps: AccessDeps): readonly Route[] {
  return [...doorRoutes(deps), ...sessionRoutes(), ...peopleRoutes(deps), commandRoute(deps)]
}

function doorRoutes(deps: AccessDeps): readonly Route[] {
  return [
    route(contract.readSession, (_, run) =>
      run(async ({ actor }) => ({
        answer: {
          person: actor.person,
          name: actor.name,
          language: actor.language,
          device: actor.device,
          memberships: actor.memberships,
          permissions: permissionsOf(actor.memberships),
          demo: deps.demo,
          instanceKey: deps.instanceKey,
        },
      })),
    ),

    openRoute(contract.signIn, ({ body }, run, wire) => enter(signInWithPassword(deps, body), run, wire)),

    openRoute(contract.useLink, ({ body }, run, wire) => enter(signInWithLink(deps, body), run, wire)),

    route(contract.signOut, (_, run, wire) =>
      run(async ({ tx, actor }) => {
        await tx.run(endSession, [actor.session])
        wire.setSession(null)
        return { answer: {} }
      }),
    ),
  ]
}

/** Answers a sign-in. Passwords are hashed before the transaction: whoever only tries them holds no connection of those who work. */
async function enter(signingIn: ReturnType<typeof startFor>, run: Run<Actor | null>, wire: Wire) {
  await signingIn.catch(() => undefined) // a refusal belongs into the transaction, which leaves its leaf
  return run(async () => {
    const { person, token } = await signingIn
    wire.setSession(token)
    return { answer: { person }, subject: person }
  })
}

/** Where one is signed in. */
function sessionRoutes(): readonly Route[] {
  return [
    route(contract.readMySessions, (_, run) =>
      run(async ({ tx, actor }) => {
        const rows = await tx.run(mySessions)
        const sessions = rows.map(({ id, device_id, started_at, seen_at, until }) => ({
          id,
          device: device_id,
          startedAt: started_at.toISOString(),
          seenAt: seen_at.toISOString(),
          until: until.toISOString(),
          current: id === actor.session,
        }))
        return { answer: { sessions } }
      }),
    ),

    route(contract.endMySession, ({ params }, run) =>
      run(async ({ tx }) => {
        const [row] = await tx.run(endSession, [params.session])
        if (row?.ended !== true) throw new Problem('not-found')
        return { answer: {} }
      }),
    ),
  ]
}

function peopleRoutes(deps: AccessDeps): readonly Route[] {
  return [
    route(contract.readDirectory, (_, run) =>
      run(async ({ tx }) => {
        const [rows, teams] = await Promise.all([tx.run(listPeople), tx.run(listTeams)])
        const people = [...Map.groupBy(rows, (row) => row.id).values()].flatMap((of) => {
          const [first] = of
          if (first === undefined) return []
          const memberships = of.flatMap(({ team_id, team_name, role }) =>
            team_id === null || team_name === null
              ? []
              : [{ team: team_id, teamName: team_name, role: role as RoleName }],
          )
          const { id, name, organisation_name, left_at } = first
          return [{ id, name, organisation: organisation_name, memberships, left: left_at !== null }]
        })
        const provides = (kind: string) => kind === 'provider'
        return {
          answer: {
            people,
            teams: teams.map((team) => ({
              id: team.id,
              name: team.name,
              organisation: team.organisation_name,
              provides: provides(team.kind),
            })),
          },
        }
      }),
    ),

    route(contract.addPerson, ({ body }, run) =>
      run(async ({ tx }) => {
        const person = newUuid4(deps.random)
        const secret = newSecret(deps.random)
        const values = [person, body.name, body.login, body.team, body.role, secretHash(secret)]
        const [row] = await tx.run(addPerson, values)
        if (row?.outcome === 'taken')
          throw new Problem('bad-input', { faults: [{ path: ['body', 'login'], rule: 'taken' }] })
        if (row?.outcome === 'no-team')
          throw new Problem('bad-input', { faults: [{ path: ['body', 'team'], rule: 'unknown' }] })
        if (row?.outcome !== 'added') throw new Problem('not-allowed')
        return { answer: { person, secret }, subject: person }
      }),
    ),

    route(contract.renewLink, ({ params }, run) =>
      run(async ({ tx }) => {
        const secret = newSecret(deps.random)
        const [row] = await tx.run(renewLink, [params.person, secretHash(secret)])
        if (row?.renewed !== true) throw new Problem('not-found')
        return { answer: { secret }, subject: params.person }
      }),
    ),

    route(contract.removePerson, ({ params }, run) =>
      run(async ({ tx }) => {
        const [row] = await tx.run(leave, [params.person])
        if (row?.open_files == null) throw new Problem('not-found')
        return { answer: { openFiles: row.open_files }, subject: params.person }
      }),
    ),
  ]
}

function commandRoute(deps: AccessDeps): Route {
  return route(contract.permitCommand, ({ body }, run) =>
    run(async ({ tx }) => {
      const token = newSecret(deps.random)
      const [row] = await tx.run(permitCommand, [secretHash(token), body.command])
      if (row?.until == null) throw new Problem('not-allowed')
      return { answer: { token, until: row.until.toISOString() } }
    }),
  )
}
