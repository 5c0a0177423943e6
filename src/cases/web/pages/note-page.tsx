/** A note: something worth remembering, and when it was. */
import { useTranslation } from 'react-i18next'
import { type DateDraft, Question } from '#platform/web/index.ts'
import type { WithFiles } from '../local/chosen-files.ts'
import { announcedOf } from '../local/take-file.ts'
import { EntryFormWithFiles, textOf, WHEN_FIELD, WhenField } from './entry-form.tsx'
import { dateIn, Sentences, todayDraft, useDateFault } from './fields.tsx'
import type { OpenFile } from './file-frame.tsx'
import { useToday } from './place.ts'
import { WritingFrame } from './writing-frame.tsx'

const FIELD = { text: 'catatan' } as const

export type NoteDraft = WithFiles & { readonly text: string; readonly when: DateDraft }

export function NotePage() {
  return <WritingFrame needs="write">{(open) => <NoteForm key={open.file} open={open} />}</WritingFrame>
}

function NoteForm({ open }: { readonly open: OpenFile }) {
  const { t } = useTranslation('cases')
  const today = useToday()
  const dateFault = useDateFault()
  return (
    <EntryFormWithFiles<NoteDraft>
      open={open}
      word="note"
      page="note"
      title={t('note.title', { alias: open.label.alias })}
      sub={t('note.sub')}
      submit={t('note.submit')}
      empty={{ text: '', when: todayDraft(today), files: [] }}
      check={({ text, when }) => ({
        [FIELD.text]: text.trim() === '' ? t('note.fault.text') : null,
        [WHEN_FIELD]: dateFault(when),
      })}
      entry={({ text, when, files }) => ({
        kind: 'note',
        data: { text: text.trim(), occurred: dateIn(when, today) },
        files: announcedOf(files),
      })}
    >
      {(form) => (
        <>
          <Question>
            <Sentences {...textOf(form, 'text', FIELD.text)} label={t('note.text')} />
          </Question>
          <Question>
            <WhenField form={form} />
          </Question>
        </>
      )}
    </EntryFormWithFiles>
  )
}
