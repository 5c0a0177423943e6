/** Stands on every screen of the demo: nothing here is real. */
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../i18n.ts'
import { Shape } from './shape.tsx'
import css from './demo-strip.module.css'

/** `as`: the name one entered with. */
export function DemoStrip({ as }: { readonly as?: string }) {
  const { t } = useTranslation('platform')
  const { language } = useLanguage()
  return (
    <aside className={css.strip} aria-label={t('demo.label')}>
      <p>
        <Shape name="query" /> {t('demo.invented')} {as === undefined ? null : t('demo.as', { name: as })}{' '}
        <a href={`/?lang=${language}`}>{t(as === undefined ? 'demo.toDoor' : 'demo.door')}</a>
      </p>
    </aside>
  )
}
