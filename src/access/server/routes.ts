import { Hono, type Context as HonoContext } from 'hono'
import { getCookie } from 'hono/cookie'
import type { z } from 'zod'
import { isUuid } from '#platform/pure/bytes/index.ts'
import type { InputOf, Operation } from '#platform/pure/contract.ts'
import { type Fault, Problem } from '#platform/pure/problem.ts'
import type { Database } from '#platform/server/db/database.ts'
import { readAtMost } from '#platform/server/http/body.ts'
import { crossOrigin } from '#platform/server/http/origin.ts'
import { problemAnswer } from '#platform/server/http/problems.ts'
import type { Actor } from '../model/roles.ts'
import {
  type AnyOperation,
  isSomebodys,
  type LeafMaker,
  openRunner,
  recordRefusal,
  requestRunner,
  type Run,
} from './request.ts'

/** Name of the cookie that holds the session's token, over plain HTTP: the demo on this machine, and tests. */
export const SESSION_COOKIE = 'lindung'

/**
 * Over TLS the name itself says that only this very host, over TLS, for all its paths, can have set it: no other host below the same
 * domain, and nobody on an unencrypted way, can put a session of their own into somebody's browser.
 * https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/Set-Cookie#cookie_prefixes
 */
export const sessionCookieName = (secure: boolean): string => (secure ? `__Host-${SESSION_COOKIE}` : SESSION_COOKIE)

/** Bytes to send instead of JSON. */
export type BytesAnswer = {
  readonly bytes: ReadableStream<Uint8Array>
  readonly type: string
  readonly fileName: string
}

/** What a handler may use of the wire: the raw body for uploads, and the cookie of the session. */
export type Wire = {
  readonly body: () => ReadableStream<Uint8Array> | null
  readonly setSession: (token: string | null) => void
  readonly userAgent: string
}

/** Handles one operation. It calls `run` once; an operation on several streams calls it once for each. */
export type HandlerWith<O extends Operation, A> = (input: InputOf<O>, run: Run<A>, wire: Wire) => Promise<unknown>

/** An operation with its handler, ready for the route table. */
export type Route = {
  readonly operation: AnyOperation
  readonly answerTo: (
    db: Database,
    leaves: LeafMaker,
    token: string | null,
    input: unknown,
    wire: Wire,
  ) => Promise<unknown>
}

/** Binds a handler for signed-in people. */
export function route<O extends AnyOperation>(operation: O, handler: HandlerWith<O, Actor>): Route {
  return {
    operation,
    answerTo: (db, leaves, token, input, wire) =>
      // The input was parsed with this very operation's schemas just before.
      handler(input as InputOf<O>, requestRunner(db, leaves, { operation, token, about: streamsIn(input) }), wire),
  }
}

/** The file or stream in the address, so that who looks after it also sees who was refused. */
function streamsIn(input: unknown): readonly string[] {
  const { params } = input as { readonly params: Readonly<Record<string, unknown>> }
  return [params['file'], params['stream']].filter((id): id is string => typeof id === 'string' && isUuid(id))
}

/** Binds a handler for anyone: its policy must say so. */
export function openRoute<O extends AnyOperation>(operation: O, handler: HandlerWith<O, Actor | null>): Route {
  if (operation.policy.who !== 'anyone') throw new Error(`${operation.id}: an open route needs the policy "anyone"`)
  return {
    operation,
    answerTo: (db, leaves, token, input, wire) =>
      handler(input as InputOf<O>, openRunner(db, leaves, { operation, token }), wire),
  }
}

export type RouterDeps = {
  readonly db: Database
  readonly leaves: LeafMaker
  /** Whether the cookie may only travel over TLS. */
  readonly secureCookie: boolean
  /** Tells the log about a bug: an id and a stack, never a value. */
  readonly onBug: (error: unknown, operation: string) => void
  /** Tests: an answer that is not what the contract says is a bug. */
  readonly checkAnswers?: boolean
  /** Counts answers by operation and status. */
  readonly onAnswer?: (operation: string, status: number, seconds: number) => void
}

/** The API below `/api`: one route for each operation, nothing else. */
export function createRouter(deps: RouterDeps, routes: readonly Route[]): Hono {
  const app = new Hono()
  for (const one of routes) {
    app.on(one.operation.method, `/api${one.operation.path}`, (c) => serve(deps, one, c))
  }
  app.all('/api/*', () => problemAnswer(new Problem('not-found')))
  return app
}

