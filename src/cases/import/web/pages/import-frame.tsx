/** Around the pages of one import: says so while it cannot be shown, and leads on where another page is meant. */
import { type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, EmptyState, GoButton, TaskPage } from '#platform/web/index.ts'
import { isGone } from '../data.ts'

export type Fetched = {
  readonly error: Error | null
  readonly refetch: () => unknown
}

/** Shown instead of a page whose data are not there yet, or not any more. */
export function ImportTrouble({ of }: { readonly of: readonly Fetched[] }) {
  const { t } = useTranslation('cases')
  const failed = of.find(({ error }) => error !== null)
  return (
    <TaskPage narrow back={{ to: '/import', label: t('import.toList') }}>
      {failed === undefined ? (
        <p role="status">{t('import.trouble.loading')}</p>
      ) : (
        <Trouble error={failed.error} again={() => of.forEach(({ refetch }) => void refetch())} />
      )}
    </TaskPage>
  )
}

function Trouble({ error, again }: { readonly error: Error | null; readonly again: () => void }): ReactNode {
  const { t } = useTranslation('cases')
  if (isGone(error))
    return (
      <EmptyState title={t('import.trouble.goneTitle')} action={<GoButton to="/import">{t('import.toList')}</GoButton>}>
        {t('import.trouble.goneBody')}
      </EmptyState>
    )
  return (
    <EmptyState title={t('import.trouble.farTitle')} action={<Button onClick={again}>{t('import.again')}</Button>}>
      {t('import.trouble.farBody')}
    </EmptyState>
  )
}
