/** Microseconds since 1970-01-01T00:00:00Z without leap seconds, as PostgreSQL keeps them; exact as a number until the year 2255. */
export type Micros = number

const ISO = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})\.(\d{6})Z$/

/** `2026-11-24T21:53:45.000001Z`: always UTC, always six decimals, so equal times have equal text. */
export function isoFromMicros(at: Micros): string {
  if (!Number.isSafeInteger(at) || at < 0) throw new RangeError('micros: out of range')
  const seconds = Math.floor(at / 1e6)
  return `${new Date(seconds * 1000).toISOString().slice(0, 19)}.${String(at % 1e6).padStart(6, '0')}Z`
}

/** The inverse of `isoFromMicros`. Throws `SyntaxError` on any other spelling, and on days that do not exist. */
export function microsFromIso(text: string): Micros {
  const [, whole, fraction] = ISO.exec(text) ?? []
  const seconds = whole === undefined ? Number.NaN : Date.parse(`${whole}Z`) / 1000
  const at = seconds * 1e6 + Number(fraction)
  if (!Number.isSafeInteger(at) || at < 0 || isoFromMicros(at) !== text)
    throw new SyntaxError('not a UTC time with six decimals')
  return at
}
