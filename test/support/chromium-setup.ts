/** vitest global setup of the project `browser`: finds or unpacks Chromium, and builds the screens, once for all files. */
import type { TestProject } from 'vitest/node'
import { buildWeb } from '../../scripts/build-web.ts'
import { findChromium, NO_CHROMIUM } from './chromium.ts'

export default async function setup(project: TestProject): Promise<void> {
  const chromium = await findChromium()
  if (chromium === undefined) throw new Error(NO_CHROMIUM)
  if ((await buildWeb(() => undefined)) === 'failed')
    throw new Error('the screens cannot be built: npm run build says why')
  project.provide('chromium', chromium)
}
