import type { Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { compress } from 'hono/compress'
import { Problem } from '#platform/pure/problem.ts'
import { problemAnswer } from '#platform/server/http/problems.ts'
import { staticFiles } from '#platform/server/http/static-files.ts'
import { door, home, hostPage, type Seen, shortPage } from './pages/door.ts'
import { pageAnswer } from './pages/page.ts'
import { languageOf, wordsIn, type Say } from './pages/words.ts'
import type { Html } from './pages/html.ts'

export type SiteParts = {
  /** Folder of the built screens. */
  readonly webDir: string
  /** Answers for the door; null outside the demo. */
  readonly demo: { readonly seen: () => Promise<Seen>; readonly addRoutes: (site: Hono) => void } | null
  /** Reasons why requests cannot be served well now; empty when ready. */
  readonly notReady: () => Promise<readonly string[]>
}

/** Largest body: JSON of 50 entries, a chunk of an attachment, or a workbook. */
const MAX_BODY = 32 * 1024 * 1024

/** Limits that stand before everything else. */
export function addLimits(site: Hono): void {
  site.use('/api/*', bodyLimit({ maxSize: MAX_BODY, onError: () => problemAnswer(new Problem('too-large')) }))
  // A story of many entries, over the network that villages have. Static files are packed once, by themselves.
  site.use('/api/*', compress({ threshold: 16_384 }))
  site.use('/demo/*', bodyLimit({ maxSize: 10_000, onError: () => problemAnswer(new Problem('too-large')) }))
}

/** What the server shows beside the API: the door, the screens, and what a supervisor of processes asks. */
export function addSite(site: Hono, parts: SiteParts): void {
  const files = staticFiles(parts.webDir)
  site.get('/healthz', (c) => c.text('ok', 200, NO_STORE))
  site.get('/readyz', async (c) => {
    const reasons = await parts.notReady()
    return c.text(reasons.length === 0 ? 'ready' : reasons.join('\n'), reasons.length === 0 ? 200 : 503, NO_STORE)
  })

  site.get('/', async (c) => {
    const { demo } = parts
    if (demo === null) return show(c, parts, 'home.title', home)
    const seen = await demo.seen()
    return show(c, parts, 'door.title', (say) => door(say, seen))
  })
  site.get('/host', (c) => show(c, parts, 'host.title', hostPage))
  parts.demo?.addRoutes(site)

  site.get('/app', (c) => c.redirect('/app/', 308))
  site.get('/app/*', async (c) => {
    const path = decodedPath(c.req.path.slice('/app/'.length))
    // An address of the app is answered with its one page; a missing file is missing.
    const isFile = path.split('/').at(-1)?.includes('.') === true
    const answer = await files.answer(isFile ? path : 'index.html', c.req.raw.headers)
    if (answer !== null) return answer
    return isFile ? missing(c, parts) : show(c, parts, 'unbuilt.title', (say) => shortPage(say, 'unbuilt'), 503)
  })
  site.notFound((c) => missing(c, parts))
}

const NO_STORE = { 'cache-control': 'no-store' }

const missing = (c: Context, parts: SiteParts) =>
  show(c, parts, 'missing.title', (say) => shortPage(say, 'missing'), 404)

/** One of the server's own pages, in the reader's language. */
export function show(
  c: Context,
  { demo }: Pick<SiteParts, 'demo'>,
  title: Parameters<Say>[0],
  body: (say: Say) => Html,
  status = 200,
): Response {
  const language = languageOf(c.req.query('lang'), c.req.header('accept-language'))
  const shown = { language, path: c.req.path, title: wordsIn(language)(title), demo: demo !== null, body }
  return pageAnswer(shown, status)
}

function decodedPath(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return ''
  }
}
