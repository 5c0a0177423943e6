import type { z } from 'zod'
import type { DateOrder, Field } from '../model/index.ts'
import type { ownersSchema } from '../../topics/importing/kinds.ts'

export type Owners = z.output<typeof ownersSchema>

/** Table to column number to field: what a person has said of the columns. */
export type Columns = Readonly<Record<string, Readonly<Record<string, Field>>>>

/** What the importer has said of a list so far: the import stream, folded. */
export type ImportSettings = {
  readonly file: string
  readonly size: number
  /** The day on which the list was read; without a better one, ages count from it. */
  readonly readOn: string
  readonly asOf: string | null
  readonly columns: Columns
  readonly remembered: boolean
  readonly order: DateOrder | null
  readonly sexCodes: Readonly<Record<string, 'male' | 'female'>>
  /** As they were given, each with when (`at`, as `savedAt`). */
  readonly answers: readonly unknown[]
  readonly owners: Owners | null
  /** When something was last said, microseconds since the epoch; the screen shows "saved". */
  readonly savedAt: number
  /** How often the columns or the day were changed: a dry run of another number is stale. */
  readonly reading: number
}

export type ImportEntry = {
  readonly kind: string
  readonly receivedAt: number
  readonly data: Readonly<Record<string, unknown>>
}

const EMPTY: ImportSettings = {
  file: '',
  size: 0,
  readOn: '',
  asOf: null,
  columns: {},
  remembered: false,
  order: null,
  sexCodes: {},
  answers: [],
  owners: null,
  savedAt: 0,
  reading: 0,
}

/** Folds the entries of an import stream, in order. Pure. They were checked when they were appended. */
export function settingsOf(entries: readonly ImportEntry[]): ImportSettings {
  return entries.reduce(
    (settings, entry) => ({ ...settings, ...change(settings, entry), savedAt: entry.receivedAt }),
    EMPTY,
  )
}

function change(before: ImportSettings, { kind, data, receivedAt }: ImportEntry): Partial<ImportSettings> {
  switch (kind) {
    case 'import-read': {
      const read = data as { file: string; size: number; asOf: string; remembered?: boolean }
      return { file: read.file, size: read.size, readOn: read.asOf, remembered: read.remembered === true }
    }
    case 'import-matched': {
      const said = data as { asOf?: string; columns: Columns; order?: DateOrder; sexCodes?: ImportSettings['sexCodes'] }
      return {
        asOf: said.asOf ?? null,
        columns: said.columns,
        order: said.order ?? null,
        sexCodes: said.sexCodes ?? {},
        reading: before.reading + 1,
      }
    }
    case 'import-answered':
      return {
        answers: [
          ...before.answers,
          ...(data as { answers: object[] }).answers.map((one) => ({ ...one, at: receivedAt })),
        ],
      }
    case 'import-owners':
      return { owners: (data as { owners: Owners }).owners }
    default:
      return {}
  }
}
