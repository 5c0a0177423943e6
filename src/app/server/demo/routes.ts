import type { Context, Hono } from 'hono'
import { getCookie } from 'hono/cookie'
import { type DoorDeps, openRoute, type Route, startFor } from '#access/server/index.ts'
import { isUuid, newUuid4, type RandomBytes } from '#platform/pure/bytes/index.ts'
import { Problem } from '#platform/pure/problem.ts'
import { crossOrigin } from '#platform/server/http/origin.ts'
import { problemAnswer } from '#platform/server/http/problems.ts'
import * as contract from '../../contract.ts'
import { CAST } from '../../world/cast.ts'
import { isChair, resetQuestion } from '../pages/door.ts'
import { LANGUAGES } from '../pages/words.ts'
import { show } from '../site.ts'

/** Entering without a password: the one route of the API that only the demo has. */
export function demoRoutes(deps: DoorDeps): readonly Route[] {
  return [
    openRoute(contract.enterDemo, ({ body }, run, wire) =>
      run(async () => {
        if (!isChair(body.person)) throw new Problem('not-found')
        const { person, token } = await startFor(deps, CAST[body.person].person, body.device)
        wire.setSession(token)
        return { answer: { person } }
      }),
    ),
  ]
}

export type DoorForms = {
  readonly random: RandomBytes
  readonly secureCookie: boolean
  /** Sets the invented world back to its beginning; everybody is signed out. */
  readonly reset: () => Promise<void>
}

/** The door's forms, for a browser without script. */
export function addDemoForms(site: Hono, deps: DoorForms): void {
  site.post('/demo/enter', async (c) => {
    if (crossOrigin(c.req.raw)) return problemAnswer(new Problem('cross-origin'))
    const { person, lang } = await c.req.parseBody()
    if (typeof person !== 'string' || !isChair(person)) return problemAnswer(new Problem('bad-input'))
    const known = getCookie(c, DEVICE)
    const browser = known !== undefined && isUuid(known, 4) ? known : newUuid4(deps.random)
    const entered = await enter(site, c, person, browser)
    if (!entered.ok) return entered
    const headers = new Headers({ location: inLanguage('/app/', lang), 'cache-control': 'no-store' })
    for (const cookie of entered.headers.getSetCookie()) headers.append('set-cookie', cookie)
    headers.append('set-cookie', deviceCookie(browser, deps.secureCookie))
    return new Response(null, { status: 303, headers })
  })
  site.get('/demo/reset', (c) => show(c, { demo: DEMO }, 'reset.title', resetQuestion))
  site.post('/demo/reset', async (c) => {
    if (crossOrigin(c.req.raw)) return problemAnswer(new Problem('cross-origin'))
    const { lang } = await c.req.parseBody()
    await deps.reset()
    return c.redirect(inLanguage('/', lang), 303)
  })
}

/** What follows goes on in the language in which the door was read. */
const inLanguage = (path: string, lang: unknown): string => {
  const language = LANGUAGES.find((one) => one === lang)
  return language === undefined ? path : `${path}?lang=${language}`
}

const DEVICE = 'lindung-device'
/** These pages exist in the demo only. */
const DEMO = { seen: () => Promise.reject(new Error('the door is not shown here')), addRoutes: () => undefined }

/** Through the API, so that entering is checked, counted and written to the audit log like any sign-in. */
async function enter(site: Hono, c: Context, person: string, device: string): Promise<Response> {
  return site.request('/api/demo/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'user-agent': c.req.header('user-agent') ?? '' },
    body: JSON.stringify({ person, device }),
  })
}

function deviceCookie(id: string, secure: boolean): string {
  const parts = [`${DEVICE}=${id}`, 'Path=/demo', 'HttpOnly', 'SameSite=Strict', 'Max-Age=31536000']
  if (secure) parts.push('Secure')
  return parts.join('; ')
}
