import { Hono } from 'hono'
import { refusalCounter } from '#access/index.ts'
import {
  accessRoutes,
  type AnyOperation,
  createRouter,
  type Route,
  type RouterDeps,
  tellCounted,
} from '#access/server/index.ts'
import {
  type Caseload,
  type CasesDeps,
  casesRoutes,
  createCaseload,
  createImports,
  type ImportRunner,
  type ImportsDeps,
  unsentRoutes,
} from '#cases/server/index.ts'
import { newUuid7, type RandomBytes, toBase64 } from '#platform/pure/bytes/index.ts'
import type { BlobStore } from '#platform/server/blobs/index.ts'
import { type Database, openDatabase } from '#platform/server/db/database.ts'
import { type Role, type RolePasswords, urlForRole } from '#platform/server/db/roles.ts'
import { SECURITY_HEADERS } from '#platform/server/http/security-headers.ts'
import { derivedSecret, type EpochKeys, instancePublicKey, openSealed } from '#platform/server/keys/index.ts'
import type { KeyObject } from 'node:crypto'
import { withFreshKeys } from './fresh-keys.ts'
import { addLimits } from './site.ts'

/** What the application is made of; clock, randomness and keys come from outside. */
export type Parts = {
  readonly adminUrl: string
  readonly passwords: RolePasswords
  readonly keys: EpochKeys
  /** Where attachments lie, encrypted. */
  readonly blobs: BlobStore
  readonly instanceKey: KeyObject
  readonly random: RandomBytes
  readonly now: () => Date
  readonly demo: boolean
  readonly secureCookie: boolean
  /** People reach this instance by https:// only: browsers may refuse anything else from now on. */
  readonly httpsOnly?: boolean
  /** What one person may hand in in a day, bytes; generous when not given. */
  readonly daily?: CasesDeps['daily']
  /** Counts what a database is asked, by role. */
  readonly watch?: (db: Database, role: Role) => Database
  readonly onBug: RouterDeps['onBug']
  readonly onAnswer?: RouterDeps['onAnswer']
  readonly checkAnswers?: RouterDeps['checkAnswers']
  /** What an erasure by undoing an import calls, and what tests look at. */
  readonly imports?: Pick<ImportsDeps, 'noteErased' | 'erased' | 'onChunk' | 'limits'>
  /** Further routes, such as those of the demo. */
  readonly more?: (inside: Inside) => readonly Route[]
}

/** What further routes may use. */
export type Inside = {
  readonly app: Database
  readonly door: Database
  readonly caseload: Caseload
}

export type Application = Inside & {
  readonly http: Hono
  /** The background work of imports; it begins when it is started. */
  readonly imports: ImportRunner
  /** Everything that can be asked of the API. */
  readonly operations: readonly AnyOperation[]
  /** Tells the log of refusals that were only counted, once their quarter of an hour is over: to be called now and then. */
  readonly tellRefusals: () => Promise<void>
  readonly close: () => Promise<void>
}

/** Puts the slices together: databases by role, routes, headers. Listens on nothing and starts no clock. */
export function compose(parts: Parts): Application {
  const { random, now, keys } = parts
  const open = (role: Role, max: number): Database => {
    const db = openDatabase(urlForRole(parts.adminUrl, role, parts.passwords), { max })
    return parts.watch?.(db, role) ?? db
  }
  const app = withFreshKeys(open('lindung_app', 10), keys)
  const door = open('lindung_door', 4)
  const caseload = createCaseload({ keys, now })
  const inside = { app, door, caseload }
  const leaves = { newId: () => newUuid7(() => now().getTime(), random), now, refusals: refusalCounter(now) }
  const imports = createImports({
    app,
    door,
    keys,
    random,
    now,
    leaves,
    onBug: parts.onBug,
    forget: (stream) => caseload.forget(stream),
    jobSecret: derivedSecret(parts.instanceKey, 'lindung/job/1'),
    trial: parts.demo ? { perMinute: 12, zone: 'Asia/Jakarta' } : null,
    ...parts.imports,
  })
  const routes = [
    ...accessRoutes({
      door,
      random,
      sessionHours: 12,
      demo: parts.demo,
      instanceKey: toBase64(instancePublicKey(parts.instanceKey)),
    }),
    ...casesRoutes({ keys, random, now, caseload, blobs: parts.blobs, leaseHours: 12, daily: parts.daily }),
    ...unsentRoutes({ keys, openSealed: (sealed, aad) => openSealed(parts.instanceKey, sealed, aad) }),
    ...imports.routes,
    ...(parts.more?.(inside) ?? []),
  ]
  const http = new Hono()
  http.use(async (c, next) => {
    await next()
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) {
      if (!c.res.headers.has(name)) c.res.headers.set(name, value)
    }
    if (parts.httpsOnly === true) c.res.headers.set('strict-transport-security', 'max-age=63072000')
  })
  addLimits(http)
  const router = createRouter(
    {
      db: app,
      leaves,
      secureCookie: parts.secureCookie,
      onBug: parts.onBug,
      ...(parts.onAnswer === undefined ? {} : { onAnswer: parts.onAnswer }),
      ...(parts.checkAnswers === undefined ? {} : { checkAnswers: parts.checkAnswers }),
    },
    routes,
  )
  http.route('/', router)
  const operations = routes.map(({ operation }) => operation)
  const close = async (): Promise<void> => {
    await imports.runner.stop()
    await tellCounted(app, leaves, true)
    await Promise.all([app.close(), door.close()])
  }
  const tellRefusals = (): Promise<void> => tellCounted(app, leaves)
  return { ...inside, http, operations, imports: imports.runner, tellRefusals, close }
}
