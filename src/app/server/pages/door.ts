import { html, type Html } from './html.ts'
import type { Say } from './words.ts'

/** Whom one can enter as. The first five are the chairs of the door, in its order. */
export const CHAIRS = ['sari', 'wira', 'mawar', 'laras', 'tirta'] as const
export const OTHERS = ['bayu', 'bintang', 'wulan'] as const
export type Chair = (typeof CHAIRS)[number] | (typeof OTHERS)[number]

export const isChair = (name: string): name is Chair => [...CHAIRS, ...OTHERS].some((one) => one === name)

/** How much each person may open now, counted in the database. */
export type Seen = Readonly<Record<Chair, number>>

/** The demo's door: the people, what each sees, what is closed to them. */
export function door(say: Say, seen: Seen): Html {
  return html`<div class="grid-home first">
    <div>
      <header class="head">
        <h1>${say('door.question')}</h1>
        <p class="sub">${say('door.sub')}</p>
      </header>
      <h2 class="hide">${say('door.people')}</h2>
      <ul class="ruled">
        ${CHAIRS.map((chair, i) => row(say, chair, seen, i === 0 ? 'main' : 'soft'))}
      </ul>
      <details>
        <summary>${say('door.more')}</summary>
        <ul class="ruled">
          ${OTHERS.map((chair) => row(say, chair, seen, 'soft'))}
        </ul>
      </details>
    </div>
    <div class="aside">
      <section class="part" aria-labelledby="own">
        <h2 id="own">${say('door.own.title')}</h2>
        <p class="two">${say('door.own.text')}</p>
        <a class="btn" href="/app/try?lang=${say.language}">${say('door.own.do')}</a>
      </section>
      <section class="part" aria-labelledby="reset">
        <h2 id="reset">${say('door.reset.title')}</h2>
        <p class="two">${say('door.reset.text')}</p>
        <a class="btn" href="/demo/reset?lang=${say.language}">${say('door.reset.do')}</a>
      </section>
      <section class="part" aria-labelledby="host">
        <h2 id="host">${say('door.host.title')}</h2>
        <p class="two">${say('door.host.text')}</p>
        <a class="tall" href="/host?lang=${say.language}">${say('door.host.link')}</a>
      </section>
    </div>
  </div>`
}

function row(say: Say, chair: Chair, seen: Seen, weight: 'main' | 'soft'): Html {
  const name = say(`door.${chair}.name`)
  return html`<li class="due plain">
    <div>
      <h3>${name}</h3>
      <p class="who">${say(`door.${chair}.who`)}</p>
    </div>
    <form method="post" action="/demo/enter">
      <input type="hidden" name="person" value="${chair}" /><input
        type="hidden"
        name="lang"
        value="${say.language}"
      /><button class="btn ${weight}" aria-label="${say('door.enterAs', { name })}">${say('door.enter')}</button>
    </form>
    <dl class="pairs">
      <dt>${say('door.sees')}</dt>
      <dd>${say(`door.${chair}.sees`, { count: seen[chair] })}</dd>
      <dt>${say('door.closed')}</dt>
      <dd>${say(`door.${chair}.closed`)}</dd>
    </dl>
  </li> `
}

/** Asks once more before everything that was tried is deleted. */
export function resetQuestion(say: Say): Html {
  return html`<div class="grid-home first">
    <div class="aside">
      <header class="head">
        <h1>${say('reset.title')}</h1>
        <p class="sub">${say('reset.sub')}</p>
      </header>
      ${lines('what', say('reset.what'), [say('reset.one'), say('reset.two'), say('reset.three')])}
      <form class="acts" method="post" action="/demo/reset">
        <input type="hidden" name="lang" value="${say.language}" />
        <button class="btn main">${say('reset.do')}</button
        ><a class="btn bare" href="/?lang=${say.language}">${say('reset.no')}</a>
      </form>
    </div>
  </div>`
}

/** What whoever runs the computer can see. */
export function hostPage(say: Say): Html {
  return html`<div class="grid-home first">
    <div class="aside">
      <header class="head">
        <h1>${say('host.title')}</h1>
        <p class="sub">${say('host.sub')}</p>
      </header>
      ${lines('sees', say('host.sees'), [say('host.sees1'), say('host.sees2'), say('host.sees3')])}
      ${lines('not', say('host.not'), [say('host.not1'), say('host.not2')])}
      ${lines('honest', say('host.honest'), [say('host.honest1'), say('host.honest2')])}
      <p><a class="tall" href="/?lang=${say.language}">${say('page.back')}</a></p>
    </div>
  </div>`
}

function lines(id: string, title: string, texts: readonly string[]): Html {
  return html`<section class="part" aria-labelledby="${id}">
    <h2 id="${id}">${title}</h2>
    <ul>
      ${texts.map((text) => html`<li class="due plain"><p>${text}</p></li>`)}
    </ul>
  </section>`
}

/** The first page of a real instance: nothing but the way in. */
export function home(say: Say): Html {
  return html`<div class="grid-home">
    <div>
      <header class="head">
        <h1>${say('home.title')}</h1>
        <p class="sub">${say('home.sub')}</p>
      </header>
      <p class="acts"><a class="btn main" href="/app/?lang=${say.language}">${say('home.do')}</a></p>
    </div>
  </div>`
}

/** A page that is not there, or cannot be shown yet. */
export function shortPage(say: Say, which: 'missing' | 'unbuilt'): Html {
  return html`<div class="grid-home">
    <div>
      <header class="head">
        <h1>${say(`${which}.title`)}</h1>
        <p class="sub">${say(`${which}.sub`)}</p>
      </header>
      <p><a class="tall" href="/?lang=${say.language}">${say('page.back')}</a></p>
    </div>
  </div>`
}
