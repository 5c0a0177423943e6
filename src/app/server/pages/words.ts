import en from '../locales/en.json' with { type: 'json' }
import id from '../locales/id.json' with { type: 'json' }
import ur from '../locales/ur.json' with { type: 'json' }

export const LANGUAGES = ['id', 'en', 'ur'] as const
export type Language = (typeof LANGUAGES)[number]

type Tree = { readonly [key: string]: string | Tree }
const CATALOGUES: Readonly<Record<Language, Tree>> = { id, en, ur }
/** Urdu is a draft: what it lacks is read in English. */
const ORDER: Readonly<Record<Language, readonly Language[]>> = { id: ['id'], en: ['en', 'id'], ur: ['ur', 'en', 'id'] }

/** Keys of every text of the server's own pages; the Indonesian catalogue has all of them. */
type KeysOf<T, P extends string = ''> = {
  [K in keyof T & string]: T[K] extends string ? `${P}${Bare<K>}` : KeysOf<T[K], `${P}${K}.`>
}[keyof T & string]
type Bare<K extends string> = K extends `${infer B}_one` | `${infer B}_other` ? B : K
export type WordKey = KeysOf<typeof id>

/** Says a text in one language. `count` chooses the plural form. */
export type Say = {
  (key: WordKey, values?: Readonly<Record<string, string | number>>): string
  readonly language: Language
}

export function wordsIn(language: Language): Say {
  const say = (key: WordKey, values: Readonly<Record<string, string | number>> = {}): string => {
    for (const each of ORDER[language]) {
      const { count } = values
      const form = typeof count === 'number' ? new Intl.PluralRules(each).select(count) : null
      const text = (form === null ? undefined : find(CATALOGUES[each], `${key}_${form}`)) ?? find(CATALOGUES[each], key)
      if (text !== undefined) return filled(text, values, each)
    }
    throw new Error(`no text for ${key}`)
  }
  return Object.assign(say, { language })
}

/** The language asked for in the address, else the first of the browser's that we have, else Indonesian. */
export function languageOf(asked: string | undefined, accepted: string | undefined): Language {
  const wanted = [asked ?? '', ...(accepted ?? '').split(',').map((one) => one.trim().slice(0, 2).toLowerCase())]
  return wanted.map((one) => LANGUAGES.find((language) => language === one)).find((one) => one !== undefined) ?? 'id'
}

export const directionOf = (language: Language): 'ltr' | 'rtl' => (language === 'ur' ? 'rtl' : 'ltr')

function find(tree: Tree, key: string): string | undefined {
  let here: string | Tree | undefined = tree
  for (const step of key.split('.')) here = typeof here === 'object' ? here[step] : undefined
  return typeof here === 'string' ? here : undefined
}

function filled(text: string, values: Readonly<Record<string, string | number>>, language: Language): string {
  return text.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const value = values[name] ?? ''
    return typeof value === 'number' ? new Intl.NumberFormat(language).format(value) : value
  })
}
