import { join } from 'node:path'
import { fileLedger, type Ledger } from '#cases/server/index.ts'
import { type BlobStore, diskBlobStore } from '#platform/server/blobs/index.ts'
import type { Config } from './config.ts'

/** Attachments of an instance, below where its data really are. */
export const attachmentsOf = (dataDir: string): BlobStore => diskBlobStore(join(dataDir, 'attachments'))

/** The erasure ledger lies with the copies of the checkpoints: outside the data and outside every backup of them. */
export const ledgerOf = (config: Config): Ledger => fileLedger(join(config.checkpointsDir, 'erasures.jsonl'))
