import { z } from 'zod'
import { partialDateSchema } from '#platform/pure/partial-date.ts'

/** Shapes that many kinds share. Text is what people write; lengths are generous and finite. */
export const occurredSchema = partialDateSchema
export const shortText = z.string().trim().min(1).max(200)
export const longText = z.string().trim().min(1).max(20_000)
export const idSchema = z.uuid()

/** Where an imported value stood: sheet, row and the raw text of each field. */
export const sourceSchema = z
  .object({
    import: idSchema,
    sheet: z.string().max(200),
    row: z.int().min(1),
    raw: z.record(z.string().max(60), z.string().max(4000)),
  })
  .strict()

/** A fact that a topic owns: the shape of its value, and which of two conflicting values protects the child. */
export type Fact = {
  readonly schema: z.ZodType
  readonly protective?: (values: readonly unknown[]) => unknown
}

export type Facts = Readonly<Record<string, Fact>>

/** An object of some of these facts, at least one. */
export function someFacts(facts: Facts) {
  const shape = Object.fromEntries(Object.entries(facts).map(([name, fact]) => [name, fact.schema.optional()]))
  return z
    .object(shape)
    .strict()
    .refine((given) => Object.keys(given).length > 0)
}
