import { z } from 'zod'
import { fromUtf8 } from '#platform/pure/bytes/index.ts'
import { Problem } from '#platform/pure/problem.ts'
import { readAtMost } from '#platform/server/http/body.ts'

/** Bytes that a list may have, as the gate of the sheet reader has it. */
export const MAX_LIST = 20_000_000
/** A spreadsheet of answers. */
export const MAX_ANSWERS = 5_000_000
/** What a visitor of the demo may bring. */
export const MAX_TRIAL = 5_000_000

const headSchema = z.object({ name: z.string().trim().min(1).max(200) }).strict()

/** The bytes of an upload, which must have some; see `readAtMost`. */
export async function readBytes(body: ReadableStream<Uint8Array> | null, most: number): Promise<Uint8Array> {
  if (body === null) throw new Problem('bad-input', { faults: [{ path: ['body'], rule: 'missing' }] })
  return readAtMost(body, most)
}

/** A file with its name: a line of JSON, a line feed, the bytes. The name stands here because addresses are logged. */
export async function readNamedFile(
  body: ReadableStream<Uint8Array> | null,
  most: number,
): Promise<{ readonly name: string; readonly bytes: Uint8Array }> {
  const all = await readBytes(body, most + 2_000)
  const end = all.subarray(0, 2_000).indexOf(10)
  const head = end < 0 ? null : headOf(all.subarray(0, end))
  if (head === null) throw new Problem('bad-input', { faults: [{ path: ['body', 'name'], rule: 'missing' }] })
  const bytes = all.slice(end + 1)
  if (bytes.length > most) throw new Problem('too-large')
  return { name: head.name, bytes }
}

function headOf(line: Uint8Array): z.output<typeof headSchema> | null {
  try {
    const parsed = headSchema.safeParse(JSON.parse(fromUtf8(line)))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}
