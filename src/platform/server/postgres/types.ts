/** Where the embedded PostgreSQL keeps things and how it runs. Nothing is read from the environment. */
export type StartOptions = {
  /** The cluster lies in it as `postgresql-<major>/`, beside its password file and the lock. */
  readonly dataDir: string
  /** Copies of the PostgreSQL programs go here: the user that runs PostgreSQL may be unable to read `node_modules`. */
  readonly runtimeDir: string
  /** Used when PostgreSQL's user can reach `dataDir` or `runtimeDir` not at all. Default `/var/lib/lindung`. */
  readonly fallbackDir?: string
  /** Loopback port. Default: a free one. */
  readonly port?: number
  /** `false` only for tests: a power cut may then lose what was acknowledged. */
  readonly fsync?: boolean
  readonly major?: 18 | 15
  /** Further server settings, e.g. `{ max_connections: '200' }`. */
  readonly settings?: Readonly<Record<string, string>>
  /** Receives whole lines: what the launcher decided, and PostgreSQL's own messages without statements or values. */
  readonly log: (line: string) => void
}

/** A failure that an operator can do something about; `message` is the sentence to show. */
export type StartFailure = {
  readonly ok: false
  readonly reason: 'not-installed' | 'not-reachable' | 'in-use' | 'not-yours' | 'port-taken' | 'did-not-start'
  readonly message: string
  /** The process that has the data, when it is another Lindung. */
  readonly holder?: number
}

export type Postgres = {
  /** Connection string of the superuser; default database `postgres`. */
  readonly url: (database?: string) => string
  readonly host: '127.0.0.1'
  readonly port: number
  readonly pid: number
  readonly major: number
  /** The data directory in use: `options.dataDir`, or the fallback that the log named. */
  readonly dataDir: string
  /** The system user that runs PostgreSQL. */
  readonly osUser: string
  /** Resolves when PostgreSQL has ended, asked or not. */
  readonly ended: Promise<{ readonly asked: boolean; readonly code: number | null; readonly signal: string | null }>
  /** Stops PostgreSQL (open transactions are rolled back) and gives the data directory free. May be called twice. */
  readonly stop: () => Promise<void>
}

export type StartResult = { readonly ok: true; readonly postgres: Postgres } | StartFailure

/** A failure with its reason and the sentence to show. */
export const failure = (reason: StartFailure['reason'], message: string): StartFailure => ({
  ok: false,
  reason,
  message,
})
