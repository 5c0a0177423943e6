import { type Call, clientOver } from '#platform/pure/client.ts'
import type { ProblemBody } from '#platform/pure/problem.ts'

/** The server could not be reached, or gave no whole answer: what was sent may or may not have arrived. */
export class Unreachable extends Error {
  constructor() {
    super('the server cannot be reached')
    this.name = 'Unreachable'
  }
}

/** Told of every call: the server answered, it is gone, or it says that nobody is signed in (any more). */
export type Reach = 'reached' | 'gone' | 'signed-out'
const listeners = new Set<(reach: Reach) => void>()

/** Hears of every call how it went; returns how to stop. */
export function onReach(listener: (reach: Reach) => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

const tell = (reach: Reach) => listeners.forEach((listener) => listener(reach))

/** Longest wait for an answer, milliseconds; a slow network is treated as a lost reply, and sending again does no harm. */
const PATIENCE = 30_000

/** The API of this instance, typed by the contract. Throws `Problem` for a problem, `Unreachable` when there is no answer. */
export const api: Call = clientOver(async ({ method, path, body }) => {
  const answer = await answerTo(method, path, body)
  tell('reached')
  if (answer.status === 401 && codeOf(answer.body) === 'not-signed-in') tell('signed-out')
  return answer
})

async function answerTo(method: string, path: string, body: string | undefined) {
  try {
    const response = await fetch(path, {
      method,
      headers: body === undefined ? {} : { 'content-type': 'application/json' },
      credentials: 'same-origin',
      signal: AbortSignal.timeout(PATIENCE),
      ...(body === undefined ? {} : { body }),
    })
    // A proxy answers for a server that is gone.
    if (response.status >= 502) throw new Unreachable()
    return { status: response.status, body: await response.text() }
  } catch {
    tell('gone')
    throw new Unreachable()
  }
}

function codeOf(text: string): string | null {
  try {
    return (JSON.parse(text) as ProblemBody).code
  } catch {
    return null
  }
}
