/** Around every page: the skip link, and the focus, which follows to the new page. */
import { Outlet, useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { followFocus } from './follow-focus.ts'

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

/** Not at the first load, where the browser begins at the top, nor when only the search part changes. */
function useFocusOnNewPage(): void {
  const router = useRouter()
  useEffect(() => {
    let stop = () => {}
    const leave = router.subscribe('onResolved', (event) => {
      if (event.fromLocation === undefined || !event.pathChanged) return
      stop()
      stop = followFocus(document)
    })
    return () => {
      leave()
      stop()
    }
  }, [router])
}
