/** The referral form in words: the card, what stays behind and why, the days, what will happen. */
import { useTranslation } from 'react-i18next'
import { addDays } from '#platform/pure/partial-date.ts'
import { formatDay, type ThenStep, useLanguage } from '#platform/web/index.ts'
import type { PackageFact } from '../parts/package-card.tsx'
import type { NotSent } from '../screens/refer.props.ts'
import type { ReferDraft } from './refer-draft.ts'
import type { Offered } from './refer-package.ts'
import type { TrueNameChoice } from './refer-name.ts'
import { usePackageValue } from './referral-words.ts'

type Given = {
  readonly draft: ReferDraft
  readonly offered: readonly Offered[]
  readonly alias: string
  readonly trueName: TrueNameChoice
  readonly change: (over: Partial<ReferDraft>) => void
}

/** The card as the provider will see it, and below it what is not on it. */
export function useReferFacts(): (given: Given) => { facts: readonly PackageFact[]; notSent: readonly NotSent[] } {
  const { t } = useTranslation('cases')
  const value = usePackageValue()
  const nameOf = (name: string) => t(`fact.card.${name as 'birth'}`)
  const takenOut = (one: Offered, { draft, change }: Given): NotSent => ({
    key: one.name,
    title: nameOf(one.name),
    value: value(one.name, one.value),
    why: t('refer.why.takenOut'),
    withheld: false,
    onInclude: () => change({ out: draft.out.filter((name) => name !== one.name) }),
  })
  return (given) => {
    const { draft, offered, alias, trueName } = given
    const sent = offered.filter((one) => !one.conflict && (one.always || !draft.out.includes(one.name)))
    const facts = sent.map((one): PackageFact => ({
      key: one.name,
      name: nameOf(one.name),
      value: value(one.name, one.value),
      keep: one.always ? 'always' : 'may-take-out',
    }))
    const name: readonly PackageFact[] =
      trueName.name === null ? [] : [{ key: 'name', name: nameOf('name'), value: trueName.name, keep: 'may-take-out' }]
    const message: readonly PackageFact[] =
      draft.message.trim() === ''
        ? []
        : [{ key: 'message', name: t('refer.yourMessage'), value: draft.message.trim(), keep: 'plain' }]
    const left = offered.filter((one) => !one.conflict && !sent.includes(one)).map((one) => takenOut(one, given))
    const doubtful = offered
      .filter(({ conflict }) => conflict)
      .map((one): NotSent => ({ key: one.name, title: nameOf(one.name), why: t('refer.why.conflict'), withheld: true }))
    return {
      facts: [{ key: 'alias', name: nameOf('alias'), value: alias, keep: 'always' }, ...name, ...facts, ...message],
      notSent: [...left, ...doubtful, ...nameLeft(trueName), STORY(t)],
    }
  }

  function nameLeft({ state, ask }: TrueNameChoice): readonly NotSent[] {
    if (ask === null || state === 'shown') return []
    const why = t(`refer.why.name.${state}`)
    const may = state === 'not-asked' || state === 'failed'
    return [{ key: 'name', title: nameOf('name'), why, withheld: true, ...(may ? { onInclude: ask } : {}) }]
  }
}

const STORY = (t: ReturnType<typeof useTranslation<'cases'>>['t']): NotSent => ({
  key: 'story',
  title: t('refer.story'),
  why: t('refer.why.story'),
  withheld: true,
})

/** Tomorrow, one week, two weeks, a month. */
const DAYS = { tomorrow: 1, week: 7, twoWeeks: 14, month: 30 } as const

export function useReferDays(): (today: string) => readonly { value: string; label: string }[] {
  const { t } = useTranslation('cases')
  const { language } = useLanguage()
  return (today) =>
    (['tomorrow', 'week', 'twoWeeks', 'month'] as const).map((key) => {
      const day = addDays(today, DAYS[key])
      return { value: day, label: t(`refer.day.${key}`, { day: formatDay(day, language, { short: true }) }) }
    })
}

export function useReferSteps(): (given: { provider: string; alias: string; answerBy: string }) => readonly ThenStep[] {
  const { t } = useTranslation('cases')
  const { language } = useLanguage()
  return ({ provider, alias, answerBy }) => {
    const until = formatDay(answerBy, language, { short: true, weekday: true })
    const after = formatDay(addDays(answerBy, 1), language, { short: true, weekday: true })
    return [
      { what: t('refer.step.sees', { provider }), when: t('refer.step.seesWhen') },
      { what: t('refer.step.answers'), when: t('refer.step.answersWhen', { until }) },
      { what: t('refer.step.silent'), when: t('refer.step.silentWhen', { after }) },
      { what: t('refer.step.yours', { alias }), when: t('refer.step.yoursWhen') },
    ]
  }
}
