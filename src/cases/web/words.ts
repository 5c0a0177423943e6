/** Small phrases that several screens of files share. */
import { useTranslation } from 'react-i18next'
import {
  formatDay,
  formatRelativeDay,
  formatTime,
  dayOfInstant,
  daysBetween,
  useLanguage,
  useTimeZone,
} from '#platform/web/index.ts'

export type AgeRange = { readonly min: number; readonly max: number; /** From an estimate. */ readonly about?: boolean }

/** "13", "14 atau 15", "sekitar 9", "12–16", "tidak tahu". */
export function useAgeWords(): (age: AgeRange | null) => string {
  const { t } = useTranslation('cases')
  return (age) => {
    if (age === null) return t('age.unknown')
    if (age.about === true) return t('age.about', { age: shownYears(age) })
    if (age.min === age.max) return String(age.min)
    if (age.max - age.min === 1) return t('age.or', { a: age.min, b: age.max })
    return `${age.min}\u2060–\u2060${age.max}`
  }
}

/** The number that stands before "years": the middle of an estimate, else the end of the range. It decides between "1 year" and "2 years". */
export const shownYears = ({ min, max, about }: AgeRange): number =>
  about === true ? Math.round((min + max) / 2) : max

/** "perempuan, 13 tahun" needs the age with its word. */
export function useAgeYears(): (age: AgeRange | null) => string {
  const { t } = useTranslation('cases')
  const words = useAgeWords()
  return (age) => (age === null ? t('age.unknownLong') : t('age.years', { age: words(age), count: shownYears(age) }))
}

/** "kemarin", "5 hari lalu"; from a month on the day itself. */
export function useContactWords(today: string): (day: string) => string {
  const { language } = useLanguage()
  return (day) =>
    daysBetween(day, today) > 60
      ? formatDay(day, language, { short: true, year: true })
      : formatRelativeDay(day, today, language)
}

/** The later of two moments: only its time when both fall on one day. */
export function useLaterWords(today: string): (first: Date, later: Date) => string {
  const { language } = useLanguage()
  const zone = useTimeZone()
  const moment = useMomentWords(today)
  return (first, later) =>
    dayOfInstant(first, zone) === dayOfInstant(later, zone) ? formatTime(later, language, zone) : moment(later)
}

/** "hari ini 09.40", "kemarin 17.10", "Sabtu 21 Nov 23.40": when something happened, seen from today. */
export function useMomentWords(today: string): (at: Date) => string {
  const { language } = useLanguage()
  const zone = useTimeZone()
  return (at) => {
    const day = dayOfInstant(at, zone)
    const near = Math.abs(daysBetween(day, today)) <= 1
    const words = near
      ? formatRelativeDay(day, today, language)
      : formatDay(day, language, { short: true, weekday: true })
    return `${words}\u00A0${formatTime(at, language, zone)}`
  }
}

/** A sentence that may begin with a common noun begins with a capital. */
export const capital = (sentence: string): string => sentence.charAt(0).toLocaleUpperCase() + sentence.slice(1)
