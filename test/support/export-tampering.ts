import { EXPORT_FILES } from './log-export.ts'

/** The bytes of an export's files, by name. */
export type Files = Record<string, Buffer>

/** One way to change the bytes of an export; null where there was nothing of that sort to change. */
export type ByteWay = { readonly name: string; readonly change: (files: Files, random: () => number) => Files | null }

const pick = (random: () => number, below: number): number => Math.floor(random() * below)

/** A file that has something in it. */
function some(files: Files, random: () => number): readonly [string, Buffer] {
  const full = EXPORT_FILES.filter((file) => (files[file]?.length ?? 0) > 0)
  const file = full[pick(random, full.length)] ?? 'leaves.jsonl'
  return [file, files[file] ?? Buffer.alloc(0)]
}

const linesOf = (bytes: Buffer): string[] => bytes.toString('latin1').split('\n').slice(0, -1)
const fileOf = (lines: readonly string[]): Buffer => Buffer.from(lines.map((line) => `${line}\n`).join(''), 'latin1')
const recordsOf = (bytes: Buffer): Buffer[] =>
  Array.from({ length: bytes.length / 96 }, (_, n) => bytes.subarray(n * 96, (n + 1) * 96))

/** Changes the order or number of the lines of a text file, or of the records of the heads. */
function pieces(
  file: string,
  name: string,
  change: <T>(all: readonly T[], at: number, random: () => number) => readonly T[],
): ByteWay {
  return {
    name: `${name} of ${file}`,
    change(files, random) {
      const bytes = files[file] ?? Buffer.alloc(0)
      const isBinary = file === 'heads.bin'
      const all = isBinary ? recordsOf(bytes) : linesOf(bytes)
      if (all.length < 2) return null
      const at = pick(random, all.length - 1)
      const changed = isBinary
        ? Buffer.concat(change(recordsOf(bytes), at, random))
        : fileOf(change(linesOf(bytes), at, random))
      return changed.equals(bytes) ? null : { ...files, [file]: changed }
    },
  }
}

const LISTS = ['leaves.jsonl', 'waiting.jsonl', 'heads.bin', 'checkpoints.jsonl']

export const BYTE_WAYS: readonly ByteWay[] = [
  {
    name: 'flip a bit',
    change(files, random) {
      const [file, bytes] = some(files, random)
      const at = pick(random, bytes.length)
      const bit = 1 << pick(random, 8)
      return { ...files, [file]: Buffer.from(bytes.map((byte, i) => (i === at ? byte ^ bit : byte))) }
    },
  },
  {
    name: 'write another byte',
    change(files, random) {
      const [file, bytes] = some(files, random)
      const at = pick(random, bytes.length)
      const other = ((bytes[at] ?? 0) + 1 + pick(random, 255)) % 256
      return { ...files, [file]: Buffer.from(bytes.map((byte, i) => (i === at ? other : byte))) }
    },
  },
  {
    name: 'take out bytes',
    change(files, random) {
      const [file, bytes] = some(files, random)
      const at = pick(random, bytes.length)
      const to = at + 1 + pick(random, 200)
      return { ...files, [file]: Buffer.concat([bytes.subarray(0, at), bytes.subarray(to)]) }
    },
  },
  {
    name: 'put in bytes',
    change(files, random) {
      const [file, bytes] = some(files, random)
      const at = pick(random, bytes.length + 1)
      const more = Buffer.from(Array.from({ length: 1 + pick(random, 120) }, () => pick(random, 256)))
      return { ...files, [file]: Buffer.concat([bytes.subarray(0, at), more, bytes.subarray(at)]) }
    },
  },
  {
    name: 'cut the end of a file',
    change(files, random) {
      const [file, bytes] = some(files, random)
      return { ...files, [file]: bytes.subarray(0, pick(random, bytes.length)) }
    },
  },
  ...LISTS.flatMap((file) => [
    pieces(file, 'remove a piece', (all, at) => all.toSpliced(at, 1)),
    pieces(file, 'double a piece', (all, at) => all.toSpliced(at, 0, ...all.slice(at, at + 1))),
    pieces(file, 'exchange two pieces', (all, at, random) => {
      const other = pick(random, all.length)
      return all.map((one, i) => (i === at ? (all[other] ?? one) : i === other ? (all[at] ?? one) : one))
    }),
    pieces(file, 'cut the last pieces', (all, at) => all.slice(0, at + 1)),
  ]),
]
