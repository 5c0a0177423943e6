/** What was learned about who the child is: true name, numbers, guardian, address. Nothing that is known already is shown here. */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newUuid4 } from '#platform/pure/bytes/index.ts'
import { randomBytes } from '#platform/web/crypto/index.ts'
import { Fields, Question } from '#platform/web/index.ts'
import type { Form } from '../local/form.ts'
import { textOr, Words } from './fields.tsx'
import { useFileForm } from './file-form.tsx'
import type { OpenFile } from './file-frame.tsx'
import { FormPage } from './form-page.tsx'
import { phonesIn } from './register-draft.ts'
import { WritingFrame } from './writing-frame.tsx'

const FIELD = { name: 'nama-asli', phones: 'telepon', guardian: 'wali', address: 'alamat', nik: 'nik' } as const

export type IdentityDraft = {
  readonly trueName: string
  readonly phones: string
  readonly guardian: string
  readonly address: string
  readonly nik: string
}

const EMPTY: IdentityDraft = { trueName: '', phones: '', guardian: '', address: '', nik: '' }

export function IdentityPage() {
  return <WritingFrame needs="decide">{(open) => <IdentityForm key={open.file} open={open} />}</WritingFrame>
}

function IdentityForm({ open }: { readonly open: OpenFile }) {
  const { t } = useTranslation('cases')
  // A file without a name yet gets its identity stream with the first thing that is learned.
  const [fresh] = useState(() => newUuid4(randomBytes))
  const { form, back, kick } = useFileForm<IdentityDraft>({
    open,
    word: 'identity',
    page: 'identity',
    stream: open.identity?.stream ?? fresh,
    empty: EMPTY,
    check: (draft) => ({
      [FIELD.name]: Object.values(draft).every((text) => text.trim() === '') ? t('identity.fault.nothing') : null,
      [FIELD.phones]: phonesIn(draft.phones) === null ? t('register.fault.phones') : null,
      [FIELD.nik]: nikFault(draft.nik) ? t('identity.fault.nik') : null,
    }),
    entry: (draft) => ({ kind: 'identity-set', data: { file: open.file, facts: factsIn(draft) } }),
  })
  if (form === null) return null
  return (
    <FormPage
      form={form}
      back={back}
      kick={kick}
      title={t('identity.title', { alias: open.label.alias })}
      sub={t('identity.sub')}
      submit={t('identity.submit')}
    >
      <IdentityFields form={form} />
    </FormPage>
  )
}

function IdentityFields({ form: { draft, change, errorOf } }: { readonly form: Form<IdentityDraft> }) {
  const { t } = useTranslation('cases')
  const line = (id: string, key: keyof IdentityDraft, label: string, inputMode?: 'tel' | 'numeric') => (
    <Words
      id={id}
      label={label}
      error={errorOf(id)}
      optional
      {...(inputMode === undefined ? {} : { inputMode })}
      value={draft[key]}
      onText={(text) => change({ [key]: text })}
    />
  )
  return (
    <Question last>
      <Fields>
        {line(FIELD.name, 'trueName', t('fact.trueName'))}
        {line(FIELD.phones, 'phones', t('register.phones'), 'tel')}
        {line(FIELD.guardian, 'guardian', t('fact.guardianName'))}
        {line(FIELD.address, 'address', t('fact.address'))}
        {line(FIELD.nik, 'nik', t('fact.nik'), 'numeric')}
      </Fields>
    </Question>
  )
}

const nikFault = (text: string): boolean => text.trim() !== '' && !/^\d{6,16}$/.test(text.replace(/[\s.]/g, ''))

/** Only what was written: an empty field says nothing, and changes nothing. */
function factsIn(draft: IdentityDraft): Readonly<Record<string, unknown>> {
  const phones = phonesIn(draft.phones) ?? []
  return {
    ...textOr('trueName', draft.trueName),
    ...(phones.length === 0 ? {} : { phones }),
    ...textOr('guardianName', draft.guardian),
    ...textOr('address', draft.address),
    ...textOr('nik', draft.nik.replace(/[\s.]/g, '')),
  }
}
