import { expect, test } from 'vitest'
import { ArchiveDamaged, type Part, readArchive, writeArchive } from './archive.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

async function* parts(): AsyncGenerator<Part> {
  yield { name: 'about.json', bytes: pieces('{"at":', '"pagi"}') }
  yield { name: 'table/pond.frog', bytes: pieces() }
  yield { name: 'blob/leaf', bytes: pieces('a'.repeat(300_000), 'b'.repeat(300_000)) }
}

async function* pieces(...texts: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield bytes(text)
}

async function written(): Promise<Uint8Array> {
  const all: Uint8Array[] = []
  for await (const piece of writeArchive({ at: 'pagi' }, parts())) all.push(piece)
  return Buffer.concat(all)
}

/** Read in pieces of any size, as a disk gives them. */
async function read(archive: Uint8Array, size = 1000) {
  const found: Record<string, string> = {}
  async function* source() {
    for (let at = 0; at < archive.length; at += size) yield archive.subarray(at, at + size)
  }
  const manifest = await readArchive(source(), async ({ name, bytes: content }) => {
    const all: Uint8Array[] = []
    for await (const piece of content) all.push(piece)
    found[name] = Buffer.concat(all).toString()
  })
  return { found, manifest }
}

test('what was written is read back, however it is cut', async () => {
  const archive = await written()
  for (const size of [7, 1000, 10_000_000]) {
    const { found, manifest } = await read(archive, size)
    expect(Object.keys(found)).toEqual(['about.json', 'table/pond.frog', 'blob/leaf'])
    expect(found['about.json']).toBe('{"at":"pagi"}')
    expect(found['blob/leaf']).toBe('a'.repeat(300_000) + 'b'.repeat(300_000))
    expect(manifest).toMatchObject({ v: 1, at: 'pagi' })
  }
})

test('any changed or missing byte is noticed', async () => {
  const archive = await written()
  for (let i = 0; i < 200; i++) {
    const at = Math.floor((archive.length * i) / 200)
    const changed = Uint8Array.from(archive)
    changed[at] = (changed[at] ?? 0) ^ 0x10
    await expect(read(changed), `byte ${at}`).rejects.toBeInstanceOf(Error)
    await expect(read(archive.subarray(0, at))).rejects.toThrow(ArchiveDamaged)
  }
})
