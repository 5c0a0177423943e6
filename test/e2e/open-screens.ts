import type { Browser } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import { createTestWorld, type TestWorld } from '../support/application.ts'
import { launchBrowser } from '../support/browser.ts'
import { serveWorld, type TestServer } from '../support/server.ts'

/** An invented world, served with its screens, and a browser before it. */
export type Screens = {
  readonly world: TestWorld
  readonly server: TestServer
  readonly browser: Browser
}

/**
 * Opens a world, its server and a browser before the tests of this file, and closes them after. `prepare` puts people and children into
 * it. What is answered can be used in tests, and not before.
 */
export function openScreens(
  prepare: (screens: Screens) => Promise<void> = async () => undefined,
  given: { readonly demo?: boolean } = {},
): Screens {
  let opened: Screens | null = null
  const get = (): Screens => {
    if (opened === null) throw new Error('the screens are open only while tests run')
    return opened
  }
  beforeAll(async () => {
    const world = await createTestWorld(given)
    opened = { world, server: await serveWorld(world), browser: await launchBrowser() }
    await prepare(opened)
  })
  afterAll(async () => {
    if (opened === null) return
    await opened.browser.close()
    await opened.server.close()
    await opened.world.close()
  })
  return {
    get world() {
      return get().world
    },
    get server() {
      return get().server
    },
    get browser() {
      return get().browser
    },
  }
}
