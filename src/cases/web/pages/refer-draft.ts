/** The half-written referral, and what it becomes. */
import { useTranslation } from 'react-i18next'
import { addDays } from '#platform/pure/partial-date.ts'
import type { DateDraft } from '#platform/web/index.ts'
import type { Faults } from '../local/form.ts'
import { REFER_FIELDS, type AgreedBy } from '../screens/refer.props.ts'
import { dateIn, textOr, todayDraft, useDateFault } from './fields.tsx'
import type { Amending } from './file-form.tsx'
import type { Offered } from './refer-package.ts'
import type { TrueNameChoice } from './refer-name.ts'

export type ReferDraft = Amending & {
  readonly team: string
  readonly need: string
  /** Names of facts that were taken out. */
  readonly out: readonly string[]
  readonly agreed: readonly AgreedBy[]
  readonly on: DateDraft
  /** Null while agreement is the basis. */
  readonly emergency: string | null
  /** ISO day. */
  readonly answerBy: string
  readonly message: string
}

const WEEK = 7

export const emptyRefer = (today: string): ReferDraft => ({
  team: '',
  need: '',
  out: [],
  agreed: [],
  on: todayDraft(today),
  emergency: null,
  answerBy: addDays(today, WEEK),
  message: '',
})

/** What stands in the package: the alias, what was not taken out, and the true name when it was chosen. */
export function packageOf(draft: ReferDraft, offered: readonly Offered[], alias: string, name: string | null) {
  const sent = offered.filter((one) => !one.conflict && (one.always || !draft.out.includes(one.name)))
  return { alias, ...Object.fromEntries(sent.map((one) => [one.name, one.value])), ...(name === null ? {} : { name }) }
}

/** Names under which the provider is told that something was left out; never what. */
const LEFT_OUT = ['name', 'birth', 'sex', 'village', 'contact', 'school', 'care'] as const

type Around = { readonly file: string; readonly today: string; readonly package: Readonly<Record<string, unknown>> }

/** The data of `referral-sent`. Only asked of a draft without faults. */
export function sentOf(draft: ReferDraft, { file, today, package: sent }: Around): Record<string, unknown> {
  const { team, need, emergency, agreed, on, answerBy, message, out } = draft
  const left = LEFT_OUT.filter((name) => !(name in sent) && (name === 'name' || out.includes(name)))
  return {
    file,
    team,
    need: need.trim(),
    ...textOr('detail', message),
    package: sent,
    agreed:
      emergency === null
        ? { basis: 'agreement', who: agreed, on: dateIn(on, today) }
        : { basis: 'emergency', reason: emergency.trim() },
    withheld: [...left, 'story'],
    answerBy,
    occurred: { precision: 'day', value: today },
  }
}

/** What is missing, in the order of the form. */
export function useReferCheck(trueName: TrueNameChoice['state']): (draft: ReferDraft) => Faults {
  const { t } = useTranslation('cases')
  const dateFault = useDateFault()
  return ({ team, need, emergency, agreed, on }) => ({
    [REFER_FIELDS.provider]: team === '' ? t('refer.fault.provider') : null,
    [REFER_FIELDS.need]: need.trim() === '' ? t('refer.fault.need') : null,
    [REFER_FIELDS.facts]: trueName === 'asking' ? t('refer.fault.asking') : null,
    [REFER_FIELDS.agreed]: emergency === null && agreed.length === 0 ? t('refer.fault.agreed') : null,
    [REFER_FIELDS.on]: emergency === null ? dateFault(on) : null,
    [REFER_FIELDS.emergency]: emergency !== null && emergency.trim() === '' ? t('refer.fault.emergency') : null,
  })
}
