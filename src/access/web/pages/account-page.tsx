/** `/account`: data for `AccountScreen`. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '#platform/pure/problem.ts'
import { api } from '#platform/web/api.ts'
import { useMay, useTeamDay } from '#platform/web/index.ts'
import { endMySession, readMySessions } from '../../contract.ts'
import { useMe } from '../me.tsx'
import { PermitCommand } from '../parts/permit-command.tsx'
import type { AccountProps } from '../screens/account.props.ts'
import { AccountScreen } from '../screens/account.tsx'

export type AccountPageProps = {
  readonly settings: ReactNode
  /** What is kept in this browser, and forgetting it. */
  readonly device: ReactNode
  readonly leave: ReactNode
}

export function AccountPage({ settings, device, leave }: AccountPageProps) {
  const { t } = useTranslation('access')
  const me = useMe()
  const today = useTeamDay()
  const { data, error } = useQuery({ queryKey: ['sessions'], queryFn: () => api(readMySessions), staleTime: 0 })
  const { end, said } = useEnding()
  const permits = useMay('command.permit')
  const sessions = data?.sessions ?? null
  return (
    <AccountScreen
      name={me.name}
      roles={me.memberships.map(({ team, role, teamName, organisationName }) => ({
        key: `${team}-${role}`,
        role: t('people.roleIn', { role: t(`role.${role}`), team: teamName }),
        organisation: organisationName,
      }))}
      sessions={
        sessions?.map(({ id, device, current, startedAt, seenAt }) => ({
          id,
          current,
          sameDevice: device === me.device,
          since: new Date(startedAt),
          seen: new Date(seenAt),
        })) ?? null
      }
      gone={error !== null}
      onEnd={(id) => void end([id])}
      onEndOthers={() => void end((sessions ?? []).filter(({ current }) => !current).map(({ id }) => id))}
      said={said}
      settings={settings}
      device={device}
      more={permits ? <PermitCommand /> : null}
      leave={leave}
      today={today}
    />
  )
}

function useEnding() {
  const { t } = useTranslation('access')
  const queries = useQueryClient()
  const [said, setSaid] = useState<AccountProps['said']>(null)
  const end = async (ids: readonly string[]) => {
    try {
      await Promise.all(ids.map((session) => api(endMySession, { params: { session } }).catch(unlessEnded)))
      setSaid({ good: true, text: t('account.ended', { count: ids.length }) })
    } catch {
      setSaid({ good: false, text: t('account.failed') })
    }
    await queries.invalidateQueries({ queryKey: ['sessions'] })
  }
  return { end, said }
}

/** One that has ended by itself meanwhile has ended. */
function unlessEnded(error: unknown): void {
  if (!(error instanceof Problem) || error.code !== 'not-found') throw error
}
