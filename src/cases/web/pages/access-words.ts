/** Why somebody may open a file, in words. */
import { useTranslation } from 'react-i18next'
import type { MayOpen } from '#audit/web/index.ts'
import type { AnswerOf } from '#platform/pure/contract.ts'
import type { readFileAccess } from '../../contract.ts'
import { useSay } from './say.ts'

export type Grant = AnswerOf<typeof readFileAccess>['grants'][number]

/** "Pekerja kasus, sejak 12 Agu": the reason of one grant. */
export function useWhy(): (grant: Grant) => string {
  const { t } = useTranslation('cases')
  const say = useSay()
  return ({ reason, since }) =>
    t('looks.because', { reason: t(`value.grant.${reason}`), day: say.day(since.slice(0, 10)) })
}

/** Who may open it now: the case stream, and each referral to whom it was sent. */
export function useMayOpen(): (grants: readonly Grant[]) => readonly MayOpen[] {
  const { t } = useTranslation('cases')
  const say = useSay()
  const why = useWhy()
  return (grants) =>
    grants
      .filter(({ kind, reason, until }) => kind === (reason === 'referral' ? 'referral' : 'case') && !isOver(until))
      .map((grant) => ({
        key: `${grant.stream}-${grant.reason}-${grant.person ?? grant.team ?? ''}-${grant.since}`,
        who: grant.person === null ? say.team(grant.team ?? '') : say.person(grant.person),
        why: why(grant),
        ...(grant.until === null ? {} : { until: t('looks.until', { day: say.day(grant.until.slice(0, 10)) }) }),
      }))
}

export const isOver = (until: string | null): boolean => until !== null && Date.parse(until) <= Date.now()
