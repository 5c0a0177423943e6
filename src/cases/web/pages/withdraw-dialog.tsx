/** Gives up an entry that could not stand: a reason first, and the item stays in the outbox as withdrawn until the day is over. */
import { useTranslation } from 'react-i18next'
import type { OutboxItem } from '../local/outbox.ts'
import { options } from './fields.tsx'
import { ReasonDialog } from './reason-dialog.tsx'

const REASONS = ['written-again', 'wrong-child', 'not-needed', 'other'] as const

export type WithdrawDialogProps = {
  readonly item: OutboxItem | null
  readonly onClose: () => void
  readonly onWithdraw: (item: OutboxItem, reason: string) => void
}

export function WithdrawDialog({ item, onClose, onWithdraw }: WithdrawDialogProps) {
  const { t } = useTranslation('cases')
  return (
    <ReasonDialog
      open={item !== null}
      title={t('withdraw.title')}
      body={t('withdraw.body')}
      legend={t('withdraw.reason')}
      reasons={options(REASONS, (value) => t(`withdrawal.${value}`))}
      confirm={t('withdraw.confirm')}
      missing={t('withdraw.missing')}
      onClose={onClose}
      onReason={(reason) => {
        if (item !== null) onWithdraw(item, reason)
      }}
    />
  )
}
