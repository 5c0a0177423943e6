import type { PartialDate } from '#platform/pure/partial-date.ts'
import { isFuture } from '../../file/future.ts'
import type { What } from '../../file/compose.ts'
import { dateSchema, type Source as EntrySource } from '../../file/schemas.ts'
import { identityFacts } from '../../topics/identity/kinds.ts'
import type { ChildReading, Fact, RowResult } from '../model/index.ts'

/** What one child of a list becomes: entries of the case stream, and of the identity stream when anything of it is known. */
export type ChildEntries = { readonly case: readonly What[]; readonly identity: What | null }

/** What the entries need beside the reading. */
export type ChildFrame = {
  readonly import: string
  readonly file: string
  readonly identity: string
  readonly alias: string
  readonly code: string
  /** Who is responsible, when it is not the importer. */
  readonly owner: string | null
  readonly siblings: readonly string[]
  /** The day on which it is written: what lies after it has not happened. */
  readonly today: string
  /** Header words by column letters, of this row's table. */
  readonly headers: Readonly<Record<string, string>>
}

const UNKNOWN = { precision: 'unknown' } as const

/**
 * The entries of a child. Names, numbers and the whole row as it stands go to the identity stream; the case stream keeps the raw text
 * of its own facts only, so that a list never carries a true name into the story. Pure.
 */
export function entriesOfChild(row: RowResult, child: ChildReading, frame: ChildFrame): ChildEntries {
  const source = (raw: Record<string, string>): EntrySource => ({
    import: frame.import,
    sheet: row.sheet.slice(0, 200),
    row: row.row,
    raw,
  })
  const identity = identityOf(row, child, frame, source)
  return {
    identity,
    case: [
      registeredOf(child, frame, identity !== null, source),
      ...careOf(child, source),
      ...notesOf(child, source),
      ...statusOf(child, source),
    ],
  }
}

type SourceOf = (raw: Record<string, string>) => EntrySource

function registeredOf(child: ChildReading, frame: ChildFrame, hasIdentity: boolean, source: SourceOf): What {
  const { sex, birth, village, subdistrict, registered, status } = child
  const place = { ...said('village', clip(village?.value)), ...said('subdistrict', clip(subdistrict?.value)) }
  const raw = rawOf([sex, birth, village, subdistrict, registered, status])
  return {
    kind: 'registered',
    kv: 1,
    data: {
      alias: frame.alias,
      code: frame.code,
      sex: sex.value,
      birth: valid(birth.value) ?? UNKNOWN,
      ...(Object.keys(place).length === 0 ? {} : { place }),
      came: 'import',
      occurred: isFuture(registered?.value, frame.today) ? UNKNOWN : (valid(registered?.value) ?? UNKNOWN),
      source: source(raw),
      ...(hasIdentity ? { identity: frame.identity } : {}),
      ...said('owner', frame.owner ?? undefined),
      ...(frame.siblings.length === 0 ? {} : { siblings: frame.siblings }),
    },
  }
}

function identityOf(row: RowResult, child: ChildReading, frame: ChildFrame, source: SourceOf): What | null {
  const facts = {
    ...said('trueName', clip(child.name.value)),
    ...(child.alias === undefined
      ? {}
      : { otherNames: [clip(child.alias.value)].filter((name) => name !== undefined) }),
    ...said('nik', fits('nik', child.nik?.value)),
    ...said('birthplace', clip(child.birthplace?.value)),
    ...(child.phones.length === 0 ? {} : { phones: phonesOf(child) }),
    ...said('guardianName', clip(child.guardian?.value)),
  }
  if (Object.keys(facts).length === 0) return null
  const raw = Object.entries(row.cells).map(([at, text]) => [headerAt(frame.headers, at), text] as const)
  return { kind: 'identity-set', kv: 1, data: { file: frame.file, facts, source: source(namedOnce(raw)) } }
}

function phonesOf(child: ChildReading): readonly string[] {
  return child.phones
    .map((phone) => phone.value)
    .filter((phone) => /^\+?[0-9]{5,20}$/.test(phone))
    .slice(0, 10)
}

function careOf({ guardian, guardianRelation: relation }: ChildReading, source: SourceOf): readonly What[] {
  const value = clip(relation?.value)
  if (relation === undefined || value === undefined) return []
  // Where one cell says both, "Ibu Kenanga (bibi)", its text belongs to the identity.
  const apart = guardian === undefined || relation.source.column !== guardian.source.column
  return [
    {
      kind: 'facts-set',
      kv: 2,
      data: { facts: { guardianRelation: value }, source: source(apart ? rawOf([relation]) : {}) },
    },
  ]
}

function notesOf(child: ChildReading, source: SourceOf): readonly What[] {
  return child.notes.flatMap((note) => {
    const text = note.value.slice(0, 40_000)
    return /\S/.test(text)
      ? [{ kind: 'note', kv: 1, data: { text, occurred: UNKNOWN, source: source(rawOf([note])) } }]
      : []
  })
}

/** A child who is done with stays a file, closed. Any other state is the office's own word, kept as a note. */
function statusOf({ status }: ChildReading, source: SourceOf): readonly What[] {
  if (status === undefined || status.value === 'active' || status.value === 'unknown') return []
  const words =
    /[\p{L}]/u.test(status.raw) && status.source.column !== undefined ? status.raw.slice(0, 40_000) : undefined
  if (status.value === 'closed')
    return [{ kind: 'closed', kv: 1, data: { reason: 'other', ...said('text', words), occurred: UNKNOWN } }]
  if (words === undefined) return []
  return [{ kind: 'note', kv: 1, data: { text: words, occurred: UNKNOWN, source: source(rawOf([status])) } }]
}

function rawOf(facts: readonly (Fact<unknown> | undefined)[]): Record<string, string> {
  return namedOnce(
    facts.flatMap((fact) =>
      fact === undefined || fact.raw === ''
        ? []
        : [[(fact.source.header ?? '') || (fact.source.column ?? '') || fact.source.sheet, fact.raw] as const],
    ),
  )
}

/** Raw texts by what stands above them; two columns under one header keep both texts. */
function namedOnce(pairs: readonly (readonly [string, string])[]): Record<string, string> {
  const named: Record<string, string> = {}
  for (const [name, text] of pairs) {
    const clipped = name.slice(0, 190)
    const free = named[clipped] === undefined || named[clipped] === text
    let key = clipped
    for (let n = 2; !free && named[key] !== undefined; n++) key = `${clipped} (${n})`
    named[key] = text.slice(0, 40_000)
  }
  return named
}

const headerAt = (headers: Readonly<Record<string, string>>, at: string): string =>
  headers[at.replace(/\d+$/, '')] || at

const said = <T>(name: string, value: T | undefined): Record<string, T> =>
  value === undefined ? {} : { [name]: value }

/** Text that fits a short field; what is cut stays whole in the raw text. */
function clip(text: string | null | undefined): string | undefined {
  const short = text?.trim().slice(0, 200)
  return short === undefined || short === '' ? undefined : short
}

function fits(fact: keyof typeof identityFacts, value: string | null | undefined): string | undefined {
  return value != null && identityFacts[fact].schema.safeParse(value).success ? value : undefined
}

function valid(date: PartialDate | undefined): PartialDate | undefined {
  return dateSchema.safeParse(date).success ? date : undefined
}
