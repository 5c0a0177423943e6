/** Looks at a file as rows: one for each person and day, with what they did and how often. */
import { useTranslation } from 'react-i18next'
import { useMe, usePeople } from '#access/web/index.ts'
import type { LookFilter, LookRow } from '#audit/web/index.ts'
import type { AnswerOf } from '#platform/pure/contract.ts'
import { dayOfInstant, useTimeZone } from '#platform/web/index.ts'
import type { readFileAccess } from '../../contract.ts'
import { type Grant, useWhy } from './access-words.ts'
import { useSay } from './say.ts'

export type Look = LookRow & {
  readonly times: number
  readonly refused: boolean
  readonly groups: readonly LookFilter[]
}

type Answer = AnswerOf<typeof readFileAccess>
type Raw = Answer['looks'][number]

/** Actions that have words of their own; others are told as what they are: something was done with the file. */
const KNOWN = [
  'file.read',
  'file.print',
  'identity.look',
  'entries.append',
  'entries.read',
  'caseload.read',
  'access.read',
  'referrals.read',
  'quarantine.read',
  'quarantine.decide',
  'quarantine.own',
  'attachment.read',
  'attachment.receive',
  'attachment.state',
  'import.try',
  'import.store',
  'import.undo',
  'file.erase',
] as const
type Known = (typeof KNOWN)[number]

/** One request is told of in every stream that it touched; here it is one look. */
function once(looks: readonly Raw[]): readonly Raw[] {
  const seen = new Map<string, Raw>()
  for (const look of looks) {
    const key = `${look.at} ${look.person ?? ''} ${look.action}`
    if (!seen.has(key) || look.kind === 'case') seen.set(key, look)
  }
  return [...seen.values()].toSorted((a, b) => b.at.localeCompare(a.at))
}

export function useLookRows(): (answer: Answer) => readonly Look[] {
  const zone = useTimeZone()
  const told = useTold()
  return ({ looks, grants }) => {
    const groups = Map.groupBy(
      once(looks),
      ({ at, person, outcome }) => `${dayOfInstant(new Date(at), zone)} ${person ?? ''} ${outcome}`,
    )
    return [...groups].map(([key, some]) => told(key, some, grants))
  }
}

function useTold(): (id: string, some: readonly Raw[], grants: readonly Grant[]) => Look {
  const { t } = useTranslation('cases')
  const say = useSay()
  const role = useRole()
  const teams = useTeamsOf()
  const whyOf = useWhy()
  return (id, some, grants) => {
    // A group has at least the look that made it; the last of them comes first.
    const look = some[0] as Raw
    const { person, outcome } = look
    const did = (wanted: string) => some.some(({ action }) => action === wanted)
    const refused = outcome === 'refused'
    const grant = grantThen(grants, look, teams(person))
    const why = refused ? t('looks.refused') : grant === null ? t('looks.then') : whyOf(grant)
    const outside = refused || grant === null
    return {
      id,
      at: new Date(look.at),
      who: person === null ? t('looks.nobody') : say.person(person),
      role: role(person),
      saw: refused ? t('looks.sawNothing') : sawAll(some),
      why,
      ...(refused ? { shape: 'held' as const } : {}),
      times: some.length,
      refused,
      groups: [
        ...(outside ? (['outside'] as const) : []),
        ...(did('identity.look') && !refused ? (['true-name'] as const) : []),
        ...(did('file.print') ? (['printed'] as const) : []),
      ],
    }
  }

  function sawAll(some: readonly Raw[]): string {
    const actions = Map.groupBy(some, ({ action }) => action)
    const words = [...actions].map(([action, each]) =>
      each.length > 1 ? t('looks.often', { what: sawOf(action), count: each.length }) : sawOf(action),
    )
    return words.map((one, n) => (n === 0 ? one : one.charAt(0).toLocaleLowerCase() + one.slice(1))).join('; ')
  }

  function sawOf(action: string): string {
    const known = KNOWN.find((one) => one === action)
    return known === undefined ? t('looks.saw.other') : t(`looks.saw.${wordOf(known)}`)
  }
}

/** Keys of a catalogue hold no full stop. */
const wordOf = (action: Known) => action.replace('.', '-') as Dashed<Known>
type Dashed<A extends string> = A extends `${infer Left}.${infer Right}` ? `${Left}-${Right}` : A

/** The grant by which the person could look at that time. */
function grantThen(grants: readonly Grant[], { at, person }: Raw, teams: readonly string[]): Grant | null {
  const time = Date.parse(at)
  const held = grants.filter(
    (grant) =>
      (grant.person === person || (grant.team !== null && teams.includes(grant.team))) &&
      // The entry that opens a file is told of a moment before the grant that it gives.
      Date.parse(grant.since) - 60_000 <= time &&
      (grant.until === null || Date.parse(grant.until) > time),
  )
  return held.find(({ person: of }) => of !== null) ?? held[0] ?? null
}

function useTeamsOf(): (person: string | null) => readonly string[] {
  const { directory } = usePeople()
  return (person) => directory?.people.find(({ id }) => id === person)?.memberships.map(({ team }) => team) ?? []
}

/** "pekerja kasus", and for somebody of another team which. */
function useRole(): (person: string | null) => string {
  const { t } = useTranslation('access')
  const { directory } = usePeople()
  const { memberships } = useMe()
  const mine = new Set(memberships.map(({ team }) => team))
  return (person) => {
    const works = directory?.people.find(({ id }) => id === person)?.memberships[0]
    if (works === undefined) return ''
    return mine.has(works.team) ? t(`role.${works.role}`) : works.teamName
  }
}
