/** `/health`: what was looked at on this instance, in words. The operation belongs to the application, the screen to the audit slice. */
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { HealthScreen } from '#audit/web/index.ts'
import { api } from '#platform/web/api.ts'
import { EmptyState, PageHead, useTeamDay } from '#platform/web/index.ts'
import { readHealth } from '../../contract.ts'
import { type Check, useCheckWords } from './health-words.ts'

const GROUPS = ['keys', 'backup', 'access', 'server'] as const
const LIMITS = ['screen', 'keeper', 'room', 'forged'] as const

export function HealthPage() {
  const { t } = useTranslation('audit')
  const today = useTeamDay()
  const words = useCheckWords()
  const { data, error, refetch } = useQuery({ queryKey: ['health'], queryFn: () => api(readHealth), staleTime: 0 })
  if (data === undefined && error !== null) {
    return (
      <>
        <PageHead title={t('health.goneTitle')} />
        <EmptyState title={t('health.gone')}>{t('health.goneBody')}</EmptyState>
      </>
    )
  }
  const checks = data?.checks ?? []
  const of = (...states: readonly Check['state'][]) => checks.filter(({ state }) => states.includes(state))
  return (
    <HealthScreen
      checkedAt={data === undefined ? null : new Date(data.at)}
      unsafe={of('bad').length}
      tasks={[...of('bad'), ...of('todo')].map((check) => ({
        key: check.code,
        shape: check.state === 'bad' ? 'late' : 'soon',
        tone: check.state === 'bad' ? 'late' : 'plain',
        ...words.task(check),
      }))}
      groups={GROUPS.map((key) => ({
        key,
        title: t(`health.group.${key}`),
        checks: of('good')
          .filter(({ group }) => group === key)
          .map((check) => ({ key: check.code, ...words.good(check) })),
      })).filter(({ checks: some }) => some.length > 0)}
      limits={LIMITS.map((key) => t(`health.limit.${key}`))}
      onCheckAgain={() => void refetch()}
      today={today}
    />
  )
}
