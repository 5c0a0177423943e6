/** A form on a page of its own: errors above, what is kept beside, the button at the thumb, Ctrl+Enter from anywhere. */
import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, type SubmitEvent, useEffect, useEffectEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  Acts,
  Button,
  ConfirmDialog,
  ErrorLine,
  ErrorSummary,
  PageHead,
  SavedLine,
  TaskPage,
} from '#platform/web/index.ts'
import type { FormState } from '../local/form.ts'
import { useMomentWords } from '../words.ts'
import { useToday } from './place.ts'

export type FormPageProps = {
  readonly form: FormState
  readonly back: { readonly to: string; readonly label: string }
  readonly kick?: ReactNode
  readonly title: string
  readonly sub?: ReactNode
  /** What the button does: "Simpan kunjungan". */
  readonly submit: string
  readonly children: ReactNode
}

const FORM = 'formulir'

export function FormPage({ form, back, kick, title, sub, submit, children }: FormPageProps) {
  const { t } = useTranslation('cases')
  const button = (
    <Button type="submit" form={FORM}>
      {submit}
    </Button>
  )
  const onSubmit = (event: SubmitEvent) => {
    event.preventDefault()
    form.submit()
  }
  useCtrlEnter(form.submit)
  const kept = form.savedAt ?? form.restoredAt
  return (
    <TaskPage
      narrow
      back={back}
      status={kept === null ? undefined : <SavedLine at={kept} where="device" />}
      foot={button}
    >
      <title>{`${title} – Lindung`}</title>
      <form id={FORM} noValidate onSubmit={onSubmit}>
        <ErrorSummary errors={form.errors} attempt={form.attempt} />
        <PageHead kick={kick} title={title} sub={sub} />
        <Restored form={form} />
        {children}
        {form.failed ? <ErrorLine>{t('form.failed')}</ErrorLine> : null}
        <div className="only-wide">
          <Acts>
            {button}
            <span className="small three">{t('form.asTyped')}</span>
          </Acts>
        </div>
        {kept === null ? null : <Discard form={form} to={back.to} />}
      </form>
    </TaskPage>
  )
}

/** Ctrl+Enter keeps what is written, wherever one stands in the form. */
function useCtrlEnter(submit: () => void): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.defaultPrevented) return
    if (document.querySelector('dialog[open]') !== null) return
    event.preventDefault()
    submit()
  })
  useEffect(() => {
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
}

function Restored({ form: { restoredAt } }: { readonly form: FormState }) {
  const { t } = useTranslation('cases')
  const moment = useMomentWords(useToday())
  return restoredAt === null ? null : <p className="note">{t('form.restored', { at: moment(restoredAt) })}</p>
}

function Discard({ form, to }: { readonly form: FormState; readonly to: string }) {
  const { t } = useTranslation('cases')
  const navigate = useNavigate()
  const [asking, setAsking] = useState(false)
  const discard = async () => {
    await form.discard()
    void navigate({ to })
  }
  return (
    <>
      <Acts>
        <Button variant="subtle" onClick={() => setAsking(true)}>
          {t('form.discard')}
        </Button>
      </Acts>
      <ConfirmDialog
        open={asking}
        title={t('form.discardTitle')}
        confirm={t('form.discardYes')}
        onConfirm={() => void discard()}
        onClose={() => setAsking(false)}
      >
        {t('form.discardBody')}
      </ConfirmDialog>
    </>
  )
}
