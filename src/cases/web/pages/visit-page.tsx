/** A visit: when, where, whom one met, what happened, the child's own words. */
import { useTranslation } from 'react-i18next'
import { Choices, type DateDraft, Fields, Question } from '#platform/web/index.ts'
import type { Form } from '../local/form.ts'
import { useChosenFiles, type WithFiles } from '../local/chosen-files.ts'
import { announcedOf } from '../local/take-file.ts'
import { FilesField } from '../parts/files-field.tsx'
import { DateField, dateIn, options, Sentences, textOr, todayDraft, useDateFault, WHEN, Words } from './fields.tsx'
import { type FileForm, useFileForm } from './file-form.tsx'
import type { OpenFile } from './file-frame.tsx'
import { FormPage } from './form-page.tsx'
import css from './pages.module.css'
import { useToday } from './place.ts'
import { WritingFrame } from './writing-frame.tsx'

const WHERE = ['home', 'school', 'office', 'institution', 'phone', 'elsewhere'] as const
const SEEN = ['child', 'child-alone', 'family', 'nobody'] as const
const FIELD = { when: 'kapan', where: 'di-mana', minutes: 'lama', seen: 'bertemu' } as const

export type VisitDraft = WithFiles & {
  readonly when: DateDraft
  readonly where: (typeof WHERE)[number] | null
  readonly minutes: string
  readonly seen: (typeof SEEN)[number] | null
  readonly text: string
  readonly quote: string
  readonly next: string
}

export function VisitPage() {
  return <WritingFrame needs="write">{(open) => <VisitForm key={open.file} open={open} />}</WritingFrame>
}

function VisitForm({ open }: { readonly open: OpenFile }) {
  const { t } = useTranslation('cases')
  const today = useToday()
  const dateFault = useDateFault()
  const { form, name, back, kick } = useFileForm<VisitDraft>({
    open,
    word: 'visit',
    page: 'visit',
    empty: { when: todayDraft(today), where: null, minutes: '', seen: null, text: '', quote: '', next: '', files: [] },
    check: (draft) => ({
      [FIELD.when]: dateFault(draft.when),
      [FIELD.where]: draft.where === null ? t('visit.fault.where') : null,
      [FIELD.minutes]: minutesIn(draft.minutes) === null ? t('visit.fault.minutes') : null,
      [FIELD.seen]: draft.seen === null ? t('visit.fault.seen') : null,
    }),
    entry: (draft) => entryOf(draft, today),
  })
  return form === null ? null : <Fillable form={form} name={name} back={back} kick={kick} open={open} />
}

type FillableProps = Omit<FileForm<VisitDraft>, 'form'> & { readonly form: Form<VisitDraft>; readonly open: OpenFile }

function Fillable({ form, name, back, kick, open }: FillableProps) {
  const { t } = useTranslation('cases')
  const chosen = useChosenFiles(form, name)
  return (
    <FormPage
      form={{ ...form, submit: chosen.submit }}
      back={back}
      kick={kick}
      title={t('visit.title', { alias: open.label.alias })}
      sub={t('visit.sub')}
      submit={t('visit.submit')}
    >
      <Parts form={form} />
      <Question last>
        <FilesField id="berkas" legend={t('files.legendOptional')} chosen={chosen} />
      </Question>
    </FormPage>
  )
}

function Parts({ form }: { readonly form: Form<VisitDraft> }) {
  const { t } = useTranslation('cases')
  const { draft, change, errorOf } = form
  return (
    <>
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
      <Question>
        <Choices
          id={FIELD.where}
          legend={t('visit.where')}
          error={errorOf(FIELD.where)}
          options={options(WHERE, (value) => t(`visit.place.${value}`))}
          value={draft.where}
          onChange={(where) => change({ where })}
        />
        <Fields>
          <Words
            id={FIELD.minutes}
            label={t('visit.minutes')}
            error={errorOf(FIELD.minutes)}
            optional
            inputMode="numeric"
            maxLength={4}
            value={draft.minutes}
            onText={(minutes) => change({ minutes })}
          />
        </Fields>
      </Question>
      <Question>
        <Choices
          id={FIELD.seen}
          legend={t('visit.seen')}
          error={errorOf(FIELD.seen)}
          options={options(SEEN, (value) => t(`value.seen.${value}`), 'nobody')}
          value={draft.seen}
          onChange={(seen) => change({ seen })}
        />
      </Question>
      <Question>
        <div className={css.stack}>
          <Sentences
            id="isi-kunjungan"
            label={t('visit.text')}
            optional
            value={draft.text}
            onText={(text) => change({ text })}
          />
          <Sentences
            id="kata-anak"
            label={t('visit.quote')}
            hint={t('visit.quoteHint')}
            optional
            value={draft.quote}
            onText={(quote) => change({ quote })}
          />
          <Words
            id="berikutnya"
            label={t('visit.next')}
            optional
            value={draft.next}
            onText={(next) => change({ next })}
          />
        </div>
      </Question>
    </>
  )
}

/** Whole minutes up to a day; undefined when nothing is said, null when it is no such number. */
function minutesIn(text: string): number | null | undefined {
  const trimmed = text.trim()
  if (trimmed === '') return undefined
  const minutes = /^\d{1,4}$/.test(trimmed) ? Number(trimmed) : 0
  return minutes >= 1 && minutes <= 1440 ? minutes : null
}

function entryOf({ when, where, minutes, seen, text, quote, next, files }: VisitDraft, today: string) {
  const length = minutesIn(minutes)
  return {
    kind: 'visit',
    data: {
      occurred: dateIn(when, today),
      where,
      seen,
      ...(length == null ? {} : { minutes: length }),
      ...textOr('text', text),
      ...textOr('quote', quote),
      ...textOr('next', next),
    },
    files: announcedOf(files),
  }
}
