/** Who may be given a file: caseworkers and supervisors who are still here, the own team first. */
import { useTranslation } from 'react-i18next'
import { useMe, usePeople } from '#access/web/index.ts'

export type Colleague = { readonly value: string; readonly label: string }

const WORKS = new Set(['caseworker', 'supervisor'])

export function useColleagues(without: string | null): readonly Colleague[] {
  const { t } = useTranslation('cases')
  const { directory } = usePeople()
  const { memberships } = useMe()
  const mine = new Set(memberships.map(({ team }) => team))
  const able = (directory?.people ?? []).flatMap((person) => {
    const works = person.memberships.find(({ role }) => WORKS.has(role))
    return works === undefined || person.left || person.id === without ? [] : [{ ...person, works }]
  })
  return able
    .toSorted((a, b) => Number(mine.has(b.works.team)) - Number(mine.has(a.works.team)) || a.name.localeCompare(b.name))
    .map(({ id, name, works }) => ({
      value: id,
      label: t(works.role === 'supervisor' ? 'offer.supervisorOf' : 'offer.workerOf', { name, team: works.teamName }),
    }))
}
