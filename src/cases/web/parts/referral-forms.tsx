/** A small form that asks for a reason. What is missing is said; nothing typed is lost. */
import { useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Acts, Button, TextAreaField } from '#platform/web/index.ts'
import css from '../screens/form.module.css'

type ReasonFormProps = {
  readonly label: string
  readonly hint: string
  readonly send: string
  readonly onSend: (text: string) => void
  readonly onCancel: () => void
}

export function ReasonForm({ label, hint, send, onSend, onCancel }: ReasonFormProps) {
  const { t } = useTranslation(['cases', 'platform'])
  const id = useId()
  const field = useRef<HTMLTextAreaElement>(null)
  // It opens in place of the button that was pressed, so the focus goes on from there.
  useEffect(() => field.current?.focus(), [])
  const [text, setText] = useState('')
  const [missing, setMissing] = useState(false)
  const submit = () => {
    if (text.trim() === '') return setMissing(true)
    onSend(text.trim())
  }
  return (
    <div className={css.tight}>
      <TextAreaField
        id={id}
        label={label}
        hint={hint}
        error={missing && text.trim() === '' ? t('cases:inbox.emptyText') : null}
        ref={field}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Acts>
        <Button onClick={submit}>{send}</Button>
        <Button variant="subtle" onClick={onCancel}>
          {t('platform:dialog.cancel')}
        </Button>
      </Acts>
    </div>
  )
}
