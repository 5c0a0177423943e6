import { existsSync, readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { extname, join, sep } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { sha256 } from '#platform/server/keys/index.ts'
import { toHex } from '#platform/pure/bytes/index.ts'

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
}
const PACKED = new Set(['.png', '.woff2', '.ico'])

type Encoding = 'br' | 'gzip' | 'identity'
type Kept = { readonly type: string; readonly etag: string; readonly bodies: Record<Encoding, Uint8Array<ArrayBuffer>> }

/** Files of one folder, by their path below it. */
export type StaticFiles = {
  readonly has: (path: string) => boolean
  /** The answer for a file, or null when there is none of that name. */
  readonly answer: (path: string, headers: Headers) => Promise<Response | null>
}

/**
 * Serves what was in the folder at start: nothing else can be named. A file is read and packed when it is first asked for, and kept;
 * files below `assets/` carry a hash in their name and never change.
 */
export function staticFiles(directory: string): StaticFiles {
  const names = new Set(existsSync(directory) ? filesBelow(directory) : [])
  const kept = new Map<string, Promise<Kept>>()
  const get = (path: string): Promise<Kept> => {
    const known = kept.get(path)
    if (known !== undefined) return known
    const made = read(join(directory, path))
    kept.set(path, made)
    made.catch(() => kept.delete(path))
    return made
  }
  return {
    has: (path) => names.has(path),
    async answer(path, asked) {
      if (!names.has(path)) return null
      const { type, etag, bodies } = await get(path)
      const headers = new Headers({
        'content-type': type,
        'cache-control': path.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
        etag,
        vary: 'accept-encoding',
      })
      if (asked.get('if-none-match') === etag) return new Response(null, { status: 304, headers })
      const encoding = chosen(asked.get('accept-encoding') ?? '', bodies)
      if (encoding !== 'identity') headers.set('content-encoding', encoding)
      headers.set('content-length', String(bodies[encoding].length))
      return new Response(bodies[encoding], { headers })
    },
  }
}

function filesBelow(directory: string): readonly string[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(directory.length + 1)
        .split(sep)
        .join('/'),
    )
}

async function read(file: string): Promise<Kept> {
  const identity = new Uint8Array(await readFile(file))
  const kind = extname(file)
  const type = TYPES[kind] ?? 'application/octet-stream'
  const etag = `"${toHex(sha256(identity)).slice(0, 32)}"`
  if (PACKED.has(kind)) return { type, etag, bodies: { identity, br: identity, gzip: identity } }
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }
  const [br, zipped] = await Promise.all([
    promisify(brotliCompress)(identity, quality),
    promisify(gzip)(identity, { level: 8 }),
  ])
  return { type, etag, bodies: { identity, br: new Uint8Array(br), gzip: new Uint8Array(zipped) } }
}

function chosen(accepted: string, bodies: Kept['bodies']): Encoding {
  const takes = (encoding: Encoding) =>
    bodies[encoding] !== bodies.identity &&
    new RegExp(`(^|,)\\s*${encoding}\\s*(,|;\\s*q=(1|0\\.[0-9]*[1-9])|$)`).test(accepted)
  if (takes('br')) return 'br'
  return takes('gzip') ? 'gzip' : 'identity'
}
