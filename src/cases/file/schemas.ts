import { z } from 'zod'
import { type PartialDate, partialDateSchema } from '#platform/pure/partial-date.ts'
import { uuid } from './entry.ts'
import type { Protective } from './facts.ts'
import type { Param } from './message.ts'

/**
 * Shapes that many kinds share. Text is what people write; lengths are generous and finite, and any cell of a sheet fits.
 * They check and never change: an entry is folded as it was written.
 */
export const shortText = z.string().max(200).regex(/\S/)
export const longText = z.string().max(40_000).regex(/\S/)
export const idSchema = uuid

/** zod writes an optional key as "or undefined", which JSON cannot hold; the type says what really comes. */
export const dateSchema = partialDateSchema as z.ZodType<PartialDate>

/** Where an imported value stood: sheet, row and the raw text of each field. */
export const sourceSchema = z
  .object({
    import: idSchema,
    sheet: z.string().max(200),
    row: z.int().min(1),
    raw: z.record(z.string().max(200), z.string().max(40_000)),
  })
  .strict()

export type Source = z.output<typeof sourceSchema>

/** A fact that a topic owns: the shape of its value, how it is said, and which of two conflicting values protects the child. */
export type Fact = {
  readonly schema: z.ZodType
  /** The value in parts, to be joined by commas; from a value that the schema has checked. */
  readonly say: (value: unknown) => readonly Param[]
  readonly protective?: Protective
}

export type Facts = Readonly<Record<string, Fact>>

/** Declares a fact with its value typed. */
export function defineFact<S extends z.ZodType, const P extends Protective | undefined = undefined>(
  schema: S,
  say: (value: z.output<S>) => readonly (Param | undefined)[],
  protective?: P,
) {
  return {
    schema,
    // Only ever called with a value that this schema has checked.
    say: (value: unknown): readonly Param[] => say(value as z.output<S>).filter((part) => part !== undefined),
    ...(protective === undefined ? {} : { protective }),
  }
}

/** An object of some of these facts, at least one. */
export function someFacts(facts: Facts) {
  const shape = Object.fromEntries(Object.entries(facts).map(([name, fact]) => [name, fact.schema.optional()]))
  return z
    .object(shape)
    .strict()
    .refine((given) => Object.keys(given).length > 0)
}
