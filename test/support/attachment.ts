import { createHash, randomBytes, randomUUID } from 'node:crypto'
import type { Attachment } from '#cases/file/entry.ts'
import type { TestPerson, TestWorld } from './application.ts'

/** An attachment as a device announces it in an entry. */
export function announce(bytes: Uint8Array, type = 'text/plain'): Attachment {
  return {
    id: randomUUID(),
    size: bytes.length,
    type,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    key: randomBytes(32).toString('base64'),
  }
}

export type BlobAnswer = { readonly status: number; readonly body: Buffer }

/** Calls the byte routes of attachments, which the typed client does not speak. */
export function blobClient(world: Pick<TestWorld, 'application'>, person: Pick<TestPerson, 'token'>) {
  const send = async (method: string, path: string, body?: Uint8Array<ArrayBuffer>): Promise<BlobAnswer> => {
    const headers = { cookie: `lindung=${person.token}`, 'content-type': 'application/octet-stream' }
    const response = await world.application.http.request(`/api/blobs/${path}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body }),
    })
    return { status: response.status, body: Buffer.from(await response.arrayBuffer()) }
  }
  return {
    put: (id: string, chunk: number, bytes: Uint8Array) => send('PUT', `${id}/${chunk}`, new Uint8Array(bytes)),
    state: (id: string) => send('GET', `${id}/state`),
    read: (id: string) => send('GET', id),
  }
}