async function serve(deps: RouterDeps, { operation, answerTo }: Route, c: HonoContext): Promise<Response> {
  const started = performance.now()
  const headers = new Headers({ 'cache-control': 'no-store' })
  const wire: Wire = {
    body: () => c.req.raw.body,
    setSession: (token) => headers.append('set-cookie', sessionCookie(token, deps.secureCookie)),
    userAgent: c.req.header('user-agent') ?? '',
  }
  let response: Response
  try {
    const token = getCookie(c, sessionCookieName(deps.secureCookie)) ?? null
    const input = await checked(deps, operation, token, c)
    const answer = await answerTo(deps.db, deps.leaves, token, input, wire)
    if (deps.checkAnswers === true && operation.wire !== 'bytes-out') operation.answer.parse(answer)
    response =
      operation.wire === 'bytes-out' ? bytesAnswer(answer as BytesAnswer, headers) : Response.json(answer, { headers })
  } catch (error) {
    if (!(error instanceof Problem)) deps.onBug(error, operation.id)
    response = problemAnswer(error instanceof Problem ? error : new Problem('internal'))
  }
  deps.onAnswer?.(operation.id, response.status, (performance.now() - started) / 1000)
  return response
}

/** The input, or the problem with it; a refusal at the door leaves its leaf like any other. */
async function checked(deps: RouterDeps, operation: AnyOperation, token: string | null, c: HonoContext) {
  try {
    if (crossOrigin(c.req.raw)) throw new Problem('cross-origin')
    if (!(await mayBring(deps, operation, token))) throw new Problem('not-signed-in')
    return await readInput(operation, c)
  } catch (error) {
    await recordRefusal(deps.db, deps.leaves, { operation, token, about: streamsIn({ params: c.req.param() }) }, error)
    throw error
  }
}

/**
 * Whether anything is read of what a request brings. What nobody sends is not, and no connection is taken for it; where bytes follow,
 * which may be many, a token must be somebody's first. Everything else is for the wrapper to decide.
 */
async function mayBring({ db }: RouterDeps, { policy, wire }: AnyOperation, token: string | null): Promise<boolean> {
  if (policy.who === 'anyone') return true
  if (token === null) return false
  return wire !== 'bytes-in' || (await isSomebodys(db, token))
}

async function readInput(operation: AnyOperation, c: HonoContext) {
  const faults: Fault[] = []
  const check = (schema: z.ZodType, value: unknown, at: string): unknown => {
    const result = schema.safeParse(value)
    if (result.success) return result.data
    for (const issue of result.error.issues) {
      faults.push({ path: [at, ...issue.path.map((key) => (typeof key === 'symbol' ? '' : key))], rule: issue.code })
    }
    return undefined
  }
  const input = {
    params: check(operation.params, c.req.param(), 'params'),
    query: check(operation.query, c.req.query(), 'query'),
    body: check(operation.body, operation.wire === 'bytes-in' ? {} : await readJson(c), 'body'),
  }
  if (faults.length > 0) throw new Problem('bad-input', { faults })
  return input
}

async function readJson(c: HonoContext): Promise<unknown> {
  if (c.req.method === 'GET') return {}
  const text = await readText(c)
  if (text.length === 0) return {}
  if (text.length > MOST_TEXT) throw new Problem('too-large')
  try {
    return JSON.parse(text)
  } catch {
    throw new Problem('bad-input', { faults: [{ path: ['body'], rule: 'json' }] })
  }
}

/** Letters of a body of JSON: 50 entries of ordinary length. A letter has at most three bytes. */
const MOST_TEXT = 2_000_000

/** Too much is refused by what it says of itself, or else as soon as it has come. */
async function readText(c: HonoContext): Promise<string> {
  const length = c.req.header('content-length')
  if (length !== undefined) {
    if (Number(length) > 3 * MOST_TEXT) throw new Problem('too-large')
    return c.req.text()
  }
  const { body } = c.req.raw
  return body === null ? '' : new TextDecoder().decode(await readAtMost(body, 3 * MOST_TEXT))
}

function bytesAnswer(answer: BytesAnswer, headers: Headers): Response {
  headers.set('content-type', answer.type)
  headers.set('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(answer.fileName)}`)
  headers.set('content-security-policy', "default-src 'none'; sandbox")
  headers.set('x-content-type-options', 'nosniff')
  return new Response(answer.bytes, { headers })
}

function sessionCookie(token: string | null, secure: boolean): string {
  const parts = [`${sessionCookieName(secure)}=${token ?? ''}`, 'Path=/', 'HttpOnly', 'SameSite=Strict']
  if (secure) parts.push('Secure')
  if (token === null) parts.push('Max-Age=0')
  return parts.join('; ')
}
