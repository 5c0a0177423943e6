/** What of a file could go into a referral's package, in the reader's words, and why something does not. */
import { useTranslation } from 'react-i18next'
import { caseFacts } from '../../kinds.ts'
import type { FactLine } from '../../view.ts'
import type { OpenFile } from './file-frame.tsx'
import { useSay } from './say.ts'

/** Facts that a package may hold, in the order of the card; `schema` of `referral-sent`. */
export const OFFERED = ['birth', 'sex', 'village', 'contact', 'school', 'care'] as const
export type OfferedName = (typeof OFFERED)[number]

export type Offered = {
  readonly name: OfferedName
  /** As it is written into the package. */
  readonly value: unknown
  /** Two answers stand: none of them is sent before somebody has chosen. */
  readonly conflict: boolean
  /** How to get in touch goes along whatever one does, when the child is only safe if it is heeded. */
  readonly always: boolean
}

/** Facts of the file that could be sent. What is not known, or says "not known", is not offered. */
export function useOffered(): (open: OpenFile) => readonly Offered[] {
  const say = useSay()
  const { t } = useTranslation('cases')
  const valueOf = (name: OfferedName, { shown }: FactLine): unknown => {
    switch (name) {
      case 'birth':
      case 'sex':
        return shown.value
      case 'village':
        return (shown.value as { village?: string }).village // checked by the schema of the fact
      case 'care':
      case 'contact':
      case 'school':
        return say.parts(caseFacts[name]?.say(shown.value) ?? [])
    }
  }
  const unknown = t('value.livesWith.unknown')
  const empty = (value: unknown) =>
    value === undefined || value === '' || value === unknown || value === 'unknown' || isUnknown(value)
  return ({ view }) =>
    OFFERED.flatMap((name) => {
      const line = view.facts.find((one) => one.name === (name === 'village' ? 'place' : name))
      const value = line === undefined ? undefined : valueOf(name, line)
      if (line === undefined || empty(value)) return []
      const careful = name === 'contact' && (line.shown.value as { safe?: boolean }).safe === false
      return [{ name, value, conflict: line.conflict.length > 0, always: careful && line.conflict.length === 0 }]
    })
}

const isUnknown = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'precision' in value && value.precision === 'unknown'
