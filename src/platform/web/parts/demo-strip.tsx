/** Stands on every screen of the demo: nothing here is real. */
import { useTranslation } from 'react-i18next'
import { Shape } from './shape.tsx'
import css from './demo-strip.module.css'

/** `as`: the name one entered with. */
export function DemoStrip({ as }: { readonly as?: string }) {
  const { t } = useTranslation('platform')
  return (
    <aside className={css.strip} aria-label={t('demo.label')}>
      <p>
        <Shape name="query" /> {t('demo.invented')} {as === undefined ? null : t('demo.as', { name: as })}{' '}
        <a href="/">{t('demo.door')}</a>
      </p>
    </aside>
  )
}
