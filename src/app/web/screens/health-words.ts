/** Each check of the state of the system as two sentences: what was found, and what it rests on or what to do. */
import { useTranslation } from 'react-i18next'
import type { AnswerOf } from '#platform/pure/contract.ts'
import { dayOfInstant, formatDay, formatNumber, formatTime, useLanguage, useTimeZone } from '#platform/web/index.ts'
import type { readHealth } from '../../contract.ts'

export type Check = AnswerOf<typeof readHealth>['checks'][number]

export function useCheckWords() {
  const { t } = useTranslation('audit')
  const values = useValues()
  return {
    good(check: Check): { title: string; small?: string } {
      const given = values(check)
      const small = t(`health.check.${check.code}.why`, given)
      return { title: t(`health.check.${check.code}.good`, given), ...(small === '' ? {} : { small }) }
    },
    task(check: Check): { title: string; what: string; when: string } {
      const given = values(check)
      return {
        title: t(`health.check.${check.code}.bad`, given),
        what: t(`health.check.${check.code}.happened`, given),
        when: t(`health.check.${check.code}.todo`, given),
      }
    },
  }
}

/** Facts as people read them: figures with their marks, sizes in GB, instants in the team's time. */
function useValues(): (check: Check) => Record<string, string | number> {
  const { t } = useTranslation('audit')
  const { language } = useLanguage()
  const zone = useTimeZone()
  const size = (value: number) =>
    new Intl.NumberFormat(language === 'en' ? 'en-GB' : language, {
      style: 'unit',
      unit: value >= 1e9 ? 'gigabyte' : 'megabyte',
      maximumFractionDigits: value >= 1e10 ? 0 : 1,
    }).format(value / (value >= 1e9 ? 1e9 : 1e6))
  const moment = (iso: string) => {
    const at = new Date(iso)
    return `${formatDay(dayOfInstant(at, zone), language, { short: true })}\u00A0${formatTime(at, language, zone)}`
  }
  return ({ facts }) => {
    const number = (name: string) => (typeof facts[name] === 'number' ? facts[name] : 0)
    const text = (name: string) => (typeof facts[name] === 'string' ? facts[name] : '')
    const count = number('count')
    const by = text('by')
    return {
      count,
      figure: formatNumber(count, language),
      epoch: number('epoch'),
      epochs: number('epochs'),
      waiting: formatNumber(number('waiting'), language),
      behind: formatNumber(number('behind'), language),
      age: facts['days'] === undefined ? t('health.ageUnknown') : t('health.age', { count: number('days') }),
      version: text('version'),
      database: text('from') === 'embedded' ? t('health.embedded') : t('health.given'),
      last: text('last'),
      size: size(number('bytes')),
      free: size(number('free')),
      total: size(number('total')),
      at: text('at') === '' ? t('health.never') : moment(text('at')),
      tls: by === 'proxy' || by === 'room' || by === 'loopback' ? t(`health.tls.${by}`) : '',
    }
  }
}
