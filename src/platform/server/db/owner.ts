import pg from 'pg'

/**
 * Runs `work` on a connection of its own as `lindung_owner`, who owns every table and whom row security does not bind: for commands of
 * the operator and for nothing that a request can reach. `adminUrl` is the administrator's, who migrates.
 */
export async function asOwner<T>(adminUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: adminUrl })
  // A server that stops ends the connection; the query that waits says so itself.
  client.on('error', () => undefined)
  await client.connect()
  try {
    await client.query('set role lindung_owner')
    return await work(client)
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** Runs `work` between begin and commit. */
export async function inTransaction<T>(client: pg.Client, work: () => Promise<T>, mode = ''): Promise<T> {
  await client.query(`begin ${mode}`)
  try {
    const result = await work()
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw error
  }
}

/** The rows of a query in portions, so that any number of them fits. Inside a transaction only. */
export async function* cursor<Row extends pg.QueryResultRow>(
  client: pg.Client,
  query: string,
  values: readonly unknown[] = [],
  portion = 1000,
): AsyncGenerator<readonly Row[]> {
  const name = `rows_${(counter += 1)}`
  await client.query(`declare ${name} no scroll cursor for ${query}`, [...values])
  try {
    for (;;) {
      const { rows } = await client.query<Row>(`fetch ${portion} from ${name}`)
      if (rows.length === 0) return
      yield rows
    }
  } finally {
    await client.query(`close ${name}`).catch(() => undefined)
  }
}

let counter = 0
