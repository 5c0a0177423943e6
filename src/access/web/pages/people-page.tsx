/** `/people`: who works where; for administrators also adding, a new link, and leaving. */
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '#platform/pure/problem.ts'
import { api } from '#platform/web/api.ts'
import { ConfirmDialog, useMay } from '#platform/web/index.ts'
import { addPerson, removePerson, renewLink } from '../../contract.ts'
import { ROLE_PERMISSIONS, type RoleName } from '../../model/roles.ts'
import { usePeople } from '../people.ts'
import type { NewPerson, PeopleProps } from '../screens/people.props.ts'
import { PeopleScreen } from '../screens/people.tsx'

const ROLES = Object.keys(ROLE_PERMISSIONS) as readonly RoleName[]

export function PeoplePage() {
  const { t } = useTranslation('access')
  const may = useMay('people.manage')
  const { directory } = usePeople()
  const [search, setSearch] = useState('')
  const [leaving, setLeaving] = useState<{ readonly id: string; readonly name: string } | null>(null)
  const { add, renew, remove, ...said } = useChanges()
  const people = directory?.people ?? []
  const wanted = search.trim().toLowerCase()
  const roles = (one: (typeof people)[number]) =>
    one.memberships.map(({ role, teamName }) => t('people.roleIn', { role: t(`role.${role}`), team: teamName }))
  const holds = (...texts: readonly string[]) => texts.some((text) => text.toLowerCase().includes(wanted))
  return (
    <>
      <PeopleScreen
        people={people
          .map((one) => ({ ...one, roles: roles(one) }))
          .filter((one) => holds(one.name, one.organisation, ...one.roles))
          .map(({ id, name, organisation, left, roles: words }) => ({
            id,
            name,
            organisation,
            left,
            roles: words,
            onNewLink: may ? () => void renew(id, name) : null,
            onLeave: may ? () => setLeaving({ id, name }) : null,
          }))}
        teams={(directory?.teams ?? [])
          .filter((team) => holds(team.name, team.organisation))
          .map((team) => ({
            ...team,
            people: people.filter((one) => !one.left && one.memberships.some((of) => of.team === team.id)).length,
          }))}
        roles={ROLES.map((value) => ({ value, label: t(`role.${value}`) }))}
        search={search}
        onSearch={setSearch}
        onAdd={may ? add : null}
        {...said}
      />
      <ConfirmDialog
        open={leaving !== null}
        title={t('people.leaveTitle', { name: leaving?.name ?? '' })}
        confirm={t('people.leaveConfirm', { name: leaving?.name ?? '' })}
        onConfirm={() => {
          if (leaving !== null) void remove(leaving.id, leaving.name)
          setLeaving(null)
        }}
        onClose={() => setLeaving(null)}
      >
        {t('people.leaveBody')}
      </ConfirmDialog>
    </>
  )
}

/** The secret stands behind `#`: a browser does not send it, so it is in no log. */
const linkOf = (secret: string): string => `${location.origin}/app/link#${encodeURIComponent(secret)}`

type Said = Pick<PeopleProps, 'link' | 'done' | 'problem' | 'taken'>
const NOTHING: Said = { link: null, done: null, problem: null, taken: null }

/** Changes go to the office at once: people are nothing that a device may keep for later. */
function useChanges() {
  const { t } = useTranslation('access')
  const queries = useQueryClient()
  const [said, setSaid] = useState<Said>(NOTHING)
  const say = (over: Partial<Said>) => setSaid({ ...NOTHING, ...over })
  const failed = (error: unknown): Partial<Said> => ({
    problem: t(error instanceof Problem ? 'people.failed' : 'people.unreachable'),
  })
  const refresh = () => queries.invalidateQueries({ queryKey: ['directory'] })
  const add = async (given: NewPerson): Promise<boolean> => {
    try {
      const role = ROLES.find((one) => one === given.role)
      if (role === undefined) return false
      const { secret } = await api(addPerson, { body: { ...given, role } })
      say({ link: { name: given.name.trim(), address: linkOf(secret) } })
      await refresh()
      return true
    } catch (error) {
      const taken =
        error instanceof Problem && error.faults.some(({ path, rule }) => path[1] === 'login' && rule === 'taken')
      const login = error instanceof Problem && error.faults.some(({ path }) => path[1] === 'login')
      say(taken ? { taken: given.login.trim().toLowerCase() } : login ? { problem: t('add.badLogin') } : failed(error))
      return false
    }
  }
  const renew = async (person: string, name: string) => {
    try {
      const { secret } = await api(renewLink, { params: { person } })
      say({ link: { name, address: linkOf(secret) } })
    } catch (error) {
      say(failed(error))
    }
  }
  const remove = async (person: string, name: string) => {
    try {
      const { openFiles } = await api(removePerson, { params: { person } })
      say({ done: `${t('people.hasLeft', { name })} ${t('people.openFiles', { count: openFiles })}` })
      await refresh()
    } catch (error) {
      say(failed(error))
    }
  }
  return { ...said, add, renew, remove, onLinkKept: () => setSaid(NOTHING) }
}
