/** vitest global setup of the project `browser`: finds or unpacks Chromium once. */
import type { TestProject } from 'vitest/node'
import { findChromium, NO_CHROMIUM } from './chromium.ts'

export default async function setup(project: TestProject): Promise<void> {
  const chromium = await findChromium()
  if (chromium === undefined) throw new Error(NO_CHROMIUM)
  project.provide('chromium', chromium)
}
