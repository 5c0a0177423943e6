/** Says what the views tell: keys and parts become sentences in the reader's language, ids become names. */
import { createContext, useContext, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useMe, usePeople } from '#access/web/index.ts'
import type { PartialDate } from '#platform/pure/partial-date.ts'
import { formatDay, formatList, formatMonth, useDateWords, useLanguage } from '#platform/web/index.ts'
import type { Message, Param } from '../../file/message.ts'
import { useToday } from './place.ts'

export type Say = {
  /** A sentence of the catalogue of this slice. */
  readonly message: (message: Message) => string
  /** A value in its parts: "Desa Embun, Kecamatan Awan". */
  readonly parts: (parts: readonly Param[]) => string
  readonly date: (date: PartialDate) => string
  /** A day, month or year as exactly as it is known: "24 Nov", with its year when that is not this one. */
  readonly day: (value: string) => string
  /** "Anda", a colleague's name, or "seorang rekan" when the name is not known. */
  readonly person: (id: string) => string
  /** The same inside a sentence. */
  readonly personWithin: (id: string) => string
  readonly team: (id: string) => string
}

/** On paper nobody is "you": whoever reads it was not there. */
export const ByName = createContext(false)

/** Words for views. Names come from the directory; without network those that were fetched before. */
export function useSay(): Say {
  const { t } = useTranslation('cases')
  const { language } = useLanguage()
  const date = useDateWords()
  const me = useMe()
  const people = usePeople()
  const byName = useContext(ByName)
  const thisYear = useToday().slice(0, 4)
  return useMemo(() => {
    const day = (value: string): string => {
      // On paper the year always stands.
      const year = byName || value.slice(0, 4) !== thisYear
      if (value.length === 10) return formatDay(value, language, { short: true, year })
      return value.length === 7 ? formatMonth(value, language, { short: true }) : value
    }
    const named = (id: string, you: string) => {
      if (id !== me.person) return people.person(id) ?? t('who.somebody')
      return byName ? me.name : you
    }
    const team = (id: string) => people.team(id) ?? t('who.someTeam')
    const param = (one: Param): string => {
      if (typeof one !== 'object') return String(one)
      if ('person' in one) return named(one.person, t('who.youWithin'))
      if ('team' in one) return team(one.team)
      if ('words' in one) return message({ key: one.words })
      if ('date' in one) return date(one.date)
      if ('day' in one) return day(one.day)
      return formatList(one.list.map(param), language)
    }
    // Keys of views are data; tests see that the catalogues hold each of them (view.test.ts, kinds.test.ts).
    const plain = t as unknown as (key: string, values: object) => string
    const message = ({ key, params = {} }: Message): string => {
      const values = Object.entries(params).map(([name, value]): readonly [string, string | number] => [
        name,
        typeof value === 'number' ? value : param(value),
      ])
      return plain(key, Object.fromEntries(values))
    }
    return {
      message,
      parts: (parts) => parts.map(param).join(', '),
      date,
      day,
      person: (id) => named(id, t('who.you')),
      personWithin: (id) => named(id, t('who.youWithin')),
      team,
    }
  }, [t, language, date, me, people, byName, thisYear])
}
