import { spawn } from 'node:child_process'
import { chromium, type Browser, type BrowserContext } from 'playwright-core'
import { inject } from 'vitest'
import { CHROMIUM_ARGS, type Chromium } from './chromium.ts'

/** A browser whose profile outlives it, and that can be killed as a phone kills it: without a farewell. */
export type KillableBrowser = {
  readonly browser: Browser
  /** The one context of the profile. */
  readonly context: BrowserContext
  /** SIGKILL to the process that this very call started, and to its children. */
  kill(): Promise<void>
}

/** Starts a Chromium of its own on a profile folder. */
export async function launchKillable(profile: string): Promise<KillableBrowser> {
  const { path, env }: Chromium = inject('chromium')
  const child = spawn(
    path,
    [...CHROMIUM_ARGS, '--remote-debugging-port=0', `--user-data-dir=${profile}`, 'about:blank'],
    {
      env: { PATH: process.env['PATH'] ?? '', TZ: 'Asia/Jakarta', LANG: 'C.UTF-8', ...env },
      stdio: ['ignore', 'ignore', 'pipe'],
      detached: true, // a process group of its own, so that its helpers die with it
    },
  )
  const address = await new Promise<string>((resolve, reject) => {
    let said = ''
    child.stderr.on('data', (part: Buffer) => {
      said += part.toString()
      const found = /ws:\/\/\S+/.exec(said)
      if (found !== null) resolve(found[0])
    })
    child.once('exit', () => reject(new Error(`Chromium ended at once:\n${said}`)))
  })
  const browser = await chromium.connectOverCDP(address)
  const [context] = browser.contexts()
  if (context === undefined) throw new Error('Chromium has no context')
  return {
    browser,
    context,
    kill: () =>
      new Promise((resolve) => {
        child.once('exit', () => resolve())
        if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL')
      }),
  }
}
