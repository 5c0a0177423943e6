/** A value as a parameter of a statement: text in PostgreSQL's own notation, or bytes. */
export function asParameter(value: unknown): string | Buffer | null {
  if (value === null || value === undefined) return null
  if (typeof value === 'string') return value
  if (value instanceof Uint8Array) return asBuffer(value)
  return textOf(value)
}

function textOf(value: unknown): string {
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint') return String(value)
  if (value instanceof Date) return value.toISOString()
  if (Array.isArray(value)) return `{${value.map(elementOf).join(',')}}`
  if (typeof value === 'object' && value !== null) return JSON.stringify(value)
  throw new TypeError(`no parameter: ${typeof value}`)
}

function elementOf(value: unknown): string {
  if (value === null || value === undefined) return 'NULL'
  if (value instanceof Uint8Array) return `"\\\\x${asBuffer(value).toString('hex')}"`
  if (Array.isArray(value)) return textOf(value)
  const text = typeof value === 'string' ? value : textOf(value)
  // Ids and numbers need no quotes, and most arrays hold only those.
  return /^[0-9a-f-]+$/.test(text) ? text : `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`
}

const asBuffer = (bytes: Uint8Array): Buffer =>
  Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
