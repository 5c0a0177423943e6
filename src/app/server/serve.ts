import { networkInterfaces } from 'node:os'
import { fileURLToPath } from 'node:url'
import {
  createSequencer,
  noteSigner,
  openCopies,
  publishKey,
  type Sequencer,
  type Trouble,
} from '#audit/server/index.ts'
import type { RandomBytes } from '#platform/pure/bytes/index.ts'
import { openDatabase } from '#platform/server/db/database.ts'
import { urlForRole } from '#platform/server/db/roles.ts'
import { listen, type Listening } from '#platform/server/http/listen.ts'
import { selfSigned } from '#platform/server/http/self-signed.ts'
import { type Application, compose } from './compose.ts'
import type { Config } from './config.ts'
import { openDemo } from './demo/open.ts'
import { eraseAgain, erasureHooks, listenForErasures } from './erasures.ts'
import { healthRoutes } from './health.ts'
import { CannotStart, type Instance } from './instance.ts'
import type { Log } from './log.ts'
import { createMetrics } from './metrics.ts'
import { attachmentsOf } from './places.ts'
import { addSite } from './site.ts'

export type ServeDeps = { readonly random: RandomBytes; readonly now: () => Date; readonly log: Log }

/** A server that answers, until it is closed. */
export type Serving = {
  /** What to type into a browser. */
  readonly address: string
  /** The same on this machine, where the proxy or a test finds it. */
  readonly local: string
  /** The port that was asked for, when another one had to be taken. */
  readonly busyPort: number | null
  /** Fingerprint of the certificate made for the room, or null. */
  readonly fingerprint: string | null
  /** Address for a phone in the same room, or null. */
  readonly inTheRoom: string | null
  /** Where Prometheus finds the metrics, on this machine only; null when the port was taken (in the demo). */
  readonly metrics: string | null
  readonly close: () => Promise<void>
}

/** Puts an open instance on the network: API, screens, door, sequencer, metrics. Throws `CannotStart` when no port is free. */
export async function serve(instance: Instance, deps: ServeDeps): Promise<Serving> {
  const { config } = instance
  const log = await openLog(instance, deps)
  const { sequencer } = log
  const metrics = createMetrics(sequencer.state)
  const secureCookie = config.lan || config.publicUrl?.startsWith('https://') === true
  const blobs = attachmentsOf(instance.dataDir)
  await eraseAgain(instance, blobs, deps)
  const demo = config.mode === 'demo' ? await openDemo(instance, { ...deps, blobs }, { ...log, secureCookie }) : null
  const application = compose({
    ...instance,
    ...deps,
    blobs,
    imports: erasureHooks(instance, deps),
    demo: demo !== null,
    secureCookie,
    daily: config.daily,
    httpsOnly: config.publicUrl?.startsWith('https://') === true,
    watch: metrics.watch,
    onBug: deps.log.bug,
    onAnswer: (operation, status, seconds) => {
      metrics.answered(operation, status, seconds)
      deps.log.answered(operation, status, seconds)
    },
    more: (inside) => [...healthRoutes({ instance, sequencer, now: deps.now }), ...(demo?.routes(inside) ?? [])],
  })
  addSite(application.http, {
    webDir: WEB,
    demo: demo === null ? null : { seen: demo.seen, addRoutes: (site) => demo.addForms(site, application) },
    notReady: () => notReady(application, sequencer),
  })
  const telling = setInterval(() => void application.tellRefusals(), MINUTE)
  const quiet = async (): Promise<void> => clearInterval(telling)
  const closers = [application.close, log.close, listenForErasures(instance, application.caseload, deps.log), quiet]
  const close = async () => {
    for (const each of closers.toReversed()) await each()
  }
  sequencer.start()
  application.imports.start()
  try {
    const opened = await openPorts(config, (request) => application.http.fetch(request), deps)
    closers.push(opened.listening.close)
    const measured = await openMetrics(config, metrics.answer, opened.listening.port)
    if (measured !== null) closers.push(measured.close)
    const metricsAt = measured === null ? null : `http://127.0.0.1:${measured.port}/metrics`
    return { ...opened, metrics: metricsAt, close }
  } catch (error) {
    await close()
    throw error
  }
}

