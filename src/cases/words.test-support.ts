import type { Message, Param } from './file/message.ts'
import en from './locales/en.json' with { type: 'json' }
import id from './locales/id.json' with { type: 'json' }

/** For tests: whether the catalogues can say a message. */
type Catalogue = { readonly [key: string]: string | Catalogue }
const find = (catalogue: Catalogue, key: string): string | undefined => {
  const found = key
    .split('.')
    .reduce<string | Catalogue | undefined>((at, part) => (typeof at === 'object' ? at[part] : undefined), catalogue)
  return typeof found === 'string' ? found : undefined
}

/** Keys that a message needs and a catalogue lacks, and placeholders that the message does not fill. */
export function lacking(message: Message, catalogue: Catalogue): readonly string[] {
  const texts = ['', '_one', '_other'].flatMap((form) => find(catalogue, message.key + form) ?? [])
  const given = Object.keys(message.params ?? {})
  const open = texts.flatMap((one) => [...one.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name ?? ''))
  return [
    ...(texts.length === 0 ? [message.key] : []),
    ...open.filter((name) => !given.includes(name)).map((name) => `${message.key} {{${name}}}`),
    ...Object.values(message.params ?? {}).flatMap((param) => lackingParam(param, catalogue)),
  ]
}

export function lackingParam(param: Param, catalogue: Catalogue): readonly string[] {
  if (typeof param !== 'object') return []
  if ('words' in param) return find(catalogue, param.words) === undefined ? [param.words] : []
  return 'list' in param ? param.list.flatMap((one) => lackingParam(one, catalogue)) : []
}

export const CATALOGUES: readonly (readonly [string, Catalogue])[] = [
  ['id', id],
  ['en', en],
]
