/** Gives up an entry that could not stand: a reason first, and the item stays in the outbox as withdrawn until the day is over. */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Choices, ConfirmDialog } from '#platform/web/index.ts'
import type { OutboxItem } from '../local/outbox.ts'
import { options } from './fields.tsx'

const REASONS = ['written-again', 'wrong-child', 'not-needed', 'other'] as const

export type WithdrawDialogProps = {
  readonly item: OutboxItem | null
  readonly onClose: () => void
  readonly onWithdraw: (item: OutboxItem, reason: string) => void
}

export function WithdrawDialog({ item, onClose, onWithdraw }: WithdrawDialogProps) {
  const { t } = useTranslation('cases')
  const [reason, setReason] = useState<(typeof REASONS)[number] | null>(null)
  const [missing, setMissing] = useState(false)
  const confirm = () => {
    if (reason === null || item === null) return setMissing(true)
    setReason(null)
    setMissing(false)
    onWithdraw(item, reason)
  }
  return (
    <ConfirmDialog
      open={item !== null}
      title={t('withdraw.title')}
      confirm={t('withdraw.confirm')}
      onConfirm={confirm}
      onClose={onClose}
    >
      <p>{t('withdraw.body')}</p>
      <Choices
        legend={t('withdraw.reason')}
        error={missing && reason === null ? t('withdraw.missing') : null}
        options={options(REASONS, (value) => t(`withdrawal.${value}`))}
        value={reason}
        onChange={setReason}
      />
    </ConfirmDialog>
  )
}
