/** Why a referral, a hand-over or another decision cannot be begun here, and what one can do instead. */
import { useTranslation } from 'react-i18next'
import { EmptyState, GoButton, PageHead, TaskPage } from '#platform/web/index.ts'
import type { OpenFile } from './file-frame.tsx'
import { to } from './place.ts'

export type MayNotDecideProps = {
  readonly open: OpenFile
  /** The page stands in the shell, not alone. */
  readonly inShell?: boolean
}

export function MayNotDecide({ open, inShell = false }: MayNotDecideProps) {
  const { t } = useTranslation('cases')
  const closed = open.may.decide
  const back = { to: to.file(open.file), label: open.label.alias }
  const words = (
    <EmptyState
      title={t(closed ? 'decide.closed' : 'decide.notYours')}
      action={<GoButton to={back.to}>{t('decide.toFile')}</GoButton>}
    >
      {t(closed ? 'decide.closedBody' : 'decide.notYoursBody')}
    </EmptyState>
  )
  if (inShell) {
    return (
      <>
        <PageHead back={back} title={open.label.alias} />
        {words}
      </>
    )
  }
  return (
    <TaskPage narrow back={back}>
      <PageHead title={open.label.alias} />
      {words}
    </TaskPage>
  )
}
