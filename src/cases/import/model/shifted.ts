/** Rows in which a column has been put in, or left out, without a header: everything right of it stands one column further, or nearer. */
import type { Row } from '#platform/pure/sheet/index.ts'
import { contentOf, fitTo, type Content } from './column-fit.ts'
import { isTyped } from './content.ts'
import type { HomeOf } from './homes.ts'
import type { PlaceKind } from './place-kinds.ts'
import { LEAST_FIT, type Dealt } from './redeal.ts'
import type { ColumnMatch, Field } from './types.ts'

/** Two columns that fit where they did not. */
const LEAST_GAIN = 1.2
/** What a field is worth that has no column any more. */
const GONE = 0.3

type Shift = { readonly at: number; readonly by: 1 | -1; readonly gain: number }

/** `before`: rows in which the columns are what their headers say. Null where nothing fits better. */
export function shifted(
  rows: readonly Row[],
  before: readonly Row[],
  columns: readonly ColumnMatch[],
  kindOf: PlaceKind,
  homeOf: HomeOf,
): Dealt | null {
  const headed = columns.filter((m) => m.header !== '' && m.tick === undefined && m.part === undefined)
  const width = Math.max(0, ...rows.map((row) => row.length)) + 1
  const contents = Array.from({ length: width }, (_, c) => contentOf(rows, c, kindOf, homeOf))
  const were = new Map(headed.map((m) => [m.column, contentOf(before, m.column, kindOf, homeOf)]))
  const score = memo((m, column) => {
    const content = contents[column]
    return content === undefined ? 0 : fitTo(m, content, were.get(m.column))
  })
  const best = bestShift(headed, score)
  if (best === null || best.gain < LEAST_GAIN) return null
  const moved = headed.flatMap((m): ColumnMatch[] => {
    if (m.column < best.at) return [m]
    if (best.by < 0 && m.column === best.at) return []
    return [{ ...m, column: m.column + best.by, sure: 'choose' }]
  })
  const misfit = headed.some((m) => {
    const column = m.column < best.at ? m.column : m.column + best.by
    const gone = column === m.column || (best.by < 0 && m.column === best.at)
    const told = isTyped(m.field) || m.field === 'name'
    return !gone && told && (contents[column]?.filled ?? 0) > 0.2 && score(m, column) < LEAST_FIT
  })
  return misfit ? null : { columns: withRest(moved, columns, contents), gain: best.gain }
}

function memo(score: (m: ColumnMatch, column: number) => number): (m: ColumnMatch, column: number) => number {
  const known = new Map<string, number>()
  return (m, column) => {
    const key = `${m.column}|${column}`
    const value = known.get(key) ?? score(m, column)
    known.set(key, value)
    return value
  }
}

function bestShift(headed: readonly ColumnMatch[], score: (m: ColumnMatch, column: number) => number): Shift | null {
  const now = headed.reduce((sum, m) => sum + score(m, m.column), 0)
  let best: Shift | null = null
  for (const { column: at } of headed) {
    for (const by of [1, -1] as const) {
      const then = headed.reduce((sum, m) => {
        if (m.column < at) return sum + score(m, m.column)
        return sum + (by < 0 && m.column === at ? GONE : score(m, m.column + by))
      }, 0)
      if (best === null || then - now > best.gain) best = { at, by, gain: then - now }
    }
  }
  return best
}

/** Columns that no header stands for any more: what they surely hold, or nothing. */
function withRest(
  moved: readonly ColumnMatch[],
  columns: readonly ColumnMatch[],
  contents: readonly Content[],
): readonly ColumnMatch[] {
  const taken = new Set(moved.map((m) => m.column))
  const fields = new Set(moved.map((m) => m.field))
  const rest = contents.flatMap((content, column): ColumnMatch[] => {
    if (taken.has(column)) return []
    const field = SURE.find(
      (f) => !fields.has(f) && fitTo({ ...BARE, field: f }, content, undefined) >= 0.8 && content.filled > 0,
    )
    return [{ ...BARE, column, field: field ?? 'other', examples: content.profile.examples }]
  })
  const others = columns.filter((m) => m.column >= contents.length && !taken.has(m.column))
  return [...moved, ...rest, ...others].sort((a, b) => a.column - b.column)
}

const SURE: readonly Field[] = ['nik', 'phone']
const BARE: ColumnMatch = { column: -1, header: '', field: 'other', sure: 'choose', examples: [], alternatives: [] }
