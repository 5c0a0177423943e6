import type { KeyObject } from 'node:crypto'
import { PassThrough, Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { constants, createZstdCompress, createZstdDecompress } from 'node:zlib'
import { ArchiveDamaged, type Part, readArchive, writeArchive } from '#platform/server/archive.ts'
import { writeDurably } from '#platform/server/keys/index.ts'
import { instanceMac, openSealedFile, sealFile } from '#platform/server/sealed-file.ts'
import { CannotRestore, refuse } from './cannot.ts'

/** A backup as a file: its parts, compressed, under the instance's own MAC. */
const TAG = 'lindung/backup/2\n'

/** Writes a backup. The file appears whole or not at all. */
export async function writeBackup(
  path: string,
  instanceKey: KeyObject,
  about: object,
  parts: AsyncIterable<Part>,
): Promise<void> {
  const packed = new PassThrough({ highWaterMark: 1024 * 1024 })
  const squeeze = createZstdCompress({ params: { [constants.ZSTD_c_compressionLevel]: 1 } })
  const packing = pipeline(Readable.from(writeArchive(about, parts)), squeeze, packed)
  await Promise.all([packing, writeDurably(path, sealFile(TAG, instanceMac(instanceKey), packed))])
}

export type BackupFile = {
  /** Gives each part to `take`, which reads it to its end. Nothing that it took holds before this resolves. Throws `CannotRestore`. */
  readonly read: (take: (part: Part) => Promise<void>) => Promise<void>
  readonly close: () => Promise<void>
}

/** Opens a backup, every byte of which is checked before any of it is believed. Throws `CannotRestore`. */
export async function openBackup(path: string, instanceKey: KeyObject): Promise<BackupFile> {
  const file = await openSealedFile(path, TAG, instanceMac(instanceKey)).catch(described)
  return {
    close: file.close,
    read: (take) =>
      pipeline(
        file.body,
        createZstdDecompress(),
        async (parts: AsyncIterable<Uint8Array>) => void (await readArchive(parts, take)),
      ).catch(described),
  }
}

/** zlib says in its own way that bytes are wrong. */
function described(error: unknown): never {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'ENOENT') throw new CannotRestore('There is no such backup file.')
  if (code.startsWith('ZSTD') || code.startsWith('Z_')) throw new ArchiveDamaged('it cannot be unpacked')
  return refuse(error)
}
