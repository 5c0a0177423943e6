/** When a screen cannot be shown: what happened, what was kept, what to do. */
import { useRouter } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Button, EmptyState, GoButton } from '#platform/web/index.ts'

export function ScreenFailed({ reset }: { readonly reset: () => void }) {
  const { t } = useTranslation('platform')
  const router = useRouter()
  const again = () => {
    reset()
    void router.invalidate()
  }
  return (
    <>
      <h1 className="hide">{t('trouble.title')}</h1>
      <EmptyState title={t('trouble.title')} action={<Button onClick={again}>{t('trouble.again')}</Button>}>
        {t('trouble.body')}
      </EmptyState>
    </>
  )
}

export function NotFound() {
  const { t } = useTranslation('platform')
  return (
    <main id="isi" className="wrap" tabIndex={-1}>
      <h1 className="hide">{t('trouble.notFoundTitle')}</h1>
      <EmptyState
        title={t('trouble.notFoundTitle')}
        action={
          <GoButton variant="default" to="/">
            {t('trouble.home')}
          </GoButton>
        }
      >
        {t('trouble.notFoundBody')}
      </EmptyState>
    </main>
  )
}
