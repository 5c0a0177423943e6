import { closeSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs'

/** Files of any length are read in portions, into this one place; a line of ours is far shorter. */
const BUFFER = Buffer.allocUnsafe(1024 * 1024 + 1)

/**
 * Gives every line to `take`, as the place of its bytes (without the newline) in a buffer. `buffer[start - 1]` may be written over: a leaf's
 * prefix goes there, so that no leaf is copied. Answers whether the file ends with a whole line that was not too long to be one of ours.
 */
export function eachLine(path: string, take: (buffer: Buffer, start: number, end: number) => void): boolean {
  const file = openSync(path, 'r')
  try {
    const buffer = BUFFER
    let filled = 1
    for (;;) {
      const read = readSync(file, buffer, filled, buffer.length - filled, null)
      if (read === 0) return filled === 1
      filled += read
      const part = buffer.subarray(0, filled)
      let start = 1
      for (let end = part.indexOf(10, start); end >= 0; end = part.indexOf(10, start)) {
        take(buffer, start, end)
        start = end + 1
      }
      if (start === 1 && filled === buffer.length) return false
      buffer.copyWithin(1, start, filled)
      filled = filled - start + 1
    }
  } finally {
    closeSync(file)
  }
}

/** The lines of a file one after the other, as text. What stands after the last newline is no line, and given as an empty one. */
export function* linesOf(path: string): Generator<string> {
  const file = openSync(path, 'r')
  try {
    const buffer = Buffer.allocUnsafe(64 * 1024)
    let rest = Buffer.alloc(0)
    for (let read = readSync(file, buffer); read > 0; read = readSync(file, buffer)) {
      const part = Buffer.concat([rest, buffer.subarray(0, read)])
      let start = 0
      for (let end = part.indexOf(10); end >= 0; end = part.indexOf(10, start)) {
        yield part.toString('utf8', start, end)
        start = end + 1
      }
      rest = part.subarray(start)
    }
    if (rest.length > 0) yield ''
  } finally {
    closeSync(file)
  }
}

/** A file of records of one width: in memory up to this size, beyond it read where it lies. */
const IN_MEMORY = 256 * 1024 * 1024

export type Records = {
  /** Whole records. */
  readonly count: number
  /** Whether nothing is left after the last whole record. */
  readonly isWhole: boolean
  /** The bytes of a record; valid until the next call. */
  readonly at: (n: number) => Buffer
  /** The last 32 bytes of a record, hex. */
  readonly headOf: (n: number) => string
  readonly close: () => void
}

export function openRecords(path: string, width: number, inMemory = IN_MEMORY): Records {
  const file = openSync(path, 'r')
  const { size } = fstatSync(file)
  const shape = { count: Math.floor(size / width), isWhole: size % width === 0, close: () => closeSync(file) }
  if (size <= inMemory) {
    const all = readFileSync(path)
    return {
      ...shape,
      at: (n) => all.subarray(n * width, (n + 1) * width),
      headOf: (n) => all.toString('hex', (n + 1) * width - 32, (n + 1) * width),
    }
  }
  // In order, for the first reading, a portion serves many records; out of order, as leaves name them, only the head is read.
  const portion = Buffer.allocUnsafe(width * 10_000)
  const head = Buffer.allocUnsafe(32)
  let [from, to] = [0, 0]
  return {
    ...shape,
    at(n) {
      if (n < from || n >= to) {
        from = n
        to = n + Math.floor(readSync(file, portion, 0, portion.length, n * width) / width)
      }
      return portion.subarray((n - from) * width, (n - from + 1) * width)
    },
    headOf(n) {
      readSync(file, head, 0, 32, (n + 1) * width - 32)
      return head.toString('hex')
    },
  }
}
