/** The server cannot be reached at the start: what is kept here, and that it tries again by itself. */
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, EmptyState } from '#platform/web/index.ts'

export type ServerGoneProps = { readonly countKept: () => Promise<number>; readonly onTry: () => void }

export function ServerGonePage({ countKept, onTry }: ServerGoneProps) {
  const { t } = useTranslation('access')
  const [kept, setKept] = useState(0)
  useEffect(() => {
    countKept().then(setKept, () => undefined)
  }, [countKept])
  return (
    <main id="isi" className="wrap" tabIndex={-1}>
      <title>Lindung</title>
      <h1 className="hide">{t('gone.title')}</h1>
      <div role="status">
        <EmptyState title={t('gone.title')} action={<Button onClick={onTry}>{t('gone.again')}</Button>}>
          {kept === 0 ? t('gone.nothingKept') : t('gone.kept', { count: kept })}
        </EmptyState>
      </div>
    </main>
  )
}
