/** What is said on top of a file: what was just written and where it is, what waits, what was decided on an old value. */
import { useRouterState } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { formatTime, useLanguage, useSyncState, useTimeZone } from '#platform/web/index.ts'
import { useWorkState } from '../local/context.tsx'
import type { OutboxItem } from '../local/outbox.ts'
import type { FileProps } from '../screens/file.props.ts'
import type { OpenFile } from './file-frame.tsx'
import { to } from './place.ts'
import { useSay } from './say.ts'

type Notice = FileProps['notices'][number]

export function useNotices(open: OpenFile): readonly Notice[] {
  const { t } = useTranslation('cases')
  const away = useSyncState().state === 'offline'
  const written = useJustWritten()
  const standing = useStanding()(open)
  const { items } = useWorkState()
  const refused = items.filter(({ stream, state }) => stream === open.file && state === 'refused').length
  return [
    ...(written === null ? [] : [written]),
    ...(refused === 0
      ? []
      : [
          {
            key: 'refused',
            shape: 'late' as const,
            text: t('file.refusedNotice', { count: refused }),
            action: { label: t('file.see'), to: to.outbox },
          },
        ]),
    ...(away ? [{ key: 'away', shape: 'away' as const, text: t('file.offlineNotice') }] : []),
    ...standing,
  ]
}

/** What holds of the file itself. */
function useStanding(): (open: OpenFile) => readonly Notice[] {
  const { t } = useTranslation('cases')
  const say = useSay()
  return ({ view }) => {
    const { stage, stageSince, handOver, owner } = view.header
    const closed: Notice[] =
      stage === 'closed'
        ? [{ key: 'closed', shape: 'done', text: t('file.closedNotice', { day: say.day(stageSince) }) }]
        : []
    const offered: Notice[] =
      handOver === null
        ? []
        : [
            {
              key: 'offered',
              shape: 'waiting',
              text: t('file.offered', {
                person: say.personWithin(handOver.to),
                owner: say.personWithin(owner ?? ''),
                day: say.day(handOver.since),
              }),
            },
          ]
    const old = view.decidedOnOld.map((one): Notice => ({
      key: `old-${one.id}-${one.fact}`,
      shape: 'fix',
      text: t('file.decidedOnOld', {
        fact: say.message({ key: one.label }),
        was: say.parts(one.was),
        now: one.now === null ? t('file.nowUnknown') : say.parts(one.now),
      }),
    }))
    return [...closed, ...offered, ...old]
  }
}

/** The entry that the address points at, while this device still has it: kept here, being sent, or sent. */
function useJustWritten(): Notice | null {
  const hash = useRouterState({ select: (state) => state.location.hash })
  const { items } = useWorkState()
  const words = useWhereItIs()
  const item = items.find(({ id }) => `e-${id}` === hash)
  if (item === undefined) return null
  const text = words(item)
  return text === null ? null : { key: 'written', shape: item.answeredAt === null ? 'away' : 'done', text }
}

function useWhereItIs(): (item: OutboxItem) => string | null {
  const { t } = useTranslation('cases')
  const { language } = useLanguage()
  const zone = useTimeZone()
  const away = useSyncState().state === 'offline'
  return ({ state, answeredAt }) => {
    if (state === 'accepted' || state === 'complete')
      return t('form.sent', { at: formatTime(new Date(answeredAt ?? 0), language, zone) })
    if (state === 'sending' || (state === 'queued' && !away)) return t('form.sending')
    return state === 'queued' || state === 'held' ? t('form.keptHere') : null
  }
}
