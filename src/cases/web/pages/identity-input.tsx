/** The field of one fact of who a child is. */
import { useTranslation } from 'react-i18next'
import { Words } from './fields.tsx'
import { identityField, identityValueIn, type IdentityFact, keysOf, mostLetters } from './identity-draft.ts'

/** What is wrong with a line, in words; null when it says a value. An empty one says none. */
export function useIdentityFault(): (name: IdentityFact, text: string) => string | null {
  const { t } = useTranslation('cases')
  return (name, text) => {
    if (identityValueIn(name, text) !== undefined) return null
    if (text.trim() === '') return t('identity.fault.empty')
    if (name === 'phones') return t('register.fault.phones')
    return name === 'nik' ? t('identity.fault.nik') : t('identity.fault.other')
  }
}

export type IdentityInputProps = {
  readonly name: IdentityFact
  readonly label: string
  readonly text: string
  readonly onText: (text: string) => void
  readonly error: string | null
}

export function IdentityInput({ name, label, text, onText, error }: IdentityInputProps) {
  const { t } = useTranslation('cases')
  const inputMode = keysOf(name)
  return (
    <Words
      id={identityField(name)}
      label={label}
      {...(name === 'phones' || name === 'otherNames' ? { hint: t('identity.several') } : {})}
      error={error}
      maxLength={mostLetters(name)}
      {...(inputMode === null ? {} : { inputMode })}
      value={text}
      onText={onText}
    />
  )
}
