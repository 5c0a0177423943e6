/** The small forms below a referral: a question, a reason, a note back. What is missing is said; nothing typed is lost. */
import { useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Acts, Button, Choices, TextAreaField, Under } from '#platform/web/index.ts'
import type { ReferralOutcome } from '../screens/referral-inbox.props.ts'
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

const OUTCOMES: readonly ReferralOutcome[] = ['served', 'partly', 'not-served']

type NoteFormProps = {
  readonly name: string
  readonly onSend: (note: { readonly text: string; readonly outcome: ReferralOutcome; readonly close: boolean }) => void
  readonly onCancel: () => void
}

export function NoteForm({ name, onSend, onCancel }: NoteFormProps) {
  const { t } = useTranslation(['cases', 'platform'])
  const id = useId()
  const [text, setText] = useState('')
  const [outcome, setOutcome] = useState<ReferralOutcome | null>(null)
  const [tried, setTried] = useState(false)
  const send = (close: boolean) => {
    if (text.trim() === '' || outcome === null) return setTried(true)
    onSend({ text: text.trim(), outcome, close })
  }
  return (
    <Under>
      <Choices
        row
        legend={t('cases:inbox.afterMeeting')}
        error={tried && outcome === null ? t('cases:inbox.pickOutcome') : null}
        options={OUTCOMES.map((value) => ({ value, label: t(`cases:inbox.outcome.${value}`) }))}
        value={outcome}
        onChange={setOutcome}
      />
      <TextAreaField
        id={id}
        label={t('cases:inbox.noteBack', { name })}
        hint={t('cases:inbox.noteBackHint')}
        error={tried && text.trim() === '' ? t('cases:inbox.emptyText') : null}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Acts>
        <Button variant="light" onClick={() => send(true)}>
          {t('cases:inbox.sendAndClose')}
        </Button>
        <Button variant="default" onClick={() => send(false)}>
          {t('cases:inbox.sendNote')}
        </Button>
        <Button variant="subtle" onClick={onCancel}>
          {t('platform:dialog.cancel')}
        </Button>
      </Acts>
    </Under>
  )
}
