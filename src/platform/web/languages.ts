/** The languages of the screens. `draft`: only partly translated and still to be read by a native speaker. */
export const LANGUAGES = [
  { code: 'id', name: 'Bahasa Indonesia', dir: 'ltr', draft: false },
  { code: 'en', name: 'English', dir: 'ltr', draft: false },
  { code: 'ur', name: 'اردو', dir: 'rtl', draft: true },
] as const

export type Language = (typeof LANGUAGES)[number]['code']
export type Direction = 'ltr' | 'rtl'

export const DEFAULT_LANGUAGE: Language = 'id'

export const isLanguage = (code: unknown): code is Language => LANGUAGES.some((l) => l.code === code)

export const directionOf = (language: Language): Direction => LANGUAGES.find((l) => l.code === language)?.dir ?? 'ltr'