const MINUTE = 60_000
const WEB = fileURLToPath(new URL('../../../dist/web', import.meta.url))

/** The audit log's keeper, as the database role that may add to it, and the copies of its checkpoints. */
async function openLog(instance: Instance, { now, log }: ServeDeps) {
  const { checkpointsDir } = instance.config
  const signer = noteSigner(instance.logName, instance.logKey)
  const copies = await openCopies(checkpointsDir)
  await publishKey(checkpointsDir, signer.vkey)
  const db = openDatabase(urlForRole(instance.adminUrl, 'lindung_log', instance.passwords), { max: 1 })
  const onTrouble = (trouble: Trouble, error?: unknown) => {
    log.event(`sequencer.${trouble}`)
    if (error !== undefined) log.bug(error, 'sequencer')
  }
  const sequencer = createSequencer({ db, signer, copies, now, onTrouble })
  const close = async () => {
    await sequencer.stop()
    await db.close()
  }
  return { sequencer, copies, close }
}

/** How many ports are tried in the demo; a real instance has one, which its proxy knows. */
const TRIES = 10

async function openPorts(
  config: Config,
  fetch: (request: Request) => Response | Promise<Response>,
  { now }: ServeDeps,
) {
  const room = config.lan ? addressInTheRoom() : null
  const certificate = config.lan
    ? selfSigned(['localhost', '127.0.0.1', ...(room === null ? [] : [room])], now())
    : null
  const ports =
    config.mode === 'demo' && config.port !== 0
      ? Array.from({ length: TRIES }, (_, i) => config.port + 2 * i)
      : [config.port]
  const tls = certificate === null ? {} : { tls: { key: certificate.key, cert: certificate.cert } }
  const listening = await listen(fetch, { host: config.host, ports, ...tls })
  if (listening === null)
    throw new CannotStart(
      config.mode === 'demo'
        ? `Port ${config.port} and the ${TRIES - 1} tried after it are in use. Choose another one: npm start -- --port 8080`
        : `Port ${config.port} is in use by another program. Set LINDUNG_PORT to a free one, and tell the reverse proxy.`,
    )
  return describe(config, listening, room, certificate?.fingerprint ?? null)
}

function describe(config: Config, listening: Listening, room: string | null, fingerprint: string | null) {
  const { port } = listening
  const scheme = config.lan ? 'https' : 'http'
  const here = `${scheme}://127.0.0.1:${port}/`
  return {
    listening,
    address: config.publicUrl ?? here,
    local: here,
    busyPort: config.port !== 0 && port !== config.port ? config.port : null,
    fingerprint,
    inTheRoom: room === null ? null : `${scheme}://${room}:${port}/`,
  }
}

/** The first address of this machine that others in the room can reach. */
function addressInTheRoom(): string | null {
  const all = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? [])
  return all.find(({ family, internal }) => family === 'IPv4' && !internal)?.address ?? null
}

/** On loopback only, and on a port of its own. In the demo a busy port is no reason not to start. */
async function openMetrics(
  config: Config,
  fetch: (request: Request) => Promise<Response>,
  mainPort: number,
): Promise<Listening | null> {
  const port = mainPort === config.port || config.port === 0 ? config.metricsPort : mainPort + 1
  const measured = await listen(fetch, { host: '127.0.0.1', ports: [port] })
  if (measured === null && config.mode === 'production')
    throw new CannotStart(
      `Port ${port}, for metrics, is in use by another program. Set LINDUNG_METRICS_PORT to a free one.`,
    )
  return measured
}

/** Codes of what keeps the server from serving well. */
async function notReady({ app }: Application, sequencer: Sequencer): Promise<readonly string[]> {
  const database = await app.transaction(async () => true).catch(() => false)
  const { trouble, roundAt } = sequencer.state()
  return [
    ...(database ? [] : ['database']),
    ...(trouble === 'log' || trouble === 'round' ? [`sequencer.${trouble}`] : []),
    ...(roundAt === null ? ['sequencer.starting'] : []),
  ]
}
