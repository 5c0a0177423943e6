import { readFileSync } from 'node:fs'

type Tree = { readonly [key: string]: string | Tree }

/** Words (whatever their first letter) as they stand on the screens, by their key, for runs in more than one language: `word('cases:visit.submit')`. */
export function wordsIn(language: 'id' | 'en'): (key: string) => RegExp {
  const catalogues = new Map<string, Tree>()
  const catalogue = (name: string): Tree => {
    const folder = name === 'platform' ? 'platform/web' : name
    const file = new URL(`../../src/${folder}/locales/${language}.json`, import.meta.url)
    const known = catalogues.get(name) ?? (JSON.parse(readFileSync(file, 'utf8')) as Tree)
    catalogues.set(name, known)
    return known
  }
  return (key) => {
    const [name = '', path = ''] = key.split(':')
    let found: string | Tree | undefined = catalogue(name)
    for (const part of path.split('.')) found = typeof found === 'object' ? found[part] : undefined
    if (typeof found !== 'string') throw new Error(`no such words: ${key}`)
    const plain = found.split(/\{\{\w+\}\}/).map((text) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`))
    return new RegExp(`^${plain.join('.+')}$`, 'i')
  }
}
