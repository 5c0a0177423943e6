/** Leaves a late entry out: says what its writer will learn, and asks for the one word that they are told. */
import { useTranslation } from 'react-i18next'
import { LEFT_OUT_BECAUSE, type LeftOutBecause } from '../../contract.ts'
import { options } from './fields.tsx'
import { ReasonDialog } from './reason-dialog.tsx'

export type LeaveOutDialogProps = {
  readonly open: boolean
  readonly onClose: () => void
  readonly onLeaveOut: (because: LeftOutBecause) => void
}

export function LeaveOutDialog({ open, onClose, onLeaveOut }: LeaveOutDialogProps) {
  const { t } = useTranslation('cases')
  return (
    <ReasonDialog
      open={open}
      title={t('leaveOut.title')}
      body={t('leaveOut.body')}
      legend={t('leaveOut.reason')}
      reasons={options(LEFT_OUT_BECAUSE, (value) => t(`leaveOut.because.${value}`), 'unsaid')}
      confirm={t('leaveOut.confirm')}
      missing={t('leaveOut.missing')}
      onClose={onClose}
      onReason={onLeaveOut}
    />
  )
}
