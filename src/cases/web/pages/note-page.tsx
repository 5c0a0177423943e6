/** A note: something worth remembering, and when it was. */
import { useTranslation } from 'react-i18next'
import { type DateDraft, Question } from '#platform/web/index.ts'
import { useChosenFiles, type WithFiles } from '../local/chosen-files.ts'
import type { Form } from '../local/form.ts'
import { announcedOf } from '../local/take-file.ts'
import { FilesField } from '../parts/files-field.tsx'
import { DateField, dateIn, Sentences, todayDraft, useDateFault, WHEN } from './fields.tsx'
import { type FileForm, useFileForm } from './file-form.tsx'
import type { OpenFile } from './file-frame.tsx'
import { FormPage } from './form-page.tsx'
import { useToday } from './place.ts'
import { WritingFrame } from './writing-frame.tsx'

const FIELD = { text: 'catatan', when: 'kapan', files: 'berkas' } as const

export type NoteDraft = WithFiles & { readonly text: string; readonly when: DateDraft }

export function NotePage() {
  return <WritingFrame needs="write">{(open) => <NoteForm key={open.file} open={open} />}</WritingFrame>
}

function NoteForm({ open }: { readonly open: OpenFile }) {
  const { t } = useTranslation('cases')
  const today = useToday()
  const dateFault = useDateFault()
  const { form, name, back, kick } = useFileForm<NoteDraft>({
    open,
    word: 'note',
    page: 'note',
    empty: { text: '', when: todayDraft(today), files: [] },
    check: ({ text, when }) => ({
      [FIELD.text]: text.trim() === '' ? t('note.fault.text') : null,
      [FIELD.when]: dateFault(when),
    }),
    entry: ({ text, when, files }) => ({
      kind: 'note',
      data: { text: text.trim(), occurred: dateIn(when, today) },
      files: announcedOf(files),
    }),
  })
  return form === null ? null : <Fillable form={form} name={name} back={back} kick={kick} open={open} />
}

type FillableProps = Omit<FileForm<NoteDraft>, 'form'> & { readonly form: Form<NoteDraft>; readonly open: OpenFile }

function Fillable({ form, name, back, kick, open }: FillableProps) {
  const { t } = useTranslation('cases')
  const chosen = useChosenFiles(form, name)
  const { draft, change, errorOf } = form
  return (
    <FormPage
      form={{ ...form, submit: chosen.submit }}
      back={back}
      kick={kick}
      title={t('note.title', { alias: open.label.alias })}
      sub={t('note.sub')}
      submit={t('note.submit')}
    >
      <Question>
        <Sentences
          id={FIELD.text}
          label={t('note.text')}
          error={errorOf(FIELD.text)}
          value={draft.text}
          onText={(text) => change({ text })}
        />
      </Question>
      <Question>
        <DateField
          id={FIELD.when}
          legend={t('form.when')}
          error={errorOf(FIELD.when)}
          draft={draft.when}
          onDraft={(when) => change({ when })}
          modes={WHEN}
        />
      </Question>
      <Question last>
        <FilesField id={FIELD.files} legend={t('files.legendOptional')} chosen={chosen} />
      </Question>
    </FormPage>
  )
}
