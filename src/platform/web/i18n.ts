/**
 * The language runtime. Which words exist is said by the application (src/app/web/i18n.ts), which composes the catalogues
 * of the slices as namespaces; this file knows how they are loaded and switched. Keys are typed there: an unknown key does not compile.
 */
import i18next, { type i18n as I18n, type ResourceLanguage } from 'i18next'
import { useTranslation } from 'react-i18next'
import { initReactI18next } from 'react-i18next'
import { DEFAULT_LANGUAGE, directionOf, isLanguage, type Direction, type Language } from './languages.ts'

/** Fetches all catalogues of one language: namespace → words. */
export type CatalogueLoader = () => Promise<ResourceLanguage>
export type CatalogueLoaders = Readonly<Record<Language, CatalogueLoader>>

/** Urdu is a draft: what it lacks is read in English, then in Indonesian. */
const FALLBACK: Readonly<Record<Language, readonly Language[]>> = { id: [], en: ['id'], ur: ['en', 'id'] }

const STORAGE_KEY = 'lindung.language'

/**
 * The language that the address asks for (the demo's door says what it was read in), else the one chosen on this device, else the first
 * of the browser's that we have, else Indonesian.
 */
export function initialLanguage(
  storage: Pick<Storage, 'getItem' | 'setItem'>,
  preferred: readonly string[],
  asked: string | null = null,
): Language {
  if (isLanguage(asked)) {
    storage.setItem(STORAGE_KEY, asked)
    return asked
  }
  const stored = storage.getItem(STORAGE_KEY)
  if (isLanguage(stored)) return stored
  const spoken = preferred.map((tag) => tag.slice(0, 2)).find(isLanguage)
  return spoken ?? DEFAULT_LANGUAGE
}

async function loadWithFallbacks(i18n: I18n, loaders: CatalogueLoaders, language: Language): Promise<void> {
  const wanted = language === 'ur' ? [language, ...FALLBACK[language].slice(0, 1)] : [language]
  await Promise.all(
    wanted.map(async (code) => {
      if (i18n.hasResourceBundle(code, 'platform')) return
      const words = await loaders[code]()
      for (const [namespace, bundle] of Object.entries(words))
        i18n.addResourceBundle(code, namespace, bundle, true, true)
    }),
  )
}

/** Starts i18next with one language loaded. Called once, before the first render. */
export async function startI18n(loaders: CatalogueLoaders, language: Language): Promise<I18n> {
  const i18n = i18next.createInstance()
  await i18n.use(initReactI18next).init({
    lng: language,
    fallbackLng: (code?: string) => [...(isLanguage(code) ? FALLBACK[code] : [])],
    resources: {},
    ns: [],
    defaultNS: 'platform',
    // React escapes by itself; doubling would show "&amp;" to people.
    interpolation: { escapeValue: false },
    returnNull: false,
    partialBundledLanguages: true,
    react: { useSuspense: false },
  })
  await loadWithFallbacks(i18n, loaders, language)
  tellDocument(language)
  return i18n
}

/** Changes the language of every screen at once, and remembers it on this device. */
export async function switchLanguage(i18n: I18n, loaders: CatalogueLoaders, language: Language): Promise<void> {
  await loadWithFallbacks(i18n, loaders, language)
  await i18n.changeLanguage(language)
  localStorage.setItem(STORAGE_KEY, language)
  tellDocument(language)
}

function tellDocument(language: Language): void {
  document.documentElement.lang = language
  document.documentElement.dir = directionOf(language)
}

/** The language of the screen now, and its direction. */
export function useLanguage(): { readonly language: Language; readonly direction: Direction } {
  const { i18n } = useTranslation()
  const language = isLanguage(i18n.language) ? i18n.language : DEFAULT_LANGUAGE
  return { language, direction: directionOf(language) }
}
