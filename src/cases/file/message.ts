import type { PartialDate } from '#platform/pure/partial-date.ts'

/**
 * What a screen says, before it is said: a key of the catalogue and what to put into the sentence. Never finished text,
 * so that the same view serves every language and a name is looked up by who may see it.
 */
export type Message = {
  /** Key in the catalogue of `cases`. */
  readonly key: string
  readonly params?: Readonly<Record<string, Param>>
}

/** A part of a sentence. Bare text is what a person wrote and is shown as it is. */
export type Param =
  | string
  | number
  | { readonly person: string }
  | { readonly team: string }
  /** Another key of the catalogue, such as `value.sex.female`. */
  | { readonly words: string }
  | { readonly date: PartialDate }
  /** ISO day. */
  | { readonly day: string }
  | { readonly list: readonly Param[] }
