/** The one line that says where the work is. Four states: sent, not sent, no network, refused. */
import { useTranslation } from 'react-i18next'
import { formatTime } from '../format.ts'
import { useLanguage } from '../i18n.ts'
import { useTimeZone } from '../session.tsx'
import type { SyncState } from '../sync-state.tsx'
import { Shape, type ShapeName } from './shape.tsx'
import css from './sync-line.module.css'

const SHAPE: Readonly<Record<SyncState['state'], ShapeName>> = {
  sent: 'done',
  unsent: 'away',
  offline: 'away',
  refused: 'late',
}

/** `short` is the form of the phone's top line: "Terkirim 09.40". */
export function SyncLine({ sync, short = false }: { readonly sync: SyncState; readonly short?: boolean }) {
  const words = useSyncWords()
  return <Line shape={SHAPE[sync.state]}>{words(sync, short)}</Line>
}

/** "Tersimpan di gawai ini 14.05": a draft is kept while one types. */
export function SavedLine({ at, where }: { readonly at: Date; readonly where: 'device' | 'office' }) {
  const { t } = useTranslation('platform')
  const { language } = useLanguage()
  const time = formatTime(at, language, useTimeZone())
  return <Line shape="done">{where === 'device' ? t('sync.keptHere', { time }) : t('sync.keptThere', { time })}</Line>
}

function Line({ shape, children }: { readonly shape: ShapeName; readonly children: string }) {
  return (
    <span className={css.sync} role="status">
      <Shape name={shape} small tone={shape === 'late' ? 'late' : 'plain'} />
      <span>{children}</span>
    </span>
  )
}

function useSyncWords(): (sync: SyncState, short: boolean) => string {
  const { t } = useTranslation('platform')
  const { language } = useLanguage()
  const zone = useTimeZone()
  const time = (at: Date) => formatTime(at, language, zone)
  return (sync, short) => {
    switch (sync.state) {
      case 'sent':
        if (sync.at === null) return t('sync.nothingYet')
        return short ? t('sync.sentShort', { time: time(sync.at) }) : t('sync.sent', { time: time(sync.at) })
      case 'unsent':
        return t('sync.unsent', { count: sync.count })
      case 'offline':
        if (sync.count === 0 || short) return t('sync.offlineShort', { time: time(sync.since) })
        return t('sync.offline', { time: time(sync.since), count: sync.count })
      case 'refused':
        return t('sync.refused', { count: sync.count })
    }
  }
}
