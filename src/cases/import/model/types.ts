/** What the import engine says about a workbook. Codes and parameters only: sentences for people belong to the catalogues. */
import type { PartialDate } from '#platform/pure/partial-date.ts'
import type { Cell } from '#platform/pure/sheet/index.ts'

/** What a column (or a label on a card) can mean. */
export type Field =
  | 'name'
  | 'alias'
  | 'sex'
  | 'birth'
  | 'age'
  | 'birthplace'
  | 'birthplaceAndBirth'
  | 'village'
  | 'subdistrict'
  | 'villageAndSubdistrict'
  | 'address'
  | 'guardian'
  | 'guardianRelation'
  | 'phone'
  | 'nik'
  | 'registered'
  | 'status'
  | 'notes'
  | 'number'
  | 'other'

/** A column whose header and content agree is `sure`; a guess a person should look at is `choose`. */
export type Sureness = 'sure' | 'nearly' | 'choose'

export type ColumnMatch = {
  readonly column: number
  readonly header: string
  readonly field: Field
  readonly sure: Sureness
  /** Up to three different values as they stand in the file. */
  readonly examples: readonly string[]
  readonly alternatives: readonly Field[]
  /** Who the column is about, where the header says so (a column "Nama Ibu" makes the guardian the mother). */
  readonly relation?: string
  /** Order of day and month that the header itself prints, as in "(mm/dd/yyyy)". */
  readonly order?: DateOrder
  /** A column that is ticked for this sex ("L" and "P" under "Jenis Kelamin"). */
  readonly tick?: Sex
  /** A column that holds only this part of a date ("Tgl", "Bln" and "Thn" under "Tanggal Lahir"). */
  readonly part?: DatePart
  /** Ages in months, as the header says ("Umur (bln)"). */
  readonly months?: true
  /** A column that holds only this part of the name ("Nama Depan", "Last name"). */
  readonly namePart?: NamePart
}

export type DatePart = 'day' | 'month' | 'year'
export type NamePart = 'first' | 'middle' | 'last'

export type DateOrder = 'day-first' | 'month-first'

export type RowKind =
  | 'child'
  | 'siblings'
  | 'blank'
  | 'title'
  | 'header'
  | 'header-repeated'
  | 'total'
  | 'signature'
  | 'legend'
  | 'example'
  | 'section'
  | 'note'
  | 'label'

/** One table: a header block and the rows below it up to the next header block. Rows are 0-based. */
export type Table = {
  /** Stable within a workbook: `sheet index:first header row:first data row`. */
  readonly id: string
  readonly sheet: number
  readonly headerRows: readonly number[]
  readonly firstRow: number
  readonly lastRow: number
  /** Header text per column, group words in front (`Wali Nama`). */
  readonly headers: readonly string[]
  /** The columns of this list, where several stand side by side under one row of headers; both ends included. */
  readonly panel?: { readonly from: number; readonly to: number }
  /** True when the columns had to be recognised by their content alone. */
  readonly byContent?: true
}

export type SheetRole = 'caseload' | 'cards' | 'summary' | 'legend' | 'empty' | 'other'

/** Something worth showing beside a reading that needs no answer. */
export type Mark = string

/** Something only a person can decide. `field` is where the answer goes; `fields` are all that it touches. */
export type Question = {
  readonly code: string
  readonly field: Field | 'row'
  readonly fields?: readonly Field[]
  /** Index of the child in the row, where the row holds several. */
  readonly child?: number
  readonly params?: Readonly<Record<string, string | number>>
  /** Readings a person may choose from. */
  readonly alternatives?: readonly string[]
}

/** Where a fact stands in the file. */
export type Source = {
  readonly sheet: string
  readonly row: number
  readonly column?: string
  readonly header?: string
  readonly raw: string
}

export type Fact<T> = { readonly value: T; readonly raw: string; readonly source: Source }

export type Sex = 'male' | 'female' | 'unknown'
export type Status = 'active' | 'closed' | 'waiting-for-referral' | 'contact-lost' | 'moved' | 'unknown'

export type ChildReading = {
  readonly name: Fact<string | null>
  readonly alias?: Fact<string>
  readonly sex: Fact<Sex>
  readonly birth: Fact<PartialDate>
  readonly birthplace?: Fact<string>
  readonly village?: Fact<string>
  readonly subdistrict?: Fact<string>
  readonly guardian?: Fact<string>
  readonly guardianRelation?: Fact<string>
  readonly phones: readonly Fact<string>[]
  /** The phone cell as it stands, also where no number could be read. */
  readonly phoneRaw?: Fact<null>
  readonly nik?: Fact<string | null>
  readonly registered?: Fact<PartialDate>
  readonly status?: Fact<Status>
  readonly notes: readonly Fact<string>[]
  /** Columns for which a file has no field; kept as they stand. */
  readonly others: readonly Fact<string>[]
  readonly marks: readonly Mark[]
}

export type RowRef = { readonly sheet: string; readonly row: number; readonly column?: string; readonly child?: number }
export type Certainty = 'same' | 'probable' | 'possible'
export type SameAs = RowRef & { readonly certainty: Certainty }

export type Decision = 'import' | 'question' | 'reject' | 'skip'

export type RowResult = {
  readonly sheet: string
  /** 1-based row of the file, or of the card's name. */
  readonly row: number
  /** Set where children stand side by side: the letters of the child's column. `byColumn` says that the row alone says nothing. */
  readonly column?: string
  readonly byColumn?: true
  readonly kind: RowKind
  readonly decision: Decision
  readonly hidden?: true
  readonly children: readonly ChildReading[]
  readonly questions: readonly Question[]
  readonly sameAs?: SameAs
  /** Every cell of the row as it stands in the file, by column letters. */
  readonly cells: Readonly<Record<string, string>>
}

export type FileQuestion = {
  readonly code: string
  readonly sheet?: string
  readonly field?: Field
  readonly params?: Readonly<Record<string, string | number>>
}

export type SheetResult = {
  readonly name: string
  readonly role: SheetRole
  readonly hidden: boolean
  /** 1-based rows that the office has hidden. */
  readonly hiddenRows: readonly number[]
  readonly headerRows: readonly number[]
  readonly firstRow?: number
  readonly tables: readonly { readonly table: Table; readonly columns: readonly ColumnMatch[] }[]
  readonly colours?: Readonly<Record<string, Status>>
  readonly codes?: Readonly<Record<string, string>>
}

export type DryRun = {
  readonly file: string
  readonly asOf: string
  readonly sheets: readonly SheetResult[]
  readonly fileQuestions: readonly FileQuestion[]
  readonly rows: readonly RowResult[]
}

/** What one child's reading starts from: the cells that concern it, whatever way they lay in the sheet. */
export type Entry = {
  readonly sheet: string
  readonly row: number
  readonly column?: string
  readonly byColumn?: true
  readonly cells: ReadonlyMap<Field, readonly Located[]>
  readonly all: readonly Located[]
  readonly hidden: boolean
  readonly context: Context
  /** Entries of one scope were written by one hand: codes and date orders are inferred together. */
  readonly scope: string
  /** The header, heading or remark that the row stands under; a list put together from several has several. */
  readonly block?: string
}

export type Located = {
  readonly cell: Cell
  readonly row: number
  readonly column: number
  readonly match: ColumnMatch
  readonly carried?: true
}

/** What the surroundings of a row say: a title, a section heading, the sheet's name. */
export type Context = {
  readonly village?: string
  readonly subdistrict?: string
  readonly sex?: Sex
  /** What a remark between the rows says of the codes of sex below it. */
  readonly sexCodes?: ReadonlyMap<string, Sex>
}
