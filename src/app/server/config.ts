import { join, resolve } from 'node:path'

/** How an instance runs. Read from the environment once, at start; nothing else reads it. */
export type Config = {
  readonly mode: 'demo' | 'production'
  readonly dataDir: string
  readonly keysDir: string
  readonly port: number
  /** Interface that the server listens on. Loopback, unless the demo is shown to a phone in the room. */
  readonly host: string
  /** Shown to a phone in the same room: over HTTPS with a certificate made at start. */
  readonly lan: boolean
  /** Administrator's connection string; null for the embedded PostgreSQL. */
  readonly databaseUrl: string | null
  /** The address that people type, behind the TLS proxy. */
  readonly publicUrl: string | null
  readonly metricsPort: number
  /** Directory that checkpoints are copied to, outside the database. */
  readonly checkpointsDir: string
  readonly logLevel: string
  /** Epoch keys given by the operator instead of files: `NUMBER:BASE64 …`; null otherwise. */
  readonly epochKeys: string | null
  /** What one person may hand in in a day, bytes. */
  readonly daily: { readonly text: number; readonly attachments: number }
  /** Directory of systemd credentials, where the epoch keys may stand as `lindung-epoch-keys`; null otherwise. */
  readonly credentialsDir: string | null
}

export type ConfigResult =
  | { readonly ok: true; readonly config: Config; readonly advice: readonly string[] }
  | { readonly ok: false; readonly errors: readonly string[] }

/**
 * The configuration, or every reason why it cannot be used, in sentences that say what to do.
 * `argv`: `--lan` shows the demo to a phone in the same room, `--port N`, `--demo`.
 */
export function readConfig(
  env: Readonly<Record<string, string | undefined>>,
  argv: readonly string[],
  cwd: string,
): ConfigResult {
  const errors: string[] = []
  const advice: string[] = []
  const config = gather(env, argv, cwd, errors)
  if (!LOG_LEVELS.includes(config.logLevel)) errors.push(`LINDUNG_LOG must be one of ${LOG_LEVELS.join(', ')}.`)
  const mode = env['LINDUNG_MODE'] ?? 'demo'
  if (mode !== 'demo' && mode !== 'production')
    errors.push('LINDUNG_MODE must be "production" or "demo"; the demo lets anybody in.')
  if (argv.includes('--lan') && !config.lan)
    errors.push('--lan shows the demo to a phone in the room. A real instance is reached through its reverse proxy.')
  if (config.mode === 'production') checkProduction(config, env, errors, advice)
  return errors.length > 0 ? { ok: false, errors } : { ok: true, config, advice }
}

function gather(
  env: Readonly<Record<string, string | undefined>>,
  argv: readonly string[],
  cwd: string,
  errors: string[],
): Config {
  const mode = env['LINDUNG_MODE'] === 'production' && !argv.includes('--demo') ? 'production' : 'demo'
  const lan = mode === 'demo' && argv.includes('--lan')
  const at = argv.indexOf('--port')
  const [asked, by] = at >= 0 ? [argv[at + 1], '--port'] : [env['LINDUNG_PORT'], 'LINDUNG_PORT']
  const port = number(asked, 4716, by, errors)
  const given = (name: string, otherwise: string): string => env[name] ?? otherwise
  const keysDir = resolve(cwd, given('LINDUNG_KEYS_DIR', 'keys'))
  return {
    mode,
    dataDir: resolve(cwd, given('LINDUNG_DATA_DIR', 'data')),
    keysDir,
    port,
    host: lan ? '0.0.0.0' : '127.0.0.1',
    lan,
    databaseUrl: env['DATABASE_URL'] ?? null,
    publicUrl: env['LINDUNG_PUBLIC_URL'] ?? null,
    metricsPort: number(env['LINDUNG_METRICS_PORT'], port + 1, 'LINDUNG_METRICS_PORT', errors),
    checkpointsDir: resolve(cwd, given('LINDUNG_CHECKPOINTS_DIR', join(keysDir, 'checkpoints'))),
    logLevel: given('LINDUNG_LOG', mode === 'demo' ? 'error' : 'info'),
    epochKeys: env['LINDUNG_EPOCH_KEYS'] ?? null,
    daily: {
      text: megabytes(env['LINDUNG_MOST_TEXT_MB'], 500, 'LINDUNG_MOST_TEXT_MB', errors),
      attachments: megabytes(env['LINDUNG_MOST_ATTACHMENTS_MB'], 2_000, 'LINDUNG_MOST_ATTACHMENTS_MB', errors),
    },
    credentialsDir: env['CREDENTIALS_DIRECTORY'] ?? null,
  }
}

const LOG_LEVELS = ['silent', 'fatal', 'error', 'warn', 'info', 'debug']

function checkProduction(
  config: Config,
  env: Readonly<Record<string, string | undefined>>,
  errors: string[],
  advice: string[],
): void {
  if (inside(config.keysDir, config.dataDir)) {
    errors.push(
      'The keys lie inside the data directory, so whoever copies the data copies the keys. Set LINDUNG_KEYS_DIR to a directory elsewhere, for example /etc/lindung/keys.',
    )
  }
  if (inside(config.checkpointsDir, config.dataDir)) {
    errors.push('Checkpoints must be kept outside the data directory. Set LINDUNG_CHECKPOINTS_DIR.')
  }
  if (URL.parse(config.publicUrl ?? '')?.protocol !== 'https:') {
    errors.push(
      'Set LINDUNG_PUBLIC_URL to the https:// address that people use. Lindung speaks plain HTTP on this machine only; a reverse proxy (deploy/) adds TLS.',
    )
  }
  if (env['LINDUNG_TRUST_PROXY'] !== 'yes') {
    errors.push('Set LINDUNG_TRUST_PROXY=yes once the reverse proxy in front is in place (deploy/ has an example).')
  }
  if (config.databaseUrl === null) {
    advice.push(
      'The embedded PostgreSQL is for trial: it is patched only with a new version of Lindung and cannot be replicated. Set DATABASE_URL to a maintained PostgreSQL 15 or newer.',
    )
  }
}

/** Whether a path lies in a directory; both are absolute. */
export function inside(path: string, directory: string): boolean {
  return path === directory || path.startsWith(`${directory}/`)
}

function number(text: string | undefined, otherwise: number, name: string, errors: string[]): number {
  if (text === undefined) return otherwise
  const value = Number(text)
  if (Number.isInteger(value) && value >= 0 && value < 65_536) return value
  errors.push(`${name} must be a port number between 0 and 65535.`)
  return otherwise
}

/** Bytes from a number of megabytes of 10^6 bytes. */
function megabytes(text: string | undefined, otherwise: number, name: string, errors: string[]): number {
  const value = text === undefined ? otherwise : Number(text)
  if (Number.isInteger(value) && value >= 1 && value <= 1_000_000) return value * 1_000_000
  errors.push(`${name} must be a number of megabytes between 1 and 1000000: what one person may hand in in a day.`)
  return otherwise * 1_000_000
}
