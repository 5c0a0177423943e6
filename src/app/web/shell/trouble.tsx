/** When a screen cannot be shown: what happened, what was kept, what to do. */
import { useRouter } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Acts, Button, PageHead, TaskPage } from '#platform/web/index.ts'

export function ScreenFailed({ reset }: { readonly reset: () => void }) {
  const { t } = useTranslation('platform')
  const router = useRouter()
  const again = () => {
    reset()
    void router.invalidate()
  }
  return (
    <>
      <PageHead title={t('trouble.title')} sub={t('trouble.body')} />
      <Acts>
        <Button onClick={again}>{t('trouble.again')}</Button>
      </Acts>
    </>
  )
}

export function NotFound() {
  const { t } = useTranslation('platform')
  return (
    <TaskPage narrow back={{ to: '/', label: t('trouble.home') }}>
      <PageHead title={t('trouble.notFoundTitle')} sub={t('trouble.notFoundBody')} />
    </TaskPage>
  )
}
