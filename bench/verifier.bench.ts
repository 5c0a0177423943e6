/** Checking an export of the audit log from its first byte to its last, beside bare hashing of the same bytes. No server, no database. */
import { hash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Context, ratioRow, type Row } from '../scripts/lib/marks.ts'
import { run as runProgram } from '../scripts/lib/run.ts'
import { seeded } from '../test/support/history.ts'
import { inventLog, writeInvented } from '../test/support/log-export.ts'
import { checkExport } from '../verifier/check.ts'
import { eachLine } from '../verifier/files.ts'
import { parseKey } from '../verifier/note.ts'
import { sha256, Tree } from '../verifier/tree.ts'

export const name = 'verifier'

/**
 * Leaves for each checkpoint: a busy instance signs twice a second, with some five hundred writes a second (`docs/measurements.md`) and as
 * many looks. Where little happens, every leaf has a checkpoint of its own, whose signature costs more than all else (0.1 ms).
 */
const EACH = 500

export async function run({ small, seed, log }: Context): Promise<readonly Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'lindung-verifier-'))
  try {
    const leaves = small ? 20_000 : 200_000
    const [long, short] = [join(folder, 'long'), join(folder, 'short')]
    const copy = await writeExport(long, seed, leaves)
    await writeExport(short, seed, leaves / 10)
    const asked = { ...copy, witnesses: [], quorum: 0 }
    const { bytes, count } = bareHashing(long)
    const size = bytes / 1e6
    const rounds = small ? 3 : 7
    // Side by side in each round, so that both meet the same state of the machine.
    const times = Array.from({ length: rounds }, () => ({
      bare: seconds(() => bareHashing(long)),
      verifier: seconds(() => {
        const { found, provenTo } = checkExport(long, asked)
        if (found > 0 || provenTo !== leaves) throw new Error('the invented export is not sound')
      }),
    }))
    const median = (of: 'bare' | 'verifier') => times.map((one) => one[of]).toSorted((a, b) => a - b)[rounds >> 1] ?? 0
    const whole = Buffer.alloc(1 << 26, 7)
    log(
      `${leaves} leaves, ${count} hashes over ${size.toFixed(0)} MB in ${median('bare').toFixed(2)} s; ` +
        `verifier ${median('verifier').toFixed(2)} s; in one piece this machine hashes ${(67.1 / seconds(() => hash('sha256', whole))).toFixed(0)} MB/s`,
    )
    return [
      ratioRow(
        `verify ${leaves.toLocaleString('en')} leaves`,
        { value: size / median('verifier'), unit: 'MB/s' },
        { name: 'the same leaves, nodes and heads read and hashed, no more, MB/s', value: size / median('bare') },
        { atLeast: 0.4 },
      ),
      ratioRow(
        'memory for ten times as many leaves',
        { value: await peak(long), unit: 'MB' },
        { name: 'peak for a tenth, MB', value: await peak(short) },
        { atMost: 2 },
      ),
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function writeExport(directory: string, seed: number, leaves: number) {
  const invented = inventLog(seeded(seed), { leaves, streams: Math.ceil(leaves / 20), each: EACH })
  await writeInvented(directory, invented)
  const key = parseKey(invented.signer.vkey)
  if (key === null) throw new Error('key')
  return { copies: invented.checkpoints.slice(-1), keys: [key] }
}

/** The hashes that an export is made of, computed from its files and compared with nothing: leaves, nodes up to the root, heads. */
function bareHashing(directory: string): { readonly count: number; readonly bytes: number } {
  const tree = new Tree()
  let bytes = 0
  eachLine(join(directory, 'leaves.jsonl'), (buffer, start, end) => {
    buffer[start - 1] = 0
    tree.add(sha256(buffer.subarray(start - 1, end)))
    bytes += 65 + end - start + 1
  })
  tree.root()
  const records = readFileSync(join(directory, 'heads.bin'))
  const preimage = Buffer.alloc(111)
  for (let at = 0; at < records.length; at += 96) {
    records.copy(preimage, 15, at, at + 64)
    preimage.write(hash('sha256', preimage, 'binary'), 79, 'latin1')
    bytes += preimage.length
  }
  return { bytes, count: 2 * tree.size + records.length / 96 }
}

function seconds(work: () => void): number {
  const start = performance.now()
  work()
  return (performance.now() - start) / 1000
}

/** The most memory (MB) that the verifier held, run as a stranger runs it. */
async function peak(directory: string): Promise<number> {
  const atExit = `process.on('exit', () => console.error('peak ' + process.resourceUsage().maxRSS))`
  const said = await runProgram('node', ['--import', `data:text/javascript,${atExit}`, 'verifier/verify.ts', directory])
  return Number(/peak (\d+)/.exec(said.out)?.[1]) / 1024
}
