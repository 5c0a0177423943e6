/** Whether what was said is in the office: saved, on its way, or waiting for a network. */
import { useTranslation } from 'react-i18next'
import { formatTime, Shape, useLanguage, useTimeZone } from '#platform/web/index.ts'
import css from './import.module.css'

export type SaveState = { readonly waiting: number; readonly stuck: boolean; readonly savedAt: Date | null }

/** `answers`: what is saved are answers; otherwise the list as a whole. */
export function SaveLine({ waiting, stuck, savedAt, answers = false }: SaveState & { readonly answers?: boolean }) {
  const { t } = useTranslation('cases')
  const { language } = useLanguage()
  const zone = useTimeZone()
  if (waiting === 0 && savedAt === null) return null
  const saved = waiting === 0 && savedAt !== null
  return (
    <span className={css.line} role="status">
      <Shape name={saved ? 'done' : 'away'} small />
      <span>
        {saved
          ? t(answers ? 'import.saved' : 'import.kept', { time: formatTime(savedAt, language, zone) })
          : stuck
            ? t('import.unsaved')
            : t('import.saving')}
      </span>
    </span>
  )
}
