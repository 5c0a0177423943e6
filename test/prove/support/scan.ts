import { readdir, readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import type pg from 'pg'

/** A mark and where it was found. */
export type Hit = { readonly where: string; readonly mark: string }

/** Looks for tokens in bytes: as they are, in UTF-16, in hex and base64; what stands there is told with what follows it. */
export function hitsIn(where: string, bytes: Buffer, tokens: readonly string[]): readonly Hit[] {
  return tokens.flatMap((token) =>
    FORMS.flatMap((form) => {
      const at = bytes.indexOf(form(token))
      return at < 0
        ? []
        : [
            {
              where,
              mark: bytes
                .subarray(at, at + 60)
                .toString('latin1')
                .replaceAll(/[^ -~]/g, '.'),
            },
          ]
    }),
  )
}

const FORMS: readonly ((mark: string) => Buffer)[] = [
  (mark) => Buffer.from(mark),
  (mark) => Buffer.from(mark, 'utf16le'),
  (mark) => Buffer.from(Buffer.from(mark).toString('hex')),
  // In base64 three alignments are possible; the middle of each is the same whatever stands around it.
  ...[0, 1, 2].map((shift) => (mark: string) => {
    const coded = Buffer.from(`${' '.repeat(shift)}${mark}`).toString('base64')
    return Buffer.from(coded.slice(shift === 0 ? 0 : 4, -4))
  }),
]

/** Every file below a folder. */
export async function hitsBelow(
  folder: string,
  tokens: readonly string[],
): Promise<{ files: number; hits: readonly Hit[] }> {
  const all = await readdir(folder, { recursive: true, withFileTypes: true })
  const hits: Hit[] = []
  let files = 0
  for (const one of all) {
    if (!one.isFile()) continue
    const path = join(one.parentPath, one.name)
    const bytes = await readFile(path).catch(() => null) // PostgreSQL may have removed it meanwhile
    if (bytes === null) continue
    files += 1
    hits.push(...hitsIn(relative(folder, path), bytes, tokens))
  }
  return { files, hits }
}

/** Every row of every table, as text and as the bytes that it holds: what PostgreSQL has compressed does not hide from this. */
export async function hitsInRows(client: pg.Client, tokens: readonly string[]): Promise<readonly Hit[]> {
  const { rows: tables } = await client.query<{ name: string; columns: string[] }>(
    `select format('%I.%I', n.nspname, c.relname) as name,
       array(select quote_ident(a.attname) from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and a.atttypid = 'bytea'::regtype) as columns
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'm') and n.nspname not in ('pg_catalog', 'information_schema')`,
  )
  const hits: Hit[] = []
  for (const { name, columns } of tables) {
    const bytes = columns.map((column) => `coalesce(encode(${column}, 'escape'), '')`).join(` || ' ' || `)
    const { rows } = await client.query<{ text: string }>(
      `select t::text || ' ' || ${bytes === '' ? `''` : bytes} as text from ${name} t`,
    )
    for (const { text } of rows) hits.push(...hitsIn(name, Buffer.from(text), tokens))
  }
  return hits
}
