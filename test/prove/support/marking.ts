import { randomBytes, randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Kind } from '#cases/file/kind.ts'

/** The parts of a JSON Schema that shapes of entries are made of. */
type Schema = {
  readonly type?: string
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly oneOf?: readonly Schema[]
  readonly anyOf?: readonly Schema[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly additionalProperties?: Schema | boolean
  readonly propertyNames?: Schema
  readonly items?: Schema
  readonly format?: string
  readonly pattern?: string
  readonly minimum?: number
  readonly maxLength?: number
}

/** Makes data in which every field that can hold a word or a number of a person's holds one that stands nowhere else in the world. */
export type Marker = {
  readonly marks: ReadonlySet<string>
  /** A fresh mark, for fields outside entries. */
  readonly word: () => string
  /** Data of a kind with everything filled in; `variant` chooses among alternatives. Null when the shape takes none of it. */
  readonly dataOf: (
    kind: Kind,
    variant: number,
    ids: Readonly<Record<string, string>>,
  ) => Record<string, unknown> | null
}

/** What every mark holds: one of these found anywhere is a hit. Words are also looked for in small and capital letters. */
export const TOKENS: readonly string[] = ['Qzkjxwvq', 'qzkjxwvq', 'QZKJXWVQ', '8007773', 'QZK-7MRK']

/** Given for a field of ids: it is left out. */
export const OMIT = 'omit'

const DATES: Readonly<Record<string, string>> = { day: '2026-09-12', month: '2026-09', year: '2013' }

export function createMarker(): Marker {
  const marks = new Set<string>()
  let counter = 0
  const mark = (text: string): string => {
    marks.add(text)
    return text
  }
  const next = (): string => String((counter += 1)).padStart(4, '0')
  const word = () => mark(`Qzkjxwvq${next()}`)

  /** Words first, then what digits, codes, dates and keys look like; the first that the field takes. */
  function text(schema: Schema): string {
    if (schema.format === 'uuid') return randomUUID()
    if (schema.format === 'date-time') return '2026-09-12T08:00:00Z'
    if (schema.format === 'date') return '2026-09-12'
    const candidates = [
      `Qzkjxwvq${next()}`,
      `08007773${next()}`,
      `998007773${next()}999`,
      'QZK-7MRK',
      ...Object.values(DATES),
      '0:1::',
      '7',
      'ab'.repeat(32),
    ]
    const takes = (value: string) =>
      value.length <= (schema.maxLength ?? Infinity) &&
      (schema.pattern === undefined || new RegExp(schema.pattern, 'u').test(value))
    const found = candidates.find(takes)
    if (found === undefined) return randomBytes(32).toString('base64')
    return /^(Qzk|0800|99|QZK)/.test(found) ? mark(found) : found
  }

  function object(schema: Schema, variant: number, ids: Readonly<Record<string, string>>): Record<string, unknown> {
    const fields = Object.entries(schema.properties ?? {})
    const precision = schema.properties?.['precision']?.const
    const filled = fields
      .filter(([name]) => ids[name] !== OMIT)
      .map(([name, field]): [string, unknown] => {
        const day = typeof precision === 'string' ? DATES[precision] : undefined
        if (name === 'value' && day !== undefined) return [name, day]
        if (name === 'on' && precision === 'age') return [name, '2026-09-12']
        const id = field.format === 'uuid' ? ids[name] : undefined
        return [name, id ?? value(field, variant, ids)]
      })
    const free = schema.additionalProperties
    if (typeof free === 'object' && fields.length === 0)
      filled.push([text(schema.propertyNames ?? {}), value(free, variant, ids)])
    return Object.fromEntries(filled)
  }

  function value(schema: Schema, variant: number, ids: Readonly<Record<string, string>>): unknown {
    const branches = schema.oneOf ?? schema.anyOf
    if (branches !== undefined) return value(branches[variant % branches.length] ?? {}, variant, ids)
    if (schema.const !== undefined) return schema.const
    if (schema.enum !== undefined) return schema.enum[variant % schema.enum.length]
    switch (schema.type) {
      case 'object':
        return object(schema, variant, ids)
      case 'array':
        return [value(schema.items ?? {}, variant, ids)]
      case 'string':
        return text(schema)
      case 'integer':
      case 'number':
        return Math.max(schema.minimum ?? 1, 1)
      case 'boolean':
        return true
      default:
        return word()
    }
  }

  return {
    marks,
    word,
    dataOf(kind, variant, ids) {
      const schema = z.toJSONSchema(kind.schema, { io: 'input', unrepresentable: 'any' }) as Schema
      const data = value(schema, variant, ids) as Record<string, unknown>
      return kind.schema.safeParse(data).success ? data : null
    },
  }
}
