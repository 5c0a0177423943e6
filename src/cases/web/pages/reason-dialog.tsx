/** Asks for a reason out of a few before something is given up. */
import { type ReactNode, useState } from 'react'
import { type ChoiceOption, Choices, ConfirmDialog } from '#platform/web/index.ts'

export type ReasonDialogProps<R extends string> = {
  readonly open: boolean
  readonly title: string
  /** What follows from it. */
  readonly body: ReactNode
  readonly legend: string
  readonly reasons: readonly ChoiceOption<R>[]
  /** What the button does. */
  readonly confirm: string
  /** Said when nothing was chosen. */
  readonly missing: string
  readonly onClose: () => void
  readonly onReason: (reason: R) => void
}

export function ReasonDialog<R extends string>({
  title,
  body,
  legend,
  reasons,
  missing,
  onReason,
  onClose,
  ...dialog
}: ReasonDialogProps<R>) {
  const [reason, setReason] = useState<R | null>(null)
  const [asked, setAsked] = useState(false)
  const clear = () => {
    setReason(null)
    setAsked(false)
  }
  const onConfirm = () => {
    if (reason === null) return setAsked(true)
    clear()
    onReason(reason)
  }
  const close = () => {
    clear()
    onClose()
  }
  return (
    <ConfirmDialog {...dialog} title={title} onConfirm={onConfirm} onClose={close}>
      <p>{body}</p>
      <Choices
        legend={legend}
        error={asked && reason === null ? missing : null}
        options={reasons}
        value={reason}
        onChange={setReason}
      />
    </ConfirmDialog>
  )
}
