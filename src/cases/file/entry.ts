import { z } from 'zod'
import { fromUtf8, isUuid, utf8 } from '#platform/pure/bytes/index.ts'

/** One spelling only: what names the same to the database but not to the fold would give one and not the other. */
export const uuid = z.uuid().refine((text) => isUuid(text))
const hex32 = z.string().regex(/^[0-9a-f]{64}$/)

/** An attachment announced by an entry; its bytes follow later, encrypted under its own key. */
export const attachmentSchema = z
  .object({
    id: uuid,
    /** Bytes. */
    size: z.int().min(1).max(25_000_000),
    type: z
      .string()
      .regex(/^[a-z]+\/[a-z0-9.+-]+$/)
      .max(100),
    sha256: hex32,
    /** 32 random bytes in base64. */
    key: z.string().length(44),
  })
  .strict()

/**
 * The entry: the UTF-8 bytes an author wrote, hashed as they are and then sealed whole (docs/formats.md section 1).
 * It says what happened, when, who wrote it, on which device, and what the writer had seen.
 */
export const entrySchema = z
  .object({
    v: z.literal(1),
    /** Also the idempotency key. */
    id: uuid,
    stream: uuid,
    kind: z.string().regex(/^[a-z][a-z-]{1,40}$/),
    kv: z.int().min(1).max(99),
    by: uuid,
    device: uuid,
    /** Counter per device and stream, from 1: shows gaps and a clock that went back. */
    n: z.int().min(1),
    /** The device's clock with its offset: a claim. */
    at: z.iso.datetime({ offset: true }),
    /** What the author had seen: sequence number and head of the stream. */
    base: z.tuple([z.int().min(0), hex32]),
    /** Entries that this one corrects, answers or settles. */
    refs: z.array(uuid).max(20),
    /** Hash of the country pack and form used. */
    rules: z.string().regex(/^[0-9a-f]{0,64}$/),
    files: z.array(attachmentSchema).max(20),
    /** 32 random bytes in base64: an erased entry's hash cannot be guessed back. */
    salt: z.string().length(44),
    data: z.record(z.string(), z.unknown()),
  })
  .strict()

export type Entry = z.output<typeof entrySchema>
export type Attachment = z.output<typeof attachmentSchema>

/** An entry with the place that the server gave it. */
export type Accepted = {
  readonly entry: Entry
  readonly seq: number
  /** Microseconds since the epoch, the server's clock. */
  readonly receivedAt: number
}

/** The bytes of an entry, once, when its author writes it. Never called again on an entry that was read: bytes are kept. */
export function entryBytes(entry: Entry): Uint8Array<ArrayBuffer> {
  return utf8(entryText(entry))
}

/** The same as the text whose UTF-8 the bytes are. */
export function entryText(entry: Entry): string {
  return JSON.stringify(entry)
}

/**
 * The entry in bytes that this system accepted earlier: checked when it was appended, under a seal since, so only parsed here.
 * Throws on bytes that are no JSON.
 */
export function trustedEntry(bytes: Uint8Array): Entry {
  return JSON.parse(fromUtf8(bytes)) as Entry
}

/** Parses and checks the bytes of an entry; null when they are not one. */
export function readEntry(bytes: Uint8Array): Entry | null {
  try {
    return readEntryText(fromUtf8(bytes))
  } catch {
    return null
  }
}

/** The same from the text that the bytes spell. */
export function readEntryText(text: string): Entry | null {
  try {
    const parsed = entrySchema.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}
