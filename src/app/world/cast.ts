import type { RoleName } from '#access/index.ts'
import { newUuid4 } from '#platform/pure/bytes/index.ts'
import type { Writer } from './book.ts'
import type { People } from './load.ts'
import { chanceOf } from './seeded.ts'

/** The people of the invented world (docs/look): plants and weather. Their ids are the same in every world. */
type TeamOf = {
  readonly id: string
  readonly organisation: string
  readonly name: string
  readonly code: string
  readonly kind: string
  readonly organisationName: string
}

const chance = chanceOf(4716)
const id = () => newUuid4(chance.bytes)

const team = (organisationName: string, name: string, code: string, kind: string): TeamOf => ({
  id: id(),
  organisation: id(),
  organisationName,
  name,
  code,
  kind,
})

export const TEAMS = {
  awan: team('UPTD PPA Kabupaten Awan', 'Tim Awan', 'AWN', 'uptd'),
  embun: team('UPTD PPA Kota Embun', 'Tim Embun', 'EMB', 'uptd'),
  bulan: team('Puskesmas Bulan', 'Puskesmas Bulan', 'BLN', 'provider'),
  pendidikan: team('Dinas Pendidikan Kabupaten Awan', 'Dinas Pendidikan', 'DPK', 'provider'),
  teduh: team('Sentra Teduh', 'Sentra Teduh', 'TDH', 'provider'),
} as const

type Member = Writer & { readonly login: string; readonly organisation: string }

function member(name: string, of: TeamOf, role: RoleName): Member {
  const membership = {
    team: of.id,
    teamName: of.name,
    code: of.code,
    zone: 'Asia/Jakarta',
    role,
    organisation: of.organisation,
    organisationName: of.organisationName,
  }
  const login = `${name.toLowerCase()}.${of.code.toLowerCase()}`
  return { person: id(), device: id(), name, login, organisation: of.organisation, memberships: [membership] }
}

export const CAST = {
  sari: member('Sari', TEAMS.awan, 'caseworker'),
  wira: member('Wira', TEAMS.awan, 'supervisor'),
  bayu: member('Bayu', TEAMS.awan, 'caseworker'),
  melati: member('Melati', TEAMS.awan, 'caseworker'),
  dahlia: member('Dahlia', TEAMS.awan, 'caseworker'),
  cempaka: member('Cempaka', TEAMS.awan, 'caseworker'),
  laras: member('Laras', TEAMS.awan, 'data-officer'),
  bintang: member('Bintang', TEAMS.awan, 'administrator'),
  tirta: member('Tirta', TEAMS.embun, 'caseworker'),
  kabut: member('Kabut', TEAMS.embun, 'supervisor'),
  mawar: member('Mawar', TEAMS.bulan, 'provider'),
  wulan: member('Wulan', TEAMS.pendidikan, 'provider'),
  kenanga: member('Kenanga', TEAMS.teduh, 'provider'),
} as const

export type CastName = keyof typeof CAST

/** The cast as rows for the loader. */
export function peopleRows(): People {
  const teams = Object.values(TEAMS)
  const people = Object.values(CAST)
  return {
    organisation: teams.map((one) => [one.organisation, one.organisationName, one.kind]),
    team: teams.map((one) => [one.id, one.organisation, one.name, one.code]),
    person: people.map((one) => [one.person, one.organisation, one.name, one.login]),
    membership: people.flatMap((one) => one.memberships.map((each) => [one.person, each.team, each.role])),
  }
}
