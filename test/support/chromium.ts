/**
 * Finds a Chromium: `$CHROMIUM`, one that the system has, or the one from npm (linux-x64), unpacked once into `.tmp/`.
 * Never `executablePath()` of @sparticuz/chromium: it takes any `/tmp/chromium` it finds.
 */
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export type Chromium = { readonly path: string; readonly env: Readonly<Record<string, string>>; readonly from: string }

declare module 'vitest' {
  export interface ProvidedContext {
    chromium: Chromium
  }
}

/** Own arguments: those that the npm package recommends turn web security off. */
export const CHROMIUM_ARGS: readonly string[] = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export const NO_CHROMIUM =
  'No Chromium for the browser tests: install Chromium or Chrome, or name one in $CHROMIUM (npm brings one for Linux x64 only).'

const isProgram = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

const SYSTEM = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']
const APPLICATIONS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

function onSystem(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  return [...folders.flatMap((folder) => SYSTEM.map((name) => join(folder, name))), ...APPLICATIONS].find(isProgram)
}

/** The package's Chromium with its libraries and fonts in a private folder; whole or not at all, kept for the next run. */
async function fromPackage(): Promise<Chromium | undefined> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium')
  const folder = dirname(dirname(entry))
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }
  const cache = fileURLToPath(new URL('../../.tmp/', import.meta.url))
  const target = join(cache, `chromium-${version}`)
  if (!existsSync(target)) await unpack(join(folder, 'bin'), cache, target)
  return {
    path: join(target, 'chromium'),
    env: {
      LD_LIBRARY_PATH: join(target, 'al2023', 'lib'),
      FONTCONFIG_FILE: fontsConf(target),
      HOME: join(target, 'home'),
    },
    from: `npm, @sparticuz/chromium ${version}`,
  }
}

async function unpack(bin: string, cache: string, target: string): Promise<void> {
  mkdirSync(cache, { recursive: true })
  const partial = mkdtempSync(`${target}.partial-`) // 0700
  const before = process.env['TMPDIR']
  process.env['TMPDIR'] = partial
  try {
    const { inflate } = await import('@sparticuz/chromium')
    for (const archive of ['chromium', 'fonts.tar', 'swiftshader.tar', 'al2023.tar'])
      await inflate(join(bin, `${archive}.br`))
    mkdirSync(join(partial, 'home'))
    renameSync(partial, target)
  } catch (error) {
    if (!existsSync(target)) throw error
  } finally {
    if (before === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = before
    rmSync(partial, { recursive: true, force: true })
  }
}

/** The packaged fonts.conf knows `/tmp/fonts` only; without fonts no text is drawn at all, and nothing says so. */
function fontsConf(target: string): string {
  const file = join(target, 'fonts.conf')
  const conf = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(target, 'fonts')}</dir>
  <cachedir>${join(target, 'font-cache')}</cachedir>
</fontconfig>
`
  if (!existsSync(file) || readFileSync(file, 'utf8') !== conf) writeFileSync(file, conf)
  return file
}

/** A Chromium that can be started, or undefined. */
export async function findChromium(): Promise<Chromium | undefined> {
  const named = process.env['CHROMIUM']
  if (named !== undefined && named !== '') {
    if (!isProgram(named)) throw new Error(`$CHROMIUM is ${named}, which is no program that can be run`)
    return { path: named, env: {}, from: '$CHROMIUM' }
  }
  const installed = onSystem()
  return installed === undefined ? fromPackage() : { path: installed, env: {}, from: 'the system' }
}
