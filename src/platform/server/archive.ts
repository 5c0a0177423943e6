import { createHash, type Hash } from 'node:crypto'
import { fromUtf8, readU32, u32, utf8 } from '../pure/bytes/index.ts'

/**
 * The inside of a backup (`lindung/backup/2`), written and read as a stream; compressed with zstd, in a file that proves who made it
 * (`sealed-file.ts`):
 *
 *     part  = u32 length of its name ‖ name ‖ pieces ‖ u32 0        piece = u32 length (≥ 1) ‖ bytes
 *     The last part is `manifest.json`: for each part before it, in order, its name, size and SHA-256.
 *
 * Nothing is believed before the manifest has agreed: whoever reads keeps what came before in a transaction until then.
 */
export type Part = { readonly name: string; readonly bytes: AsyncIterable<Uint8Array> }
export type PartLine = { readonly name: string; readonly size: number; readonly sha256: string }

const MANIFEST = 'manifest.json'
const END = u32(0)

export class ArchiveDamaged extends Error {
  constructor(what: string) {
    super(`the backup is damaged or cut off: ${what}`)
    this.name = 'ArchiveDamaged'
  }
}

/** The bytes of an archive, uncompressed. `about` is put into the manifest, whatever it says. */
export async function* writeArchive(about: object, parts: AsyncIterable<Part>): AsyncGenerator<Uint8Array> {
  const lines: PartLine[] = []
  for await (const { name, bytes } of parts) {
    const hash = createHash('sha256')
    let size = 0
    yield* header(name)
    for await (const piece of gathered(bytes)) {
      hash.update(piece)
      size += piece.length
      yield u32(piece.length)
      yield piece
    }
    yield END
    lines.push({ name, size, sha256: hash.digest('hex') })
  }
  const manifest = utf8(JSON.stringify({ v: 1, ...about, parts: lines }))
  yield* header(MANIFEST)
  yield u32(manifest.length)
  yield manifest
  yield END
}

/** Small pieces put together: a row of a table is a piece of its own as it comes. */
async function* gathered(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let [held, size]: [Uint8Array[], number] = [[], 0]
  for await (const piece of bytes) {
    held.push(piece)
    size += piece.length
    if (size < PIECE) continue
    yield Buffer.concat(held)
    ;[held, size] = [[], 0]
  }
  if (size > 0) yield Buffer.concat(held)
}

const PIECE = 256 * 1024

function* header(name: string): Generator<Uint8Array> {
  const bytes = utf8(name)
  yield u32(bytes.length)
  yield bytes
}

/**
 * Gives each part to `take`, which must read it to its end, and then the manifest, whose lines agree with what was read.
 * Throws `ArchiveDamaged` on anything else.
 */
export async function readArchive(
  source: AsyncIterable<Uint8Array>,
  take: (part: Part) => Promise<void>,
): Promise<Record<string, unknown>> {
  const reader = byteReader(source)
  const lines: PartLine[] = []
  for (;;) {
    const name = await readName(reader)
    if (name === MANIFEST) return readManifest(reader, lines)
    const read = { hash: createHash('sha256'), size: 0, ended: false }
    await take({ name, bytes: pieces(reader, read) })
    if (!read.ended) throw new Error(`${name} was not read to its end`)
    lines.push({ name, size: read.size, sha256: read.hash.digest('hex') })
  }
}

async function readName(reader: Reader): Promise<string> {
  const length = readU32(await reader.exactly(4), 0)
  if (length === 0 || length > 300) throw new ArchiveDamaged('a part has no name')
  return fromUtf8(await reader.exactly(length))
}

async function* pieces(reader: Reader, read: { hash: Hash; size: number; ended: boolean }): AsyncGenerator<Uint8Array> {
  for (;;) {
    const length = readU32(await reader.exactly(4), 0)
    if (length === 0) break
    if (length > 64 * 1024 * 1024) throw new ArchiveDamaged('a piece is too long')
    const piece = await reader.exactly(length)
    read.hash.update(piece)
    read.size += length
    yield piece
  }
  read.ended = true
}

async function readManifest(reader: Reader, lines: readonly PartLine[]): Promise<Record<string, unknown>> {
  const read = { hash: createHash('sha256'), size: 0, ended: false }
  const all: Uint8Array[] = []
  for await (const piece of pieces(reader, read)) all.push(piece)
  const manifest = JSON.parse(Buffer.concat(all).toString()) as Record<string, unknown>
  if (JSON.stringify(manifest['parts']) !== JSON.stringify(lines))
    throw new ArchiveDamaged('its parts are not those of its manifest')
  if (!(await reader.atEnd())) throw new ArchiveDamaged('something follows its manifest')
  return manifest
}

type Reader = {
  readonly exactly: (length: number) => Promise<Uint8Array>
  /** Whether nothing follows. Reads the source to its end, so that whoever checks it there has done so. */
  readonly atEnd: () => Promise<boolean>
}

function byteReader(source: AsyncIterable<Uint8Array>): Reader {
  const iterator = source[Symbol.asyncIterator]()
  let held: Buffer = Buffer.alloc(0)
  return {
    async exactly(length) {
      const parts = [held]
      let size = held.length
      while (size < length) {
        const next: IteratorResult<Uint8Array, unknown> = await iterator.next()
        if (next.done === true) throw new ArchiveDamaged('it ends too early')
        parts.push(Buffer.from(next.value))
        size += next.value.length
      }
      const all = parts.length === 1 ? held : Buffer.concat(parts)
      held = all.subarray(length)
      return all.subarray(0, length)
    },
    async atEnd() {
      let followed = held.length
      for (let next = await iterator.next(); next.done !== true; next = await iterator.next())
        followed += next.value.length
      return followed === 0
    },
  }
}
