/** The catalogues of all slices, composed: which words exist, and how a language is fetched. Only the chosen language is loaded. */
import type { Words } from './catalogues/id.ts'
import type { CatalogueLoaders } from '#platform/web/index.ts'

export const catalogues: CatalogueLoaders = {
  id: async () => (await import('./catalogues/id.ts')).words,
  en: async () => (await import('./catalogues/en.ts')).words,
  ur: async () => (await import('./catalogues/ur.ts')).words,
}

// From here on an unknown key does not compile, in any slice.
declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'platform'
    resources: Words
    returnNull: false
  }
}
