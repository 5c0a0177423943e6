import { type AnswerOf, type CallOf, fillPath, type Operation } from './contract.ts'
import { Problem, type ProblemBody, problemStatus } from './problem.ts'

/** Sends one request; `fetch`, or a server in the same process. Rejects when the server cannot be reached. */
export type Send = (request: {
  method: string
  path: string
  body?: string
}) => Promise<{ status: number; body: string }>

/** Calls an operation of the contract with its input typed; throws `Problem` for a problem answer. */
export type Call = <O extends Operation>(operation: O, call?: CallOf<O>) => Promise<AnswerOf<O>>

/** The typed client of a contract: the same for the browser, the tests and the demo. */
export function clientOver(send: Send): Call {
  return async <O extends Operation>(operation: O, call: CallOf<O> = {}) => {
    const path = `/api${fillPath(operation.path, call.params ?? {}, call.query ?? {})}`
    const body = operation.method === 'GET' ? undefined : JSON.stringify(call.body ?? {})
    const answer = await send({ method: operation.method, path, ...(body === undefined ? {} : { body }) })
    if (answer.status >= 400) throw problemFrom(answer.body)
    // The server answers by the same contract; tests check it against the schema.
    return JSON.parse(answer.body) as AnswerOf<O>
  }
}

/** The problem of an answer; `internal` when it is not one of ours. */
export function problemFrom(text: string): Problem {
  try {
    const body = JSON.parse(text) as ProblemBody
    if (body.code in problemStatus) {
      return new Problem(body.code, {
        ...(body.reason === undefined ? {} : { reason: body.reason }),
        ...(body.faults === undefined ? {} : { faults: body.faults }),
      })
    }
  } catch {
    // not ours: a proxy's page, a cut answer
  }
  return new Problem('internal')
}
