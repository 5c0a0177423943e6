import { type Call, clientOver } from '#platform/pure/client.ts'

/** The server could not be reached, or gave no whole answer: what was sent may or may not have arrived. */
export class Unreachable extends Error {
  constructor() {
    super('the server cannot be reached')
    this.name = 'Unreachable'
  }
}

/** Told when a call succeeds or the server is gone, so that the sync line can say so. */
export type Reach = 'reached' | 'gone'
const listeners = new Set<(reach: Reach) => void>()

/** Hears of every call whether the server was reached; returns how to stop. */
export function onReach(listener: (reach: Reach) => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

const tell = (reach: Reach) => listeners.forEach((listener) => listener(reach))

/** Longest wait for an answer, milliseconds; a slow network is treated as a lost reply, and sending again does no harm. */
const PATIENCE = 30_000

/** The API of this instance, typed by the contract. Throws `Problem` for a problem, `Unreachable` when there is no answer. */
export const api: Call = clientOver(async ({ method, path, body }) => {
  try {
    const response = await fetch(path, {
      method,
      headers: body === undefined ? {} : { 'content-type': 'application/json' },
      credentials: 'same-origin',
      signal: AbortSignal.timeout(PATIENCE),
      ...(body === undefined ? {} : { body }),
    })
    const text = await response.text()
    if (response.status >= 502) throw new Unreachable()
    tell('reached')
    return { status: response.status, body: text }
  } catch {
    tell('gone')
    throw new Unreachable()
  }
})
