import { html, type Html } from './html.ts'
import { directionOf, type Language, LANGUAGES, type Say, wordsIn } from './words.ts'

/** A page of the server itself: no script, one stylesheet. */
export type Page = {
  readonly language: Language
  /** Path of the page, for the links to its other languages. */
  readonly path: string
  readonly title: string
  readonly demo: boolean
  readonly body: (say: Say) => Html
}

const NAMES: Readonly<Record<Language, string>> = { id: 'Bahasa Indonesia', en: 'English', ur: 'اردو' }

const BRAND = html`<svg viewBox="0 0 28 28" aria-hidden="true">
    <path d="M4 23v-8a10 10 0 0 1 20 0v8" />
    <circle cx="14" cy="19.5" r="3.25" /></svg
  ><span>Lindung</span>`

/** The whole answer. */
export function pageAnswer({ language, path, title, demo, body }: Page, status = 200): Response {
  const say = wordsIn(language)
  const { markup } = html`<!doctype html>
    <html lang="${language}" dir="${directionOf(language)}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title} – Lindung</title>
        <link rel="stylesheet" href="/app/public.css" />
        <link rel="icon" href="/app/icon.svg" />
      </head>
      <body>
        <a class="skip" href="#main">${say('page.skip')}</a>
        ${
          demo
            ? html`<aside class="strip" aria-label="${say('page.invented')}">
                <p class="wrap"><span class="shape query" aria-hidden="true"></span> ${say('page.inventedLong')}</p>
              </aside>`
            : null
        }
        <header class="mast">
          <div class="wrap in-w">
            <a class="brand" href="/?lang=${language}">${BRAND}</a>
            <nav class="lang" aria-label="${say('page.languages')}">
              <ul>
                ${LANGUAGES.map((one) => languageLink(one, language, path))}
              </ul>
            </nav>
          </div>
        </header>
        <main class="wrap" id="main">${body(say)}</main>
      </body>
    </html> `
  return new Response(markup, {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store', 'content-language': language },
  })
}

function languageLink(one: Language, shown: Language, path: string): Html {
  const current = one === shown ? html` aria-current="true"` : null
  return html`<li>
    <a href="${path}?lang=${one}" lang="${one}" hreflang="${one}" dir="${directionOf(one)}" ${current}>${NAMES[one]}</a>
  </li>`
}
