import { cp, mkdir, mkdtemp, readdir, rename, rm, symlink, unlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newPrivateKey } from '#platform/server/keys/index.ts'
import { instanceMac } from '#platform/server/sealed-file.ts'
import { backUpStopped, restoreStopped } from './copy-seal.ts'

const ours = instanceMac(newPrivateKey('p256'))
let folder: string
let copy: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lindung-copy-'))
  const data = join(folder, 'data')
  await mkdir(join(data, 'postgresql-18', 'base', '1'), { recursive: true })
  await mkdir(join(data, 'postgresql-18', 'pg_tblspc'))
  await mkdir(join(data, 'attachments'))
  await writeFile(join(data, 'postgresql-18', 'postgresql.conf'), 'fsync = on\n')
  await writeFile(join(data, 'postgresql-18', 'base', '1', '1259'), 'kancil')
  await writeFile(join(data, 'postgresql-18.password'), 'rahasia')
  await symlink('base/1/1259', join(data, 'postgresql-18', 'link'))
  await writeFile(join(data, 'attachments', 'leaf'), 'daun')
  await mkdir(join(data, 'programs'))
  copy = join(folder, 'copy')
  await backUpStopped(data, copy, ours, new Date('2026-11-24T05:00:00Z'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

let count = 0
/** Restores a copy of the copy with which somebody has meddled. */
async function restored(meddle: (directory: string) => Promise<unknown>): Promise<string> {
  const [from, to] = [join(folder, `from-${(count += 1)}`), join(folder, `to-${count}`)]
  await cp(copy, from, { recursive: true, verbatimSymlinks: true })
  await meddle(from)
  return restoreStopped(from, to, ours)
}
const written = (): Promise<string[]> => readdir(join(folder, `to-${count}`)).catch(() => [])

test('a copy that nobody touched comes back, and says when it was made', async () => {
  expect(await restored(async () => undefined)).toBe('2026-11-24T05:00:00.000Z')
  expect(new Set(await written())).toEqual(new Set(['attachments', 'postgresql-18', 'postgresql-18.password']))
  // What does not belong to a copy is not copied either.
  expect(await restored((at) => writeFile(join(at, 'notes.txt'), 'mine'))).toBe('2026-11-24T05:00:00.000Z')
})

test.each<[string, (at: string) => Promise<unknown>]>([
  ['a changed configuration', (at) => writeFile(join(at, 'postgresql-18/postgresql.conf'), 'archive_command = true\n')],
  ['a changed table', (at) => writeFile(join(at, 'postgresql-18/base/1/1259'), 'rusa!!')],
  ['a new file', (at) => writeFile(join(at, 'postgresql-18/postgresql.auto.conf'), '')],
  ['another server beside it', (at) => cp(join(at, 'postgresql-18'), join(at, 'postgresql-19'), { recursive: true })],
  ['a file taken away', (at) => unlink(join(at, 'attachments/leaf'))],
  ['an empty directory taken away', (at) => rm(join(at, 'postgresql-18/pg_tblspc'), { recursive: true })],
  [
    'a link that points elsewhere',
    (at) => unlink(join(at, 'postgresql-18/link')).then(() => symlink('/etc', join(at, 'postgresql-18/link'))),
  ],
  [
    'a file that became a link',
    (at) => unlink(join(at, 'attachments/leaf')).then(() => symlink('/etc/passwd', join(at, 'attachments/leaf'))),
  ],
  ['a moved file', (at) => rename(join(at, 'attachments/leaf'), join(at, 'attachments/stem'))],
])('%s is refused, and nothing is written', async (_, meddle) => {
  await expect(restored(meddle)).rejects.toThrow(/not as it was made/)
  expect(await written()).toEqual([])
})

test('a copy without its seal, or with that of another instance, is refused', async () => {
  await expect(restored((at) => unlink(join(at, 'copy.seal')))).rejects.toThrow(/no copy\.seal/)
  expect(await written()).toEqual([])
  const from = join(folder, 'foreign')
  await backUpStopped(copy, from, instanceMac(newPrivateKey('p256')), new Date())
  await expect(restoreStopped(from, join(folder, 'there'), ours)).rejects.toThrow(/another instance/)
  await expect(restored((at) => cp(join(from, 'copy.seal'), join(at, 'copy.seal')))).rejects.toThrow(/another instance/)
})
