/** A short registration: what is known now. "Not known" and "estimated" are answers; the rest comes later. */
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMe } from '#access/web/index.ts'
import { newUuid4 } from '#platform/pure/bytes/index.ts'
import type { AnswerOf } from '#platform/pure/contract.ts'
import { randomBytes } from '#platform/web/crypto/index.ts'
import type { readCaseload } from '../../contract.ts'
import { useWork, useWorkState } from '../local/context.tsx'
import { type Faults, useForm } from '../local/form.ts'
import { factDraftOf, factField } from './fact-draft.ts'
import { useFactFault } from './fact-input.tsx'
import { todayDraft, useDateFault } from './fields.tsx'
import { useAmended } from './file-form.tsx'
import { FormPage } from './form-page.tsx'
import { newAlias, newCode } from './new-child.ts'
import { to, useToday } from './place.ts'
import { REGISTER_FIELDS as FIELD, phonesIn, type RegisterDraft, writingsOf } from './register-draft.ts'
import { RegisterFields } from './register-fields.tsx'

const NAME = 'register'

export function RegisterPage() {
  const { t } = useTranslation('cases')
  const { memberships } = useMe()
  const work = useWork()
  const navigate = useNavigate()
  const amended = useAmended()
  const today = useToday()
  const near = useNear()
  const team = memberships.find(({ role }) => role === 'caseworker' || role === 'supervisor')?.code ?? 'ANK'
  const [empty] = useState(() => emptyDraft(near, team, today))
  const form = useForm<RegisterDraft>({
    name: NAME,
    about: ({ alias, code }) => ({ form: 'register', to: '/children/new', alias: alias.first, code }),
    empty,
    check: useCheck(),
    write: async (draft) => {
      const label = { alias: draft.alias.first.trim(), code: draft.code }
      const [first] = await work.write(writingsOf(draft, today), label, NAME)
      await amended(draft)
      await navigate({ to: to.file(draft.file), hash: `e-${first?.id ?? ''}`, replace: true })
    },
  })
  if (form === null) return null
  const suggest = () => {
    const first = newAlias(near.aliases, randomBytes, form.draft.alias.first)
    form.change({ alias: { ...form.draft.alias, first } })
  }
  return (
    <FormPage
      form={form}
      back={{ to: to.children, label: t('file.toList') }}
      title={t('register.title')}
      sub={t('register.sub')}
      submit={t('register.submit')}
    >
      <RegisterFields form={form} onSuggest={suggest} />
    </FormPage>
  )
}

function emptyDraft(near: Near, team: string, today: string): RegisterDraft {
  const nothing = (name: 'alias' | 'sex' | 'birth' | 'place') => factDraftOf(name, undefined, today)
  return {
    file: newUuid4(randomBytes),
    identity: newUuid4(randomBytes),
    code: newCode(team, near.codes, randomBytes),
    alias: { ...nothing('alias'), first: newAlias(near.aliases, randomBytes) },
    sex: nothing('sex'),
    birth: nothing('birth'),
    place: nothing('place'),
    came: null,
    when: todayDraft(today),
    note: '',
    trueName: '',
    phones: '',
    guardian: '',
  }
}

function useCheck(): (draft: RegisterDraft) => Faults {
  const { t } = useTranslation('cases')
  const factFault = useFactFault()
  const dateFault = useDateFault()
  return (draft) => ({
    [factField('alias')]: factFault('alias', draft.alias),
    [factField('sex')]: factFault('sex', draft.sex),
    [factField('birth')]: factFault('birth', draft.birth),
    [FIELD.came]: draft.came === null ? t('register.fault.came') : null,
    [FIELD.when]: dateFault(draft.when),
    [FIELD.phones]: phonesIn(draft.phones) === null ? t('register.fault.phones') : null,
  })
}

type Near = { readonly codes: ReadonlySet<string>; readonly aliases: ReadonlySet<string> }

/** Codes and aliases that this person sees now: in the caseload as far as it was fetched, and on this device. */
function useNear(): Near {
  const queries = useQueryClient()
  const { items } = useWorkState()
  const fetched = queries
    .getQueriesData<{ pages: readonly AnswerOf<typeof readCaseload>[] }>({ queryKey: ['caseload'] })
    .flatMap(([, data]) => data?.pages.flatMap(({ rows }) => rows) ?? [])
  const all = [...fetched, ...items.map(({ label }) => label)]
  return { codes: new Set(all.map(({ code }) => code)), aliases: new Set(all.map(({ alias }) => alias)) }
}
