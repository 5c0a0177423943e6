import type pg from 'pg'
import { type ExportedCounts, exportLog, type NoteSigner } from '#audit/server/index.ts'
import { entryRows } from '#cases/server/index.ts'

/**
 * Writes what a stranger needs to check the audit log without us: leaves, heads of all streams, checkpoints, and the log's public key. No
 * content, sealed or open, and no name. In the caller's transaction (repeatable read, so that it is one moment).
 */
export function exportInstanceLog(
  client: pg.Client,
  directory: string,
  by: { readonly signer: NoteSigner; readonly now: Date },
): Promise<ExportedCounts> {
  return exportLog(client, directory, entryRows(client, null), by)
}
