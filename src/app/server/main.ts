import { systemRandom } from '#platform/server/random.ts'
import { forgetAddress, keepAddress } from './address-file.ts'
import { readConfig } from './config.ts'
import { CannotStart, type Instance, openInstance } from './instance.ts'
import { createLog } from './log.ts'
import { serve, type Serving } from './serve.ts'

/**
 * Starts Lindung and runs until it is told to stop (Ctrl-C, SIGTERM). `argv`: see `readConfig`. Ends the process: 0 after a stop,
 * 1 when it could not start or lost its database, 2 when the configuration cannot be used.
 */
export async function main(argv: readonly string[]): Promise<void> {
  const read = readConfig(process.env, argv, process.cwd())
  if (!read.ok) {
    for (const error of read.errors) complain(error)
    process.exit(2)
  }
  for (const one of read.advice) complain(one)
  const log = createLog(read.config.logLevel)
  const deps = { random: systemRandom, now: () => new Date(), log }
  const stopping = untilAsked()
  try {
    const moved: string[] = []
    const instance = await openInstance(read.config, { ...deps, log: (line) => keepMove(line, moved) })
    await runUntilAsked(instance, deps, stopping, moved)
  } catch (error) {
    if (!(error instanceof CannotStart)) throw error
    complain(error.message)
    process.exit(1)
  }
}

type Deps = Parameters<typeof serve>[1]

async function runUntilAsked(
  instance: Instance,
  deps: Deps,
  asked: Promise<void>,
  moved: readonly string[],
): Promise<void> {
  const serving = await serve(instance, deps).catch(async (error: unknown) => {
    await instance.close()
    throw error
  })
  const { dataDir } = instance.config
  keepAddress(dataDir, process.pid, serving.inTheRoom ?? serving.address)
  announce(instance, serving, moved)
  const lost = instance.postgres?.ended.then(({ asked: wanted }) => !wanted) ?? new Promise<boolean>(() => undefined)
  const isLost = await Promise.race([asked.then(() => false), lost])
  if (isLost)
    complain('The database has ended by itself, so Lindung stops. Start again; nothing that was accepted is lost.')
  await serving.close()
  await instance.close()
  forgetAddress(dataDir, process.pid)
  process.exit(isLost ? 1 : 0)
}

/** One line to type into a browser, one quiet line about where things are. */
function announce({ config, dataDir, postgres }: Instance, serving: Serving, moved: readonly string[]): void {
  if (serving.busyPort !== null)
    say(`Port ${serving.busyPort} is in use by another program, so Lindung takes the next free one.`)
  for (const line of moved) say(`${line}.`)
  say(`Lindung: ${serving.inTheRoom ?? serving.address}`)
  if (serving.fingerprint !== null) sayRoom(serving)
  const data = postgres === null ? 'the database of DATABASE_URL' : dataDir
  say(quiet(`Data in ${data}, keys in ${config.keysDir}. Stop with Ctrl-C.`))
}

function sayRoom({ fingerprint, inTheRoom }: Serving): void {
  if (inTheRoom === null) say('This computer has no address in a network, so no phone can reach it.')
  say(
    'The browser will warn once: nobody vouches for a certificate that was made a moment ago on this computer. For the demo, go on;',
  )
  say(
    `what it shows must begin with SHA-256 ${fingerprint?.slice(0, 23) ?? ''}. Everybody in this network can open the demo.`,
  )
}

/** The launcher says when data or programs lie elsewhere than asked; PostgreSQL's own messages are not for this place. */
function keepMove(line: string, moved: string[]): void {
  if (/, who runs PostgreSQL, cannot get into |; PostgreSQL runs from /.test(line)) moved.push(line)
}

const say = (line: string): void => void process.stdout.write(`${line}\n`)
const complain = (line: string): void => void process.stderr.write(`${line}\n`)
const quiet = (line: string): string => (process.stdout.isTTY ? `\u001b[2m${line}\u001b[22m` : line)

/** Resolves at the first Ctrl-C or SIGTERM; a second one does not wait for anything. */
function untilAsked(): Promise<void> {
  return new Promise((resolve) => {
    let asked = false
    const ask = () => {
      if (asked) process.exit(130)
      asked = true
      resolve()
    }
    process.on('SIGINT', ask)
    process.on('SIGTERM', ask)
  })
}

if (import.meta.main) await main(process.argv.slice(2))
