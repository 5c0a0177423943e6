/** Closing a file, and opening it again. Closing ends the work, never the file. */
import { useTranslation } from 'react-i18next'
import { Choices, type DateDraft, Question } from '#platform/web/index.ts'
import { EntryForm, fieldOf, textOf, WHEN_FIELD, WhenField } from './entry-form.tsx'
import { dateIn, options, Sentences, textOr, todayDraft, useDateFault } from './fields.tsx'
import type { OpenFile } from './file-frame.tsx'
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
const FIELD = { reason: 'alasan', text: 'keterangan' } as const

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
  return (
    <EntryForm<ClosingDraft>
      open={open}
      word="close"
      page="close"
      title={t('close.title', { alias: open.label.alias })}
      sub={t('close.sub')}
      submit={t('close.submit')}
      empty={{ reason: null, text: '', when: todayDraft(today) }}
      check={({ reason, text, when }) => ({
        [FIELD.reason]: reason === null ? t('close.fault.reason') : null,
        [FIELD.text]: reason === 'other' && text.trim() === '' ? t('close.fault.text') : null,
        [WHEN_FIELD]: dateFault(when),
      })}
      entry={({ reason, text, when }) => ({
        kind: 'closed',
        data: { reason, ...textOr('text', text), occurred: dateIn(when, today) },
      })}
    >
      {(form) => (
        <>
          <Question>
            <Choices
              {...fieldOf(form, FIELD.reason)}
              value={form.draft.reason}
              onChange={(reason) => form.change({ reason })}
              legend={t('close.reason')}
              options={options(REASONS, (value) => t(`value.closure.${value}`), 'other')}
            />
          </Question>
          <Question>
            <Sentences
              {...textOf(form, 'text', FIELD.text)}
              label={t('close.text')}
              optional={form.draft.reason !== 'other'}
            />
          </Question>
          <Question last>
            <WhenField form={form} />
          </Question>
        </>
      )}
    </EntryForm>
  )
}

function ReopenForm({ open }: { readonly open: OpenFile }) {
  const { t } = useTranslation('cases')
  const today = useToday()
  const dateFault = useDateFault()
  return (
    <EntryForm<ReopeningDraft>
      open={open}
      word="reopen"
      page="reopen"
      title={t('close.reopenTitle', { alias: open.label.alias })}
      sub={t('close.reopenSub')}
      submit={t('close.reopenSubmit')}
      empty={{ reason: '', when: todayDraft(today) }}
      check={({ reason, when }) => ({
        [FIELD.reason]: reason.trim() === '' ? t('close.fault.why') : null,
        [WHEN_FIELD]: dateFault(when),
      })}
      entry={({ reason, when }) => ({
        kind: 'reopened',
        data: { reason: reason.trim(), occurred: dateIn(when, today) },
      })}
    >
      {(form) => (
        <>
          <Question>
            <Sentences {...textOf(form, 'reason', FIELD.reason)} label={t('close.why')} />
          </Question>
          <Question last>
            <WhenField form={form} />
          </Question>
        </>
      )}
    </EntryForm>
  )
}
