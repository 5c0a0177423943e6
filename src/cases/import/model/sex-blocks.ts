/**
 * Where the codes of a column of sexes silently begin to mean something else: L and P become P and W, 1 and 2 become 0 and 1, or identity
 * numbers say from some row on the contrary of what they said above.
 */
import type { Sex } from './types.ts'

/** One row's code as `sexKey` writes it, and what its identity number says; null where there is none. */
export type Coded = { readonly code: string | null; readonly nik: Sex | null }

/** Rows up to `last` are surely written as at first, rows from `first` on surely otherwise; `codes` are those that change their meaning. */
export type Change = { readonly last: number; readonly first: number; readonly codes: readonly string[] }

/** Two ways of writing, each by the codes that only it uses, and the code that means the contrary in the other. */
const SYSTEMS: readonly {
  readonly one: readonly string[]
  readonly other: readonly string[]
  readonly shared: string
}[] = [
  { one: ['l', 'lk'], other: ['w'], shared: 'p' },
  { one: ['2'], other: ['0'], shared: '1' },
]
/** A code that occurs once is a slip, not a way of writing. */
const LEAST_USED = 2
const LEAST_NIKS = 3

/** The one change of a column, where every row before it is written one way and every row behind it the other; else null. */
export function changeOf(rows: readonly Coded[]): Change | null {
  for (const { one, other, shared } of SYSTEMS) {
    const change = turned(placesOf(rows, one), placesOf(rows, other), LEAST_USED)
    if (change !== null) return { ...change, codes: [shared] }
  }
  return contradicted(rows)
}

const placesOf = (rows: readonly Coded[], codes: readonly string[]): readonly number[] =>
  rows.flatMap(({ code }, i) => (code !== null && codes.includes(code) ? [i] : []))

/** All of one kind stand before all of the other. */
function turned(a: readonly number[], b: readonly number[], least: number): Omit<Change, 'codes'> | null {
  if (Math.min(a.length, b.length) < least) return null
  const [early, late] = (a[0] ?? 0) < (b[0] ?? 0) ? [a, b] : [b, a]
  const [last, first] = [early[early.length - 1] ?? 0, late[0] ?? 0]
  return last < first ? { last, first } : null
}

/** Identity numbers beside one code: all of one sex down to some row, all of the other from there on. Letters that are words keep theirs. */
function contradicted(rows: readonly Coded[]): Change | null {
  const found = [
    ...new Set(rows.flatMap(({ code }) => (code !== null && /^(\d|p)$/.test(code) ? [code] : []))),
  ].flatMap((code) => {
    const of = (sex: Sex): readonly number[] =>
      rows.flatMap((row, i) => (row.code === code && row.nik === sex ? [i] : []))
    const change = turned(of('male'), of('female'), LEAST_NIKS)
    return change === null ? [] : [{ ...change, codes: [code] }]
  })
  const last = Math.max(...found.map((c) => c.last))
  const first = Math.min(...found.map((c) => c.first))
  return found.length > 0 && last < first ? { last, first, codes: found.flatMap((c) => c.codes) } : null
}
