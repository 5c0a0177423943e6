import { expect, test } from 'vitest'
import { epochKeys, newKey } from '#platform/server/keys/index.ts'
import { readConfig } from './config.ts'
import { type Around, checksOf, type HealthDeps } from './health.ts'
import type { InstanceHealthRow } from './store.ts'

const NOW = new Date('2026-11-24T03:00:00Z')
const DAY = 86_400_000

const SOUND: InstanceHealthRow = {
  quarantined: 0,
  streams: 300,
  erased: 1,
  oldest_epoch: 3,
  waiting_leaves: 0,
  waiting_since: null,
  log_size: 900,
  checkpoint_at: NOW,
  data_backup_at: new Date(NOW.getTime() - DAY / 2),
  keys_backup_at: new Date(NOW.getTime() - 3 * DAY),
  database_version: '17.2',
  database_bytes: 9e6,
  migrations: 6,
  last_migration: '0006-health.sql',
}
const AROUND: Around = { now: NOW, epochDays: 4, freeBytes: 50e9, totalBytes: 90e9, keysApart: true }
const QUIET = { size: 900, copied: 900, roundAt: NOW, trouble: null }

function depsOf(state: object = {}, epochs: readonly number[] = [3], env: Record<string, string> = {}): HealthDeps {
  const read = readConfig(env, [], '/srv')
  if (!read.ok) throw new Error(read.errors.join())
  const keys = epochKeys(new Map(epochs.map((epoch) => [epoch, newKey()])))
  const instance = { config: read.config, dataDir: '/srv/data', keys, keysFrom: 'files', postgres: null } as const
  return { instance, now: () => NOW, sequencer: { state: () => ({ ...QUIET, ...state }) } }
}

/** Codes of all checks that are not good. */
const troubled = (deps: HealthDeps, row: Partial<InstanceHealthRow> = {}, around: Partial<Around> = {}) =>
  checksOf(deps, { ...SOUND, ...row }, { ...AROUND, ...around })
    .filter(({ state }) => state !== 'good')
    .map(({ code, state }) => `${code} ${state}`)

test('an instance that is cared for has nothing to do', () => {
  expect(troubled(depsOf())).toEqual([])
})

test.each<[string, Partial<InstanceHealthRow>, Partial<Around>, string]>([
  ['keys beside the data', {}, { keysApart: false }, 'keys-apart bad'],
  ['an epoch that nobody renews', {}, { epochDays: 60 }, 'keys-epoch todo'],
  ['keys of an older epoch', { oldest_epoch: 2 }, {}, 'keys-leftover todo'],
  ['no backup ever', { data_backup_at: null }, {}, 'backup-data todo'],
  ['an old backup', { data_backup_at: new Date(NOW.getTime() - 3 * DAY) }, {}, 'backup-data todo'],
  ['an old key bundle', { keys_backup_at: new Date(NOW.getTime() - 20 * DAY) }, {}, 'backup-keys todo'],
  ['a disk that is nearly full', {}, { freeBytes: 1e9 }, 'server-disk todo'],
])('%s', (_, row, around, wanted) => {
  expect(troubled(depsOf(), row, around)).toEqual([wanted])
})

test('trouble of the sequencer is told by its kind', () => {
  expect(troubled(depsOf({ trouble: 'log' }))).toEqual(['log-unchanged bad'])
  expect(troubled(depsOf({ trouble: 'copy' }))).toEqual(['log-copied bad'])
  expect(troubled(depsOf({ trouble: 'behind' }))).toEqual(['log-copied bad'])
  expect(troubled(depsOf({ trouble: 'round' }))).toEqual(['log-sequencer bad'])
})

test('two epochs at once: an erasure is not yet true', () => {
  expect(troubled(depsOf({}, [2, 3]))).toEqual(['keys-leftover todo'])
})

test('no check tells a path or a name', () => {
  const told = JSON.stringify(checksOf(depsOf(), SOUND, AROUND))
  expect(told).not.toMatch(/\/srv|Sari/)
})
