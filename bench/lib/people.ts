import type { RoleName } from '#access/index.ts'
import type { Writer } from '#app/world/book.ts'
import type { People } from '#app/world/load.ts'
import { chanceOf } from '#app/world/seeded.ts'
import { newUuid4 } from '#platform/pure/bytes/index.ts'

/** A caseworker with the number of files that the loader writes for them. */
export type Desk = { readonly writer: Writer; readonly files: number }

/**
 * Who works in the bench's world: one large team, whose supervisor sees a twentieth of all files, and many of twenty caseworkers
 * with 25 files each; providers; and people who open no file. With 100,000 files there are 5,000 people.
 */
export type Staff = {
  readonly desks: readonly Desk[]
  /** Supervisor of the large team. */
  readonly supervisor: Writer
  /** The large team's caseworkers have 150 files; the last may have fewer. */
  readonly large: readonly Writer[]
  /** Caseworkers with 25 files. */
  readonly ordinary: readonly Writer[]
  readonly providerTeams: readonly string[]
  readonly rows: People
}

const ORDINARY_FILES = 25
const LARGE_FILES = 150
const TEAM_SIZE = 20
const SEED = 100_000

export function staffFor(files: number): Staff {
  const hire = hiring()
  const supervised = Math.floor(files / 20)
  const largeTeam = hire.team('authority')
  const supervisor = hire.person(largeTeam, 'supervisor')
  const large = shares(supervised, LARGE_FILES).map((share) => ({
    writer: hire.person(largeTeam, 'caseworker'),
    files: share,
  }))
  let team = largeTeam
  const ordinary = shares(files - supervised, ORDINARY_FILES).map((share, i) => {
    if (i % TEAM_SIZE === 0) {
      team = hire.team('uptd')
      hire.person(team, 'supervisor')
    }
    return { writer: hire.person(team, 'caseworker'), files: share }
  })
  const providerTeams = Array.from({ length: Math.max(1, Math.floor(files / 500)) }, () => {
    const provider = hire.team('provider')
    for (let i = 0; i < 4; i++) hire.person(provider, 'provider')
    return provider.id
  })
  const wanted = Math.floor(files / 20)
  for (let i = hire.rows.person.length; i < wanted; i++)
    hire.person(largeTeam, i % 2 === 0 ? 'data-officer' : 'administrator')
  const writers = (of: readonly Desk[]) =>
    of.filter(({ files: share }) => share >= ORDINARY_FILES).map(({ writer }) => writer)
  return {
    desks: [...large, ...ordinary],
    supervisor,
    large: large.map(({ writer }) => writer),
    ordinary: writers(ordinary),
    providerTeams,
    rows: hire.rows,
  }
}

/** `total` in parts of `each`; the last is what remains. */
function shares(total: number, each: number): readonly number[] {
  return Array.from({ length: Math.ceil(total / each) }, (_, i) => Math.min(each, total - i * each))
}

type Team = { readonly id: string; readonly organisation: string; readonly code: string }

function hiring() {
  const chance = chanceOf(SEED)
  const id = () => newUuid4(chance.bytes)
  const rows = { organisation: [], team: [], person: [], membership: [] } as {
    [table in keyof People]: People[table][number][]
  }
  return {
    rows,
    team(kind: string): Team {
      const [number, team] = [rows.team.length, { id: id(), organisation: id() }]
      const code = [676, 26, 1].map((place) => String.fromCharCode(65 + (Math.floor(number / place) % 26))).join('')
      rows.organisation.push([team.organisation, `Kantor ${code}`, kind])
      rows.team.push([team.id, team.organisation, `Tim ${code}`, code])
      return { ...team, code }
    },
    person({ id: team, organisation, code }: Team, role: RoleName): Writer {
      const [person, device] = [id(), id()]
      const name = `Akasia ${rows.person.length}`
      rows.person.push([person, organisation, name, `akasia.${rows.person.length}`])
      rows.membership.push([person, team, role])
      const membership = {
        team,
        teamName: `Tim ${code}`,
        code,
        zone: 'Asia/Jakarta',
        role,
        organisation,
        organisationName: `Kantor ${code}`,
      }
      return { person, device, name, memberships: [membership] }
    },
  }
}
