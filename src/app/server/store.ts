import pg from 'pg'
import { type Statement, statement } from '#platform/server/db/database.ts'

/** Whether anything was ever sealed here. As the administrator, before the application is composed. */
export async function hasStreams(adminUrl: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{ found: boolean }>('select exists (select 1 from keys.stream_key) as found')
    return rows[0]?.found === true
  } finally {
    await client.end()
  }
}

export type InstanceHealthRow = {
  quarantined: number
  streams: number
  erased: number
  oldest_epoch: number | null
  waiting_leaves: number
  waiting_since: Date | null
  log_size: number
  checkpoint_at: Date | null
  data_backup_at: Date | null
  keys_backup_at: Date | null
  database_version: string
  database_bytes: number
  migrations: number
  last_migration: string
}

/** One row for a data officer or an administrator, none for anybody else. */
export const instanceHealth: Statement<InstanceHealthRow> = statement(
  'audit.instance_health',
  'select * from audit.instance_health()',
)
