import { fillPath } from '#platform/pure/contract.ts'
import type { AnyOperation } from '#access/server/index.ts'
import type { Sent } from './asking.ts'
import type { MatrixWorld } from './world.ts'

export type Answer = { readonly status: number; readonly text: string }

/** Sends one request to the application in this process, as a browser with this session would. */
export async function ask(
  { world }: MatrixWorld,
  { method, path }: Pick<AnyOperation, 'method' | 'path'>,
  token: string | null,
  { params = {}, body, bytes }: Sent,
): Promise<Answer> {
  const headers = { 'content-type': 'application/json', ...(token === null ? {} : { cookie: `lindung=${token}` }) }
  const sent = bytes === undefined ? (body === undefined ? undefined : JSON.stringify(body)) : new Uint8Array(bytes)
  const response = await world.application.http.request(`/api${fillPath(path, params)}`, {
    method,
    headers,
    ...(sent === undefined ? {} : { body: sent }),
  })
  return { status: response.status, text: Buffer.from(await response.arrayBuffer()).toString('utf8') }
}
