/** Whether a shape can stand in a field at all, as far as shapes tell. */
import { fits, isTyped, type Shape } from './content.ts'
import type { Field } from './types.ts'

/** `open`: it may well stand there, and as well elsewhere. */
export function judge(field: Field, shape: Shape): 'good' | 'bad' | 'open' {
  const strange = STRANGE[field]
  if (strange !== undefined) return strange.has(shape) ? 'bad' : SURELY[field]?.has(shape) === true ? 'good' : 'open'
  if (!isTyped(field)) return 'open'
  return fits(field, shape) ? 'good' : 'bad'
}

/** Fields of words in which these shapes stand, and hardly elsewhere. */
const SURELY: Partial<Record<Field, ReadonlySet<Shape>>> = {
  guardian: new Set<Shape>(['honorific']),
  address: new Set<Shape>(['address']),
  birthplaceAndBirth: new Set<Shape>(['placed', 'date', 'year', 'age']),
}

/** What a column of names and places surely does not hold. */
const NOT_TEXT: readonly Shape[] = ['sex', 'date', 'phone', 'nik', 'age', 'placed']
export const WORDS: ReadonlySet<Field> = new Set<Field>(['guardian', 'village', 'subdistrict'])
const PERSON: readonly Shape[] = ['honorific', 'relation', 'address']
const STRANGE: Partial<Record<Field, ReadonlySet<Shape>>> = {
  name: new Set<Shape>([...NOT_TEXT, ...PERSON, 'small', 'year', 'digits']),
  notes: new Set<Shape>([...NOT_TEXT, ...PERSON]),
  guardian: new Set<Shape>([...NOT_TEXT, 'address', 'small', 'year', 'digits']),
  village: new Set<Shape>([...NOT_TEXT, 'honorific', 'relation']),
  subdistrict: new Set<Shape>([...NOT_TEXT, 'honorific', 'relation']),
  address: new Set<Shape>([...NOT_TEXT, 'honorific', 'relation', 'small']),
  birthplaceAndBirth: new Set<Shape>(['sex', 'phone', 'nik', 'honorific', 'relation', 'address', 'status', 'small']),
}
