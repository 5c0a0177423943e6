/** Asks before something that cannot be taken back. The native dialog holds the focus and closes with Escape. */
import { Button } from '@mantine/core'
import { useEffect, useId, useRef, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Acts } from './page.tsx'
import css from './confirm-dialog.module.css'

export type ConfirmDialogProps = {
  readonly open: boolean
  readonly title: ReactNode
  /** What will happen. */
  readonly children: ReactNode
  /** Says what it does, never "OK". */
  readonly confirm: ReactNode
  readonly onConfirm: () => void
  readonly onClose: () => void
}

export function ConfirmDialog({ open, title, children, confirm, onConfirm, onClose }: ConfirmDialogProps) {
  const { t } = useTranslation('platform')
  const box = useRef<HTMLDialogElement>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  const id = useId()
  useEffect(() => {
    const dialog = box.current
    if (dialog === null) return
    if (open && !dialog.open) {
      dialog.showModal()
      // Not the button that cannot be taken back: Enter pressed too early must do nothing.
      heading.current?.focus()
    }
    if (!open && dialog.open) dialog.close()
  }, [open])
  return (
    <dialog className={css.dialog} ref={box} aria-labelledby={id} onClose={onClose}>
      {open ? (
        <div className={css.inner}>
          <h2 id={id} ref={heading} tabIndex={-1}>
            {title}
          </h2>
          <div className={css.words}>{children}</div>
          <Acts>
            <Button onClick={onConfirm}>{confirm}</Button>
            <Button variant="default" onClick={() => box.current?.close()}>
              {t('dialog.cancel')}
            </Button>
          </Acts>
        </div>
      ) : null}
    </dialog>
  )
}
