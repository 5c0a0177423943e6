/** The frame of a form about a file that becomes one entry: keeping, errors, the way back; between them the questions. */
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { type DateDraft, Question } from '#platform/web/index.ts'
import { useChosenFiles, type WithFiles } from '../local/chosen-files.ts'
import type { Form, FormState } from '../local/form.ts'
import { FilesField } from '../parts/files-field.tsx'
import { DateField, WHEN } from './fields.tsx'
import { type FileFormOptions, useFileForm } from './file-form.tsx'
import { FormPage, type FormPageProps } from './form-page.tsx'

type Words = Pick<FormPageProps, 'title' | 'sub' | 'submit'>

export type EntryFormProps<D> = Words &
  FileFormOptions<D> & {
    /** The questions, of a form whose draft was looked for. */
    readonly children: (form: Form<D>) => ReactNode
  }

export function EntryForm<D extends object>({ title, sub, submit, children, ...options }: EntryFormProps<D>) {
  const { form, back, kick } = useFileForm<D>(options)
  if (form === null) return null
  return (
    <FormPage form={form} back={back} kick={kick} title={title} sub={sub} submit={submit}>
      {children(form)}
    </FormPage>
  )
}

/** The same with photos and documents as the last question; they may stay away. */
export function EntryFormWithFiles<D extends WithFiles>({
  title,
  sub,
  submit,
  children,
  ...options
}: EntryFormProps<D>) {
  const { form, name, back, kick } = useFileForm<D>(options)
  if (form === null) return null
  return (
    <WithFilesPage form={form} name={name} back={back} kick={kick} title={title} sub={sub} submit={submit}>
      {children(form)}
    </WithFilesPage>
  )
}

type WithFilesPageProps<D> = Omit<FormPageProps, 'form'> & { readonly form: Form<D>; readonly name: string }

function WithFilesPage<D extends WithFiles>({ form, name, children, ...page }: WithFilesPageProps<D>) {
  const { t } = useTranslation('cases')
  const chosen = useChosenFiles(form, name)
  return (
    <FormPage form={{ ...form, submit: chosen.submit }} {...page}>
      {children}
      <Question last>
        <FilesField id="berkas" legend={t('files.legendOptional')} chosen={chosen} />
      </Question>
    </FormPage>
  )
}

/** Id of the field that asks when it was, for the summary of errors. */
export const WHEN_FIELD = 'kapan'

export type WhenFieldProps = {
  readonly form: Form<{ readonly when: DateDraft }>
  /** "When?" unless said. */
  readonly legend?: string
  readonly hint?: string
}

/** When it was, as exactly as it is known. The fault is asked of `useDateFault`, under `WHEN_FIELD`. */
export function WhenField({ form: { draft, change, errorOf }, legend, hint }: WhenFieldProps) {
  const { t } = useTranslation('cases')
  return (
    <DateField
      id={WHEN_FIELD}
      legend={legend ?? t('form.when')}
      {...(hint === undefined ? {} : { hint })}
      error={errorOf(WHEN_FIELD)}
      draft={draft.when}
      onDraft={(when) => change({ when })}
      modes={WHEN}
    />
  )
}

/** Ties a field of words to one part of a draft. `id` is that of the field, for the summary of errors. */
export function textOf<K extends string>(form: Form<{ readonly [P in K]: string }>, name: K, id: string) {
  return {
    id,
    value: form.draft[name],
    error: form.errorOf(id),
    // One property of that name; the type of a computed one is wider.
    onText: (text: string) => form.change({ [name]: text } as { [P in K]: string }),
  }
}

/** Id and fault of a field, for one that is tied to its part of the draft by hand. */
export const fieldOf = (form: Pick<FormState, 'errorOf'>, id: string) => ({ id, error: form.errorOf(id) })
