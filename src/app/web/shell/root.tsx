/** Around every page: the skip link, and the focus, which follows to the new page. */
import { Outlet, useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'

export function Root() {
  const { t } = useTranslation('platform')
  useFocusOnNewPage()
  return (
    <>
      <a className="skip" href="#isi">
        {t('skip')}
      </a>
      <Outlet />
    </>
  )
}

/** A screen reader hears the new page, and Tab starts at its top; not at the first load, nor when only the search part changes. */
function useFocusOnNewPage(): void {
  const router = useRouter()
  useEffect(
    () =>
      router.subscribe('onResolved', (event) => {
        if (event.fromLocation === undefined || !event.pathChanged) return
        document.getElementById('isi')?.focus({ preventScroll: true })
      }),
    [router],
  )
}
