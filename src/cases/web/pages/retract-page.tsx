/** Takes an entry back, with a reason. It stays in the story, crossed out. */
import { useTranslation } from 'react-i18next'
import { Choices, Known, Question } from '#platform/web/index.ts'
import { options, Sentences, textOr } from './fields.tsx'
import { useFileForm } from './file-form.tsx'
import type { OpenFile } from './file-frame.tsx'
import { FormPage } from './form-page.tsx'
import { useEntryId } from './place.ts'
import { useStoryEntries } from './story-entries.ts'
import { WritingFrame } from './writing-frame.tsx'

const REASONS = ['wrong-child', 'written-twice', 'not-true', 'other'] as const
const FIELD = { reason: 'alasan', why: 'keterangan' } as const

export type RetractDraft = { readonly reason: (typeof REASONS)[number] | null; readonly why: string }

export function RetractPage() {
  const entry = useEntryId()
  return (
    <WritingFrame needs="decide">
      {(open) => <RetractForm key={`${open.file}-${entry}`} open={open} id={entry} />}
    </WritingFrame>
  )
}

function RetractForm({ open, id }: { readonly open: OpenFile; readonly id: string }) {
  const { t } = useTranslation('cases')
  const entry = useStoryEntries()(open).find((one) => one.id === id)
  const { form, back, kick } = useFileForm<RetractDraft>({
    open,
    word: 'retract',
    page: `retract/${id}`,
    empty: { reason: null, why: '' },
    check: ({ reason, why }) => ({
      [FIELD.reason]: reason === null ? t('retract.fault.reason') : null,
      [FIELD.why]: reason === 'other' && why.trim() === '' ? t('retract.fault.why') : null,
    }),
    entry: ({ reason, why }) => ({ kind: 'retracted', refs: [id], data: { reason, ...textOr('why', why) } }),
  })
  if (form === null) return null
  const { draft, change, errorOf } = form
  return (
    <FormPage
      form={form}
      back={back}
      kick={kick}
      title={t('retract.title')}
      sub={t('retract.sub')}
      submit={t('retract.submit')}
    >
      {entry === undefined ? null : (
        <Question>
          <Known title={`${entry.kind}, ${entry.date}, ${entry.by ?? ''}`}>
            <p>{[entry.title, ...(entry.lines ?? [])].join('. ')}</p>
          </Known>
        </Question>
      )}
      <Question>
        <Choices
          id={FIELD.reason}
          legend={t('retract.reason')}
          error={errorOf(FIELD.reason)}
          options={options(REASONS, (value) => t(`value.retraction.${value}`), 'other')}
          value={draft.reason}
          onChange={(reason) => change({ reason })}
        />
      </Question>
      <Question last>
        <Sentences
          id={FIELD.why}
          label={t('retract.why')}
          error={errorOf(FIELD.why)}
          optional={draft.reason !== 'other'}
          value={draft.why}
          onText={(why) => change({ why })}
        />
      </Question>
    </FormPage>
  )
}
