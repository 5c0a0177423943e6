import { randomBytes } from 'node:crypto'
import { composeEntry, NO_BASE } from '#cases/index.ts'
import type { Request } from './client.ts'
import type { Subject } from './world.ts'

const TEXT =
  'Bertemu di rumah bibi. Membantu memasak dan banyak bercerita tentang sekolah. Ingin belajar lagi, tetapi tidak di dekat jalan lama. '
const random = (n: number) => new Uint8Array(randomBytes(n))

let written = 0

/** The body of a request that appends `count` notes to one stream, some 800 bytes each. */
export function appendBody({ writer }: Subject, stream: string, count = 1): string {
  const entries = Array.from({ length: count }, () => {
    written += 1
    const at = new Date().toISOString()
    const data = { text: TEXT.repeat(2), occurred: { precision: 'day', value: at.slice(0, 10) } }
    const entry = composeEntry(
      random,
      at,
      { by: writer.person, device: writer.device },
      { stream, base: NO_BASE, n: written },
      { kind: 'note', kv: 1, data },
    )
    return { stream, id: entry.id, text: JSON.stringify(entry) }
  })
  return JSON.stringify({ entries })
}

/** Requests that append to the writer's files in turn, `count` entries each. */
export function appends(
  subject: Subject,
  path: string,
  requests: number,
  cookie?: string,
  count = 1,
): readonly Request[] {
  const { files } = subject
  return Array.from({ length: requests }, (_, i): Request => ({
    method: 'POST',
    path,
    body: appendBody(subject, files[i % files.length] ?? '', count),
    ...(cookie === undefined ? {} : { cookie }),
  }))
}
