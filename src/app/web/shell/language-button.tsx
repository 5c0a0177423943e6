/** The other language in one tap, where there are no settings yet: on the sign-in page. */
import { useTranslation } from 'react-i18next'
import { Button, LANGUAGES, switchLanguage, useLanguage } from '#platform/web/index.ts'
import { catalogues } from '../i18n.ts'

export function LanguageButton() {
  const { i18n } = useTranslation()
  const { language } = useLanguage()
  const other = LANGUAGES.find(({ code, draft }) => code !== language && !draft)
  if (other === undefined) return null
  return (
    <Button variant="subtle" lang={other.code} onClick={() => void switchLanguage(i18n, catalogues, other.code)}>
      {other.name}
    </Button>
  )
}
