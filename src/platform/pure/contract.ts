import { z } from 'zod'
import type { ProblemCode } from './problem.ts'

/**
 * Contract: every operation of the API as plain data.
 *
 * Handler, client, route table and OpenAPI are derived from it. `policy` and `audit` are required properties, so an operation that
 * nobody decided about does not compile (`contract.types.test.ts` proves it).
 */
export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

/** Shapes of an operation's input and answer. `params` and `query` are strings on the wire. */
export type Shapes = {
  readonly params: z.ZodType
  readonly query: z.ZodType
  readonly body: z.ZodType
  readonly answer: z.ZodType
}

export type Operation<S extends Shapes = Shapes, P = unknown, A = unknown> = {
  /** Unique, a verb and a noun: `readCaseload`. Also the key in handler tables. */
  readonly id: string
  readonly method: Method
  /** Path below `/api`, parameters as `:name`. Nothing secret ever stands in it. */
  readonly path: `/${string}`
  readonly summary: string
  readonly params: S['params']
  readonly query: S['query']
  readonly body: S['body']
  readonly answer: S['answer']
  /** `bytes`: the body or the answer is a stream of bytes, not JSON. */
  readonly wire?: 'bytes-in' | 'bytes-out'
  readonly problems: readonly ProblemCode[]
  readonly policy: P
  readonly audit: A
}

export type ParamsOf<O extends Operation> = z.output<O['params']>
export type QueryOf<O extends Operation> = z.output<O['query']>
export type BodyOf<O extends Operation> = z.output<O['body']>
export type AnswerOf<O extends Operation> = z.output<O['answer']>

/** What a handler receives, checked. */
export type InputOf<O extends Operation> = {
  readonly params: ParamsOf<O>
  readonly query: QueryOf<O>
  readonly body: BodyOf<O>
}

/** What a client sends. */
export type CallOf<O extends Operation> = {
  readonly params?: z.input<O['params']>
  readonly query?: z.input<O['query']>
  readonly body?: z.input<O['body']>
}

const nothing = z.object({}).strict()

type Given<S extends Partial<Shapes>> = {
  params: S['params'] extends z.ZodType ? S['params'] : typeof nothing
  query: S['query'] extends z.ZodType ? S['query'] : typeof nothing
  body: S['body'] extends z.ZodType ? S['body'] : typeof nothing
  answer: S['answer'] extends z.ZodType ? S['answer'] : typeof nothing
}

type Common<P, A> = Pick<
  Operation<Shapes, P, A>,
  'id' | 'method' | 'path' | 'summary' | 'wire' | 'problems' | 'policy' | 'audit'
>

/** Makes the `defineOperation` of a system whose policies are `P` and audit descriptions `A`. */
export function operationsWith<P, A>() {
  return function defineOperation<const S extends Partial<Shapes>>(given: Common<P, A> & S): Operation<Given<S>, P, A> {
    const shapes = { params: nothing, query: nothing, body: nothing, answer: nothing, ...given }
    return Object.freeze(shapes) as unknown as Operation<Given<S>, P, A>
  }
}

/** Puts parameters and query into a path: `fillPath('/files/:id', { id }, { after: 3 })`. */
export function fillPath(
  path: string,
  params: Readonly<Record<string, unknown>> = {},
  query: Readonly<Record<string, unknown>> = {},
): string {
  const filled = path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])))
  const pairs = Object.entries(query).filter(([, value]) => value !== undefined)
  if (pairs.length === 0) return filled
  return `${filled}?${pairs.map(([k, v]) => `${encodeURIComponent(k)}=${encodeURIComponent(String(v))}`).join('&')}`
}
