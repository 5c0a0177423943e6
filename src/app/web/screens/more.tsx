/** More: the places that do not fit the bar, language, colours. */
import { useMantineColorScheme, type MantineColorScheme } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { SignOut } from '#cases/web/index.ts'
import {
  Choices,
  Fields,
  Go,
  LANGUAGES,
  PageHead,
  Row,
  Rows,
  Section,
  switchLanguage,
  useLanguage,
  useSession,
  type ChoiceOption,
  type Language,
} from '#platform/web/index.ts'
import { catalogues } from '../i18n.ts'
import { usePlaces } from '../places.ts'
import css from './more.module.css'

export function MoreScreen() {
  const { t } = useTranslation(['app', 'platform'])
  const session = useSession()
  const items = usePlaces()
  const person = session?.person
  return (
    <>
      <PageHead
        title={t('app:more.title')}
        sub={person === undefined ? undefined : t('app:more.signedInAs', { name: person.name, role: person.roleWord })}
      />
      {items.length === 0 ? null : (
        <Rows>
          {items.map((item) => (
            <Row
              key={item.to}
              title={
                <Go to={item.to} className="tall">
                  {t(`app:nav.${item.word}`)}
                </Go>
              }
            />
          ))}
        </Rows>
      )}
      <Section title={t('app:nav.settings')}>
        <div className={css.gap}>
          <Fields>
            <LanguageSwitch />
            <ThemeSwitch />
          </Fields>
        </div>
      </Section>
      <SignOut />
    </>
  )
}

export function LanguageSwitch() {
  const { t, i18n } = useTranslation('platform')
  const { language } = useLanguage()
  const options = LANGUAGES.map((l): ChoiceOption<Language> => ({
    value: l.code,
    label: <bdi lang={l.code}>{l.name}</bdi>,
    ...(l.draft ? { hint: t('settings.languageDraft') } : {}),
  }))
  return (
    <Choices
      legend={t('settings.language')}
      options={options}
      value={language}
      onChange={(next) => void switchLanguage(i18n, catalogues, next)}
    />
  )
}

export function ThemeSwitch() {
  const { t } = useTranslation('platform')
  // Holding transitions still would write a <style> element, which the Content-Security-Policy forbids.
  const { colorScheme, setColorScheme } = useMantineColorScheme({ keepTransitions: true })
  const options: readonly ChoiceOption<MantineColorScheme>[] = [
    { value: 'auto', label: t('settings.themeAuto') },
    { value: 'light', label: t('settings.themeLight') },
    { value: 'dark', label: t('settings.themeDark') },
  ]
  return <Choices legend={t('settings.theme')} options={options} value={colorScheme} onChange={setColorScheme} />
}
