import { concatAll } from '#platform/pure/bytes/index.ts'
import { Problem } from '#platform/pure/problem.ts'

/** The whole body; `too-large` as soon as there are more than `most` bytes, before the rest is read. A body cut off on its way is `bad-input`. */
export async function readAtMost(body: ReadableStream<Uint8Array>, most: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  let size = 0
  const reader = body.getReader()
  for (;;) {
    const next = await reader.read().catch(cutOff)
    if (next.done) return concatAll(parts)
    size += next.value.length
    if (size > most) {
      await reader.cancel()
      throw new Problem('too-large')
    }
    parts.push(next.value)
  }
}

const cutOff = (): never => {
  throw new Problem('bad-input', { faults: [{ path: ['body'], rule: 'cut-off' }] })
}
