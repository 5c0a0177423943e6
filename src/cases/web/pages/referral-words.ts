/** A referral in words: its card, whose turn it is, what was said. The same for both sides. */
import { useTranslation } from 'react-i18next'
import { usePeople } from '#access/web/index.ts'
import { ageOn, type PartialDate } from '#platform/pure/partial-date.ts'
import { formatDay, formatDays, formatList, useLanguage } from '#platform/web/index.ts'
import type { ReferralView } from '../../view.ts'
import type { PackageFact } from '../parts/package-card.tsx'
import { useAgeYears } from '../words.ts'
import { useToday } from './place.ts'
import { ageOf } from './rows.ts'
import { useSay } from './say.ts'

/** The value of one fact of a package, as both sides read it. */
export function usePackageValue(): (name: string, value: unknown) => string {
  const { t } = useTranslation('cases')
  const say = useSay()
  const years = useAgeYears()
  const today = useToday()
  return (name, value) => {
    if (name === 'sex') return t(`value.sex.${value as 'female'}`)
    if (name !== 'birth') return String(value)
    const birth = value as PartialDate // checked by the schema of the entry
    if (!('value' in birth)) return say.date(birth)
    return t('referral.born', { age: years(ageOf({ birth, age: ageOn(birth, today) })), date: say.date(birth) })
  }
}

/** The institution somebody works for; null when it is not known. */
export function useOrganisation(): (person: string) => string | null {
  const { directory } = usePeople()
  return (person) => directory?.people.find(({ id }) => id === person)?.organisation ?? null
}

/** "Sari, UPTD PPA Kabupaten Awan". */
export function useSender(): (person: string) => string {
  const say = useSay()
  const organisation = useOrganisation()
  return (person) => {
    const works = organisation(person)
    return works === null ? say.person(person) : `${say.person(person)}, ${works}`
  }
}

/** The facts of a card: what was sent, the message, and a bar for what was not. */
export function useCard(): (referral: ReferralView) => readonly PackageFact[] {
  const { t } = useTranslation('cases')
  const { language } = useLanguage()
  const say = useSay()
  const value = usePackageValue()
  return ({ content, sentBy }) => {
    if (content === null) return []
    const line = (key: string, name: string, text: string, keep: 'plain' | 'withheld'): PackageFact => ({
      key,
      name,
      value: text,
      keep,
    })
    const left = content.withheld.map(({ label }) => say.message({ key: label }))
    const message = t('referral.messageOf', { name: say.personWithin(sentBy) })
    return [
      ...content.package.map((one) =>
        line(one.name, say.message({ key: one.label }), value(one.name, one.value), 'plain'),
      ),
      ...(left.length === 0 ? [] : [line('left', t('refer.notSent'), formatList(left, language), 'withheld')]),
      ...(content.detail === null ? [] : [line('message', message, content.detail, 'plain')]),
    ]
  }
}

/** Whose turn it is. `side` says who reads. */
export function useTurn(
  side: 'sender' | 'provider',
): (referral: ReferralView) => { text: string; small?: string } | null {
  const { t } = useTranslation('cases')
  const { language } = useLanguage()
  const say = useSay()
  return ({ turn, since, days, answerBy, late, sentBy, team }) => {
    if (turn === 'nobody') return null
    const values = {
      team: say.team(team),
      name: say.personWithin(sentBy),
      since: formatDay(since, language, { short: true }),
      days: formatDays(days, language),
      until: formatDay(answerBy, language, { short: true, weekday: true }),
    }
    if (turn === 'helper') return { text: t(`referral.${side}.helperTurn`, values) }
    return {
      text: t(`referral.${side}.providerTurn`, values),
      small: t(late ? `referral.${side}.late` : `referral.${side}.until`, values),
    }
  }
}
