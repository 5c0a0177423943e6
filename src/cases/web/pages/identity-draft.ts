/** What is typed about who a child is: one line a fact, and the value that it says. */
import { identityFacts } from '../../topics/identity/kinds.ts'
import { phonesIn } from './register-draft.ts'

/** The facts of the identity stream, in the order in which they are asked. */
export const IDENTITY_ASKED = [
  'trueName',
  'otherNames',
  'nik',
  'birthplace',
  'phones',
  'guardianName',
  'address',
] as const satisfies readonly (keyof typeof identityFacts)[]
export type IdentityFact = (typeof IDENTITY_ASKED)[number]

export const isIdentityFact = (name: string): name is IdentityFact => IDENTITY_ASKED.some((one) => one === name)

/** Most letters that its field takes; an address is the longest that its fact can be. */
export const mostLetters = (name: IdentityFact): number => (name === 'address' ? 500 : 200)

/** Which keys a phone shows for it. */
export const keysOf = (name: IdentityFact): 'tel' | 'numeric' | null =>
  name === 'phones' ? 'tel' : name === 'nik' ? 'numeric' : null

/** Where the summary of errors leads for it. */
export const identityField = (name: IdentityFact): string => `identitas-${name}`

/** The value that a line says; undefined when it says none that the fact can be. */
export function identityValueIn(name: IdentityFact, text: string): unknown {
  const value = saidBy(name, text)
  return identityFacts[name].schema.safeParse(value).success ? value : undefined
}

function saidBy(name: IdentityFact, text: string): unknown {
  switch (name) {
    case 'phones': {
      const phones = phonesIn(text)
      return phones === null || phones.length === 0 ? undefined : phones
    }
    case 'otherNames': {
      const names = text
        .split(/[,;\n]/)
        .map((one) => one.trim())
        .filter((one) => one !== '')
      return names.length === 0 ? undefined : names
    }
    // Written with spaces or full stops, as on the card.
    case 'nik':
      return text.replace(/[\s.]/g, '')
    case 'trueName':
    case 'birthplace':
    case 'guardianName':
    case 'address':
      return text.trim()
  }
}

/** The line that says `value`: what was typed, near enough to go on from. */
export function identityTextOf(value: unknown): string {
  if (Array.isArray(value)) return value.filter((one) => typeof one === 'string').join(', ')
  return typeof value === 'string' ? value : ''
}
