/** Closing a file, and opening it again. Closing ends the work, never the file. */
import { useTranslation } from 'react-i18next'
import { Choices, type DateDraft, Question } from '#platform/web/index.ts'
import { DateField, dateIn, options, Sentences, textOr, todayDraft, useDateFault, WHEN } from './fields.tsx'
import { useFileForm } from './file-form.tsx'
import type { OpenFile } from './file-frame.tsx'
import { FormPage } from './form-page.tsx'
import { useToday } from './place.ts'
import { WritingFrame } from './writing-frame.tsx'

const REASONS = [
  'goals-met',
  'aged-out',
  'moved',
  'lost-contact',
  'family-wish',
  'not-ours',
  'died',
  'duplicate',
  'other',
] as const
const FIELD = { reason: 'alasan', text: 'keterangan', when: 'kapan' } as const

export type ClosingDraft = {
  readonly reason: (typeof REASONS)[number] | null
  readonly text: string
  readonly when: DateDraft
}
export type ReopeningDraft = { readonly reason: string; readonly when: DateDraft }

export function ClosePage() {
  return <WritingFrame needs="decide">{(open) => <CloseForm key={open.file} open={open} />}</WritingFrame>
}

export function ReopenPage() {
  return <WritingFrame needs="decide">{(open) => <ReopenForm key={open.file} open={open} />}</WritingFrame>
}

function CloseForm({ open }: { readonly open: OpenFile }) {
  const { t } = useTranslation('cases')
  const today = useToday()
  const dateFault = useDateFault()
  const { form, back, kick } = useFileForm<ClosingDraft>({
    open,
    word: 'close',
    page: 'close',
    empty: { reason: null, text: '', when: todayDraft(today) },
    check: ({ reason, text, when }) => ({
      [FIELD.reason]: reason === null ? t('close.fault.reason') : null,
      [FIELD.text]: reason === 'other' && text.trim() === '' ? t('close.fault.text') : null,
      [FIELD.when]: dateFault(when),
    }),
    entry: ({ reason, text, when }) => ({
      kind: 'closed',
      data: { reason, ...textOr('text', text), occurred: dateIn(when, today) },
    }),
  })
  if (form === null) return null
  const { draft, change, errorOf } = form
  return (
    <FormPage
      form={form}
      back={back}
      kick={kick}
      title={t('close.title', { alias: open.label.alias })}
      sub={t('close.sub')}
      submit={t('close.submit')}
    >
      <Question>
        <Choices
          id={FIELD.reason}
          legend={t('close.reason')}
          error={errorOf(FIELD.reason)}
          options={options(REASONS, (value) => t(`value.closure.${value}`), 'other')}
          value={draft.reason}
          onChange={(reason) => change({ reason })}
        />
      </Question>
      <Question>
        <Sentences
          id={FIELD.text}
          label={t('close.text')}
          error={errorOf(FIELD.text)}
          optional={draft.reason !== 'other'}
          value={draft.text}
          onText={(text) => change({ text })}
        />
      </Question>
      <Question last>
        <DateField
          id={FIELD.when}
          legend={t('form.when')}
          error={errorOf(FIELD.when)}
          draft={draft.when}
          onDraft={(when) => change({ when })}
          modes={WHEN}
        />
      </Question>
    </FormPage>
  )
}

function ReopenForm({ open }: { readonly open: OpenFile }) {
  const { t } = useTranslation('cases')
  const today = useToday()
  const dateFault = useDateFault()
  const { form, back, kick } = useFileForm<ReopeningDraft>({
    open,
    word: 'reopen',
    page: 'reopen',
    empty: { reason: '', when: todayDraft(today) },
    check: ({ reason, when }) => ({
      [FIELD.reason]: reason.trim() === '' ? t('close.fault.why') : null,
      [FIELD.when]: dateFault(when),
    }),
    entry: ({ reason, when }) => ({ kind: 'reopened', data: { reason: reason.trim(), occurred: dateIn(when, today) } }),
  })
  if (form === null) return null
  const { draft, change, errorOf } = form
  return (
    <FormPage
      form={form}
      back={back}
      kick={kick}
      title={t('close.reopenTitle', { alias: open.label.alias })}
      sub={t('close.reopenSub')}
      submit={t('close.reopenSubmit')}
    >
      <Question>
        <Sentences
          id={FIELD.reason}
          label={t('close.why')}
          error={errorOf(FIELD.reason)}
          value={draft.reason}
          onText={(reason) => change({ reason })}
        />
      </Question>
      <Question last>
        <DateField
          id={FIELD.when}
          legend={t('form.when')}
          error={errorOf(FIELD.when)}
          draft={draft.when}
          onDraft={(when) => change({ when })}
          modes={WHEN}
        />
      </Question>
    </FormPage>
  )
}
