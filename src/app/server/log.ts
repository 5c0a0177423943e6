import { pino, type DestinationStream, type Logger } from 'pino'
import { sqlState } from '#platform/server/db/database.ts'

/** What the server tells its log: ids, codes and numbers. Nothing else has a way in: no address, no message of an error, no value. */
export type Log = {
  readonly answered: (operation: string, status: number, seconds: number) => void
  /** A bug: where it happened, and its kind. The message of an error is dropped, because it may quote what somebody wrote. */
  readonly bug: (error: unknown, operation: string) => void
  readonly event: (code: string, numbers?: Readonly<Record<string, number | string>>) => void
}

/** Codes and ids as text: letters, digits and a few signs, at most 80. */
const CODE = /^[A-Za-z0-9][A-Za-z0-9:._-]{0,79}$/

const plain = (value: unknown): string | number => {
  if (typeof value === 'number') return value
  return typeof value === 'string' && CODE.test(value) ? value : 'dropped'
}

const serializers = Object.fromEntries(
  ['operation', 'status', 'seconds', 'code', 'kind', 'state'].map((name) => [name, plain]),
)

/** `level` as pino names it; lines of JSON go to `to`, by default standard error. */
export function createLog(level: string, to?: DestinationStream): Log {
  const options = { level, base: null, serializers, timestamp: pino.stdTimeFunctions.isoTime }
  const logger: Logger = pino(options, to ?? pino.destination({ dest: 2, sync: true }))
  return {
    answered: (operation, status, seconds) =>
      logger.info({ operation, status, seconds: Math.round(seconds * 1e4) / 1e4 }, 'answered'),
    bug: (error, operation) =>
      logger.error({ operation, kind: kindOf(error), state: sqlState(error) ?? 'none', at: framesOf(error) }, 'bug'),
    event: (code, numbers = {}) =>
      logger.warn(
        { code, ...Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, plain(value)])) },
        'event',
      ),
  }
}

const kindOf = (error: unknown): string => (error instanceof Error ? error.name : typeof error)

/** Where it happened, in our own files: frames only, without the first lines, which hold the message. */
function framesOf(error: unknown): readonly string[] {
  const stack = error instanceof Error ? (error.stack ?? '') : ''
  return stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 8)
    .map((line) =>
      line
        .trim()
        .replace(/^at /, '')
        .replaceAll(/\(?(?:file:\/\/)?\/.*?\/(src|node_modules)\//g, '$1/'),
    )
}
