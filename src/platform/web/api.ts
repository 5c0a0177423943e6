import { type Call, clientOver, problemFrom } from '#platform/pure/client.ts'
import { type AnswerOf, type CallOf, fillPath, type Operation } from '#platform/pure/contract.ts'
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

/** Longest wait while a file is on its way and being read, milliseconds. */
const PATIENCE_BYTES = 600_000

/** Sends bytes to an operation that takes them; `onSent` hears how many have left. Throws as `api` does. */
export async function apiBytes<O extends Operation>(
  operation: O,
  { params }: Pick<CallOf<O>, 'params'>,
  bytes: Blob,
  onSent: (sent: number) => void = () => undefined,
): Promise<AnswerOf<O>> {
  const answer = await bytesTo(operation.method, `/api${fillPath(operation.path, params ?? {}, {})}`, bytes, onSent)
  tell('reached')
  if (answer.status === 401) tell('signed-out')
  if (answer.status >= 400) throw problemFrom(answer.body)
  // The server answers by the same contract; tests check it against the schema.
  return JSON.parse(answer.body) as AnswerOf<O>
}

/** By XMLHttpRequest: `fetch` does not say how much of a body has left. */
function bytesTo(method: string, path: string, bytes: Blob, onSent: (sent: number) => void) {
  return new Promise<{ status: number; body: string }>((resolve, reject) => {
    const request = new XMLHttpRequest()
    const gone = () => {
      tell('gone')
      reject(new Unreachable())
    }
    request.open(method, path)
    request.timeout = PATIENCE_BYTES
    request.upload.addEventListener('progress', ({ loaded }) => onSent(loaded))
    request.addEventListener('load', () =>
      request.status >= 502 && codeOf(request.responseText) === null
        ? gone()
        : resolve({ status: request.status, body: request.responseText }),
    )
    for (const end of ['error', 'timeout', 'abort']) request.addEventListener(end, gone)
    request.send(bytes)
  })
}

/** Fetches a file that an operation gives, for the person to keep. Throws as `api` does. */
export async function apiFile<O extends Operation>(operation: O, { params }: Pick<CallOf<O>, 'params'>): Promise<Blob> {
  const path = `/api${fillPath(operation.path, params ?? {}, {})}`
  const gone = (): never => {
    tell('gone')
    throw new Unreachable()
  }
  const signal = AbortSignal.timeout(PATIENCE_BYTES)
  const response = await fetch(path, { credentials: 'same-origin', signal }).catch(gone)
  if (response.status >= 502) gone()
  tell('reached')
  if (response.status === 401) tell('signed-out')
  if (response.status >= 400) throw problemFrom(await response.text())
  return response.blob().catch(gone)
}

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
