/** The focus goes with the person to a new page. */

/** The id of every page's main part, where the skip link leads too. */
const MAIN = 'isi'

/**
 * Moves the focus to the heading of the page that was just opened: a screen reader reads it, and Tab goes on from there. Many pages
 * have their heading only when what they show was fetched, so this waits for it, with the focus on the main part as soon as there is
 * one. As soon as the person does something, or the page has put the focus elsewhere, it stays where it is. Returns what ends it.
 */
export function followFocus(page: Document): () => void {
  const follow = (moved: boolean) => {
    const main = page.getElementById(MAIN)
    const at = page.activeElement
    const isNowhere = at === null || at === page.body || at === main
    const goal = main?.querySelector<HTMLElement>('h1') ?? main
    if (goal === null || goal === at || !(moved || isNowhere)) return
    if (!goal.hasAttribute('tabindex')) goal.tabIndex = -1
    goal.focus({ preventScroll: true })
  }
  const observer = new MutationObserver(() => follow(false))
  const stop = () => {
    observer.disconnect()
    for (const act of ACTS) page.removeEventListener(act, stop, true)
  }
  for (const act of ACTS) page.addEventListener(act, stop, true)
  observer.observe(page.body, { childList: true, subtree: true })
  follow(true)
  return stop
}

/** By these somebody goes on by themselves. */
const ACTS = ['pointerdown', 'keydown'] as const
