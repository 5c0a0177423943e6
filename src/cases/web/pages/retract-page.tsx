/** Takes an entry back, with a reason. It stays in the story, crossed out. */
import { useTranslation } from 'react-i18next'
import { Choices, Known, Question } from '#platform/web/index.ts'
import { EntryForm, fieldOf, textOf } from './entry-form.tsx'
import { options, Sentences, textOr } from './fields.tsx'
import type { OpenFile } from './file-frame.tsx'
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
  return (
    <EntryForm<RetractDraft>
      open={open}
      word="retract"
      page={`retract/${id}`}
      title={t('retract.title')}
      sub={t('retract.sub')}
      submit={t('retract.submit')}
      empty={{ reason: null, why: '' }}
      check={({ reason, why }) => ({
        [FIELD.reason]: reason === null ? t('retract.fault.reason') : null,
        [FIELD.why]: reason === 'other' && why.trim() === '' ? t('retract.fault.why') : null,
      })}
      entry={({ reason, why }) => ({ kind: 'retracted', refs: [id], data: { reason, ...textOr('why', why) } })}
    >
      {(form) => (
        <>
          {entry === undefined ? null : (
            <Question>
              <Known title={`${entry.kind}, ${entry.date}, ${entry.by ?? ''}`}>
                <p>{[entry.title, ...(entry.lines ?? [])].join('. ')}</p>
              </Known>
            </Question>
          )}
          <Question>
            <Choices
              {...fieldOf(form, FIELD.reason)}
              value={form.draft.reason}
              onChange={(reason) => form.change({ reason })}
              legend={t('retract.reason')}
              options={options(REASONS, (value) => t(`value.retraction.${value}`), 'other')}
            />
          </Question>
          <Question last>
            <Sentences
              {...textOf(form, 'why', FIELD.why)}
              label={t('retract.why')}
              optional={form.draft.reason !== 'other'}
            />
          </Question>
        </>
      )}
    </EntryForm>
  )
}
