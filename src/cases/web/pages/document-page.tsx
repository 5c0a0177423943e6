/** A document or photo: what it is, from when, and its files. In a child's file, and in a referral from both sides. */
import { useNavigate, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { type DateDraft, EmptyState, Fields, GoButton, Question, TaskPage } from '#platform/web/index.ts'
import { useChosenFiles, type WithFiles } from '../local/chosen-files.ts'
import { useWork } from '../local/context.tsx'
import { type Form, useForm } from '../local/form.ts'
import type { ItemLabel } from '../local/outbox.ts'
import { announcedOf } from '../local/take-file.ts'
import { FilesField } from '../parts/files-field.tsx'
import { textOf, WHEN_FIELD, WhenField } from './entry-form.tsx'
import { dateIn, todayDraft, useDateFault, Words } from './fields.tsx'
import { type Amending, useAmended } from './file-form.tsx'
import { FormPage } from './form-page.tsx'
import { to, useToday } from './place.ts'
import { useReferrals } from './referrals-data.ts'
import { WritingFrame } from './writing-frame.tsx'

const FIELD = { files: 'berkas', title: 'judul' } as const

export type DocumentDraft = WithFiles & { readonly title: string; readonly when: DateDraft }

type Place = {
  readonly stream: string
  /** The address of this form, and where it leads back to. */
  readonly here: string
  readonly back: { readonly to: string; readonly label: string }
  readonly label: ItemLabel
}

const useStreamId = () => useParams({ strict: false, select: ({ stream }: { stream?: string }) => stream ?? '' })

/** `/children/$file/document` */
export function DocumentPage() {
  return (
    <WritingFrame needs="write">
      {({ file, label }) => (
        <DocumentForm
          key={file}
          stream={file}
          here={to.page(file, 'document')}
          back={{ to: to.file(file), label: label.alias }}
          label={label}
        />
      )}
    </WritingFrame>
  )
}

/** `/children/$file/referrals/$stream/document` */
export function SentReferralDocumentPage() {
  const stream = useStreamId()
  return (
    <WritingFrame needs="decide">
      {({ file, label, view }) => {
        const back = { to: to.page(file, `referrals/${stream}`), label: label.alias }
        return view.referrals.some((one) => one.stream === stream) ? (
          <DocumentForm key={stream} stream={stream} here={`${back.to}/document`} back={back} label={label} />
        ) : (
          <NoReferral back={back} />
        )
      }}
    </WritingFrame>
  )
}

/** `/referrals/$stream/document` */
export function ReceivedReferralDocumentPage() {
  const stream = useStreamId()
  const { referrals, state } = useReferrals()
  const found = referrals.find(({ view }) => view.stream === stream)
  const back = { to: `/referrals/${stream}`, label: found?.view.alias ?? '' }
  if (state === 'loading') return null
  if (found === undefined) return <NoReferral back={{ to: '/referrals', label: '' }} />
  const label = { alias: found.view.alias, code: '' }
  return <DocumentForm key={stream} stream={stream} here={`${back.to}/document`} back={back} label={label} />
}

function NoReferral({ back }: Pick<Place, 'back'>) {
  const { t } = useTranslation('cases')
  return (
    <TaskPage narrow back={{ to: back.to, label: t('referral.noneTitle') }}>
      <h1 className="hide">{t('referral.noneTitle')}</h1>
      <EmptyState title={t('referral.noneHere')} action={<GoButton to={back.to}>{t('inbox.title')}</GoButton>}>
        {t('referral.noneReceived')}
      </EmptyState>
    </TaskPage>
  )
}

function DocumentForm(place: Place) {
  const { stream, here, back, label } = place
  const { t } = useTranslation('cases')
  const today = useToday()
  const work = useWork()
  const navigate = useNavigate()
  const amended = useAmended()
  const dateFault = useDateFault()
  const name = `document:${stream}`
  const form = useForm<DocumentDraft>({
    name,
    about: () => ({ form: 'document', to: here, ...label }),
    empty: { files: [], title: '', when: todayDraft(today) },
    check: ({ files, title, when }) => ({
      [FIELD.files]: files.length === 0 ? t('document.fault.files') : null,
      [FIELD.title]: title.trim() === '' ? t('document.fault.title') : null,
      [WHEN_FIELD]: dateFault(when),
    }),
    write: async (draft) => {
      const { files, title, when } = draft
      const data = { title: title.trim(), occurred: dateIn(when, today) }
      const what = { kind: 'attachment-added', data, files: announcedOf(files), refs: (draft as Amending).amends ?? [] }
      const [written] = await work.write([{ stream, what }], { ...label, form: here }, name)
      await amended(draft)
      await navigate({ to: back.to, hash: `e-${written?.id ?? ''}`, replace: true })
    },
    thrown: ({ files }) => work.files.forget(files.map(({ id }) => id)),
  })
  return form === null ? null : <Fillable form={form} name={name} {...place} />
}

function Fillable({ form, name, back, label }: Place & { readonly form: Form<DocumentDraft>; readonly name: string }) {
  const { t } = useTranslation('cases')
  const chosen = useChosenFiles(form, name)
  const { errorOf } = form
  return (
    <FormPage
      form={{ ...form, submit: chosen.submit }}
      back={back}
      kick={[t('form.name.document'), label.code].filter((word) => word !== '').join(', ')}
      title={t('document.title', { alias: label.alias })}
      sub={t('document.sub')}
      submit={t('document.submit')}
    >
      <Question>
        <FilesField id={FIELD.files} legend={t('files.legend')} error={errorOf(FIELD.files)} chosen={chosen} />
      </Question>
      <Question>
        <Fields>
          <Words {...textOf(form, 'title', FIELD.title)} label={t('document.what')} hint={t('document.whatHint')} />
        </Fields>
      </Question>
      <Question last>
        <WhenField form={form} legend={t('document.when')} hint={t('document.whenHint')} />
      </Question>
    </FormPage>
  )
}
