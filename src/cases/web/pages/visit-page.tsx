/** A visit: when, where, whom one met, what happened, the child's own words. */
import { useTranslation } from 'react-i18next'
import { Choices, type DateDraft, Fields, Question } from '#platform/web/index.ts'
import type { WithFiles } from '../local/chosen-files.ts'
import type { Form } from '../local/form.ts'
import { announcedOf } from '../local/take-file.ts'
import { EntryFormWithFiles, fieldOf, textOf, WHEN_FIELD, WhenField } from './entry-form.tsx'
import { dateIn, options, Sentences, textOr, todayDraft, useDateFault, Words } from './fields.tsx'
import type { OpenFile } from './file-frame.tsx'
import css from './pages.module.css'
import { useToday } from './place.ts'
import { WritingFrame } from './writing-frame.tsx'

const WHERE = ['home', 'school', 'office', 'institution', 'phone', 'elsewhere'] as const
const SEEN = ['child', 'child-alone', 'family', 'nobody'] as const
const FIELD = { where: 'di-mana', minutes: 'lama', seen: 'bertemu' } as const

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
  return (
    <EntryFormWithFiles<VisitDraft>
      open={open}
      word="visit"
      page="visit"
      title={t('visit.title', { alias: open.label.alias })}
      sub={t('visit.sub')}
      submit={t('visit.submit')}
      empty={{
        when: todayDraft(today),
        where: null,
        minutes: '',
        seen: null,
        text: '',
        quote: '',
        next: '',
        files: [],
      }}
      check={(draft) => ({
        [WHEN_FIELD]: dateFault(draft.when),
        [FIELD.where]: draft.where === null ? t('visit.fault.where') : null,
        [FIELD.minutes]: minutesIn(draft.minutes) === null ? t('visit.fault.minutes') : null,
        [FIELD.seen]: draft.seen === null ? t('visit.fault.seen') : null,
      })}
      entry={(draft) => entryOf(draft, today)}
    >
      {(form) => <Parts form={form} />}
    </EntryFormWithFiles>
  )
}

function Parts({ form }: { readonly form: Form<VisitDraft> }) {
  const { t } = useTranslation('cases')
  return (
    <>
      <Question>
        <WhenField form={form} />
      </Question>
      <Question>
        <Choices
          {...fieldOf(form, FIELD.where)}
          value={form.draft.where}
          onChange={(where) => form.change({ where })}
          legend={t('visit.where')}
          options={options(WHERE, (value) => t(`visit.place.${value}`))}
        />
        <Fields>
          <Words
            {...textOf(form, 'minutes', FIELD.minutes)}
            label={t('visit.minutes')}
            optional
            inputMode="numeric"
            maxLength={4}
          />
        </Fields>
      </Question>
      <Question>
        <Choices
          {...fieldOf(form, FIELD.seen)}
          value={form.draft.seen}
          onChange={(seen) => form.change({ seen })}
          legend={t('visit.seen')}
          options={options(SEEN, (value) => t(`value.seen.${value}`), 'nobody')}
        />
      </Question>
      <Question>
        <div className={css.stack}>
          <Sentences {...textOf(form, 'text', 'isi-kunjungan')} label={t('visit.text')} optional />
          <Sentences
            {...textOf(form, 'quote', 'kata-anak')}
            label={t('visit.quote')}
            hint={t('visit.quoteHint')}
            optional
          />
          <Words {...textOf(form, 'next', 'berikutnya')} label={t('visit.next')} optional />
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
