import { readdir, stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import type { z } from 'zod'
import { type Route, route } from '#access/server/index.ts'
import type { Sequencer } from '#audit/server/index.ts'
import { Problem } from '#platform/pure/problem.ts'
import { type healthCheck, readHealth } from '../contract.ts'
import { inside } from './config.ts'
import type { Instance } from './instance.ts'
import { instanceHealth, type InstanceHealthRow } from './store.ts'

export type Check = z.output<typeof healthCheck>

export type HealthDeps = {
  readonly instance: Pick<Instance, 'config' | 'dataDir' | 'keys' | 'keysFrom' | 'postgres'>
  readonly sequencer: Pick<Sequencer, 'state'>
  readonly now: () => Date
}

/** What was found outside the database. */
export type Around = {
  readonly now: Date
  /** Days since the epoch key in use was made; null when its file does not tell. */
  readonly epochDays: number | null
  readonly freeBytes: number | null
  readonly totalBytes: number | null
  readonly keysApart: boolean
}

/** "Is this instance safe?": every check looks at something now; nothing is remembered or assumed. */
export function healthRoutes(deps: HealthDeps): readonly Route[] {
  return [
    route(readHealth, (_, run) =>
      run(async ({ tx }) => {
        const [row] = await tx.run(instanceHealth)
        if (row === undefined) throw new Problem('not-allowed')
        const around = await lookAround(deps)
        return { answer: { at: around.now.toISOString(), checks: checksOf(deps, row, around) } }
      }),
    ),
  ]
}

const DAY = 86_400_000

async function lookAround({ instance, now }: HealthDeps): Promise<Around> {
  const { config, dataDir } = instance
  const at = now()
  const [disk, made] = await Promise.all([statfs(dataDir).catch(() => null), epochMadeAt(config.keysDir)])
  return {
    now: at,
    epochDays:
      instance.keysFrom === 'given' || made === null ? null : Math.floor((at.getTime() - made.getTime()) / DAY),
    freeBytes: disk === null ? null : disk.bavail * disk.bsize,
    totalBytes: disk === null ? null : disk.blocks * disk.bsize,
    keysApart: instance.keysFrom === 'given' || !inside(config.keysDir, dataDir),
  }
}

async function epochMadeAt(keysDir: string): Promise<Date | null> {
  try {
    const names = (await readdir(keysDir)).filter((name) => /^epoch-\d+\.key$/.test(name))
    const times = await Promise.all(names.map(async (name) => (await stat(join(keysDir, name))).mtime))
    return times.toSorted((a, b) => b.getTime() - a.getTime())[0] ?? null
  } catch {
    return null
  }
}

/** The checks in the order of the screen. */
export function checksOf(
  { instance, sequencer }: HealthDeps,
  row: InstanceHealthRow,
  around: Around,
): readonly Check[] {
  return [
    ...keyChecks(instance, row, around),
    ...backupChecks(row, around),
    ...accessChecks(row),
    ...logChecks(sequencer, row, around),
    ...serverChecks(instance, row, around),
  ]
}

/** A new epoch every week is the default; after five of them somebody should look why there was none. */
const OLD_EPOCH = 35

function keyChecks({ keys }: HealthDeps['instance'], row: InstanceHealthRow, around: Around): readonly Check[] {
  const epoch = keys.current()
  const behind = row.oldest_epoch !== null && row.oldest_epoch < epoch
  return [
    { code: 'keys-apart', group: 'keys', state: around.keysApart ? 'good' : 'bad', facts: {} },
    {
      code: 'keys-epoch',
      group: 'keys',
      state: (around.epochDays ?? 0) > OLD_EPOCH ? 'todo' : 'good',
      facts: { epoch, ...(around.epochDays === null ? {} : { days: around.epochDays }) },
    },
    // Keys of an older epoch, or an epoch that is not destroyed: an erasure is not yet true.
    {
      code: 'keys-leftover',
      group: 'keys',
      state: behind || keys.epochs().length > 1 ? 'todo' : 'good',
      facts: { epochs: keys.epochs().length },
    },
  ]
}

/** Data are copied every day, keys after each change of them, which is weekly by default. */
const OLD_DATA = 2 * DAY
const OLD_KEYS = 14 * DAY

function backupChecks(row: InstanceHealthRow, { now }: Around): readonly Check[] {
  const check = (code: 'backup-data' | 'backup-keys', at: Date | null, old: number): Check => ({
    code,
    group: 'backup',
    state: at === null || now.getTime() - at.getTime() > old ? 'todo' : 'good',
    facts: at === null ? {} : { at: at.toISOString() },
  })
  return [check('backup-data', row.data_backup_at, OLD_DATA), check('backup-keys', row.keys_backup_at, OLD_KEYS)]
}

function accessChecks(row: InstanceHealthRow): readonly Check[] {
  return [
    {
      code: 'access-quarantine',
      group: 'access',
      // Owners decide over late entries; here is only told how many wait.
      state: 'good',
      facts: { count: row.quarantined },
    },
  ]
}

/** Leaves that wait longer than this: the sequencer does not keep up, or does not run. */
const LATE_LEAF = 10_000

function logChecks(sequencer: HealthDeps['sequencer'], row: InstanceHealthRow, { now }: Around): readonly Check[] {
  const { trouble, copied } = sequencer.state()
  const waits = row.waiting_since === null ? 0 : now.getTime() - row.waiting_since.getTime()
  const at = row.checkpoint_at === null ? {} : { at: row.checkpoint_at.toISOString() }
  // Invented leaves stand in the past; what counts is whether the sequencer is at work on them.
  const late = waits > LATE_LEAF && trouble !== null
  return [
    {
      code: 'log-unchanged',
      group: 'access',
      state: trouble === 'log' ? 'bad' : 'good',
      facts: { count: row.log_size },
    },
    {
      code: 'log-sequencer',
      group: 'access',
      state: late || trouble === 'round' ? 'bad' : 'good',
      facts: { waiting: row.waiting_leaves },
    },
    {
      code: 'log-copied',
      group: 'access',
      state: trouble === 'copy' || trouble === 'behind' ? 'bad' : 'good',
      facts: { count: copied, behind: Math.max(0, row.log_size - copied), ...at },
    },
  ]
}

/** Below a tenth, or two gigabytes, a disk is full soon. */
const LITTLE_SPACE = 2_000_000_000

function serverChecks(instance: HealthDeps['instance'], row: InstanceHealthRow, around: Around): readonly Check[] {
  const { config, postgres } = instance
  const free = around.freeBytes ?? 0
  const tight = around.freeBytes !== null && (free < LITTLE_SPACE || free < (around.totalBytes ?? 0) / 10)
  const embedded = postgres !== null
  return [
    {
      code: 'server-database',
      group: 'server',
      // The embedded one is for trial: patched only with Lindung itself.
      state: embedded && config.mode === 'production' ? 'todo' : 'good',
      facts: { version: row.database_version, from: embedded ? 'embedded' : 'given', bytes: row.database_bytes },
    },
    {
      code: 'server-schema',
      group: 'server',
      state: 'good',
      facts: { count: row.migrations, last: row.last_migration },
    },
    {
      code: 'server-disk',
      group: 'server',
      state: tight ? 'todo' : 'good',
      facts: { free, total: around.totalBytes ?? 0 },
    },
    { code: 'server-tls', group: 'server', state: 'good', facts: { by: tlsOf(config) } },
  ]
}

function tlsOf(config: Instance['config']): 'proxy' | 'room' | 'loopback' {
  if (config.publicUrl?.startsWith('https://') === true) return 'proxy'
  return config.lan ? 'room' : 'loopback'
}
