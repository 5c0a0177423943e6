import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { pathOf } from '#audit/server/prove-leaf.ts'
import { leafHash } from '#audit/model/merkle.ts'
import { sha256 } from '#platform/server/keys/index.ts'
import { BYTE_WAYS } from '../test/support/export-tampering.ts'
import { seeded } from '../test/support/history.ts'
import { type InventedLog, inventLog, newSigner, readExport, writeInvented } from '../test/support/log-export.ts'
import { main as cosignMain } from './cosign.ts'
import { eachLine, openRecords } from './files.ts'
import { checkStreams } from './streams.ts'
import { sha256 as hashOf, Tree } from './tree.ts'
import { streamsBeside } from './two-at-once.ts'
import { main } from './verify.ts'

const folder = mkdtempSync(join(tmpdir(), 'lindung-verifier-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const saying = (text: string): unknown => expect.stringContaining(text)
const withKinds = (kinds: readonly string[]): unknown => expect.arrayContaining([...kinds])

let made = 0
const place = (name: string) => join(folder, `${(made += 1)}-${name}`)

async function exported(log: InventedLog): Promise<string> {
  const directory = place('export')
  await writeInvented(directory, log)
  return directory
}

function file(name: string, text: string): string {
  const path = place(name)
  writeFileSync(path, text)
  return path
}

/** Runs the verifier as a person does; `kinds` are those of --json. */
function verify(...argv: string[]): { code: number; said: string; kinds: readonly string[] } {
  let said = ''
  const out = { say: (text: string) => void (said += text), complain: (text: string) => void (said += text), lang: 'C' }
  const code = main(argv, out)
  if (!argv.includes('--json')) return { code, said, kinds: [] }
  const { findings } = JSON.parse(said) as { findings: { kind: string }[] }
  return { code, said, kinds: [...new Set(findings.map(({ kind }) => kind))] }
}

const SMALL = { leaves: 60, streams: 5, each: 7, waiting: 3 }
const log = inventLog(seeded(1), SMALL)
const copyAt = (n: number, of = log) => file('checkpoint', of.checkpoints.at(n) ?? '')
const key = ['--key', log.signer.vkey]

describe('an export that nobody has changed', () => {
  test('is proven up to a copied checkpoint', async () => {
    const directory = await exported(log)
    const said = verify(directory, '--checkpoint', copyAt(-1), ...key)
    expect([said.code, said.said]).toEqual([0, saying('in the first 57 of 57 leaves')])
    expect(verify(directory, '--checkpoint', copyAt(2), '--json')).toMatchObject({ code: 0, kinds: [] })
    const all = file('checkpoints.jsonl', log.checkpoints.map((note) => `${JSON.stringify(note)}\n`).join(''))
    expect(verify(directory, '--checkpoint', all, ...key).code).toBe(0)
  })
  test('proves nothing without one, and its own key is named as such', async () => {
    const directory = await exported(log)
    const said = verify(directory)
    expect(said.code).toBe(3)
    expect(said.said).toContain('nothing is proven')
    expect(said.said).toContain('The key came with the export')
    expect(verify(directory, ...key).said).not.toContain('The key came')
  })
  test('may be empty', async () => {
    const directory = await exported(inventLog(seeded(2), { leaves: 0, streams: 1, each: 1 }))
    expect(verify(directory, '--json')).toMatchObject({ code: 3, kinds: [] })
  })
  test.each(['id_ID.UTF-8', 'en_US.UTF-8'])('is told in the language of the terminal (%s)', async (lang) => {
    let said = ''
    const out = { say: (text: string) => void (said += text), complain: () => undefined, lang }
    main([await exported(log)], out)
    expect(said).toContain(lang.startsWith('id') ? 'belum ada yang terbukti' : 'nothing is proven')
  })
})

describe('what was changed', () => {
  test('in the bytes of an export is found, in whatever way', { timeout: 60_000 }, async () => {
    const [seed, last] = [Math.floor(Math.random() * 2 ** 31), copyAt(-1)]
    const random = seeded(seed)
    const files = readExport(await exported(log))
    const directory = await exported(log)
    const missed: string[] = []
    for (const { name, change } of BYTE_WAYS)
      for (let i = 0; i < 8; i += 1) {
        const changed = change(files, random)
        if (changed === null) continue
        for (const [one, bytes] of Object.entries(changed)) writeFileSync(join(directory, one), bytes)
        if (verify(directory, '--checkpoint', last, ...key, '--json').code !== 1) missed.push(`${name}, seed ${seed}`)
      }
    expect(missed).toEqual([])
  })

  /** The same world, in which one thing went otherwise, signed anew with the real key. */
  const otherwise = (change: (log: InventedLog) => InventedLog) => resigned(change(log))

  test('before the copy is found though everything was signed anew with the real key', async () => {
    const edited = otherwise((was) => ({
      ...was,
      leaves: was.leaves.map((leaf, i) =>
        i === 4
          ? { ...leaf, bytes: Buffer.from(Buffer.from(leaf.bytes).toString().replace('"ok"', '"refused"')) }
          : leaf,
      ),
    }))
    expect(verify(await exported(edited), '--json')).toMatchObject({ code: 3, kinds: [] })
    expect(verify(await exported(edited), '--checkpoint', copyAt(-1), ...key, '--json')).toMatchObject({
      code: 1,
      kinds: withKinds(['copy-root-differs', 'log-forked']),
    })
    const cut = inventLog(seeded(1), { ...SMALL, leaves: 30, waiting: 0 }, log.signer)
    expect(verify(await exported(cut), '--checkpoint', copyAt(-1), ...key, '--json').kinds).toContain('copy-beyond-log')
  })
  test('by somebody with another key is found, whether or not the key was known', async () => {
    const forged = inventLog(seeded(1), SMALL, newSigner())
    const directory = await exported(forged)
    expect(verify(directory, ...key, '--json')).toMatchObject({
      code: 1,
      kinds: withKinds(['export-unsigned', 'checkpoint-malformed']),
    })
    expect(verify(directory, '--checkpoint', copyAt(-1), '--json')).toMatchObject({
      code: 1,
      kinds: ['copy-malformed'],
    })
  })
  test('shows in two copies that contradict each other', async () => {
    const other = inventLog(seeded(3), SMALL, log.signer)
    const argv = [await exported(log), '--checkpoint', copyAt(-1), '--checkpoint', copyAt(-1, other), ...key, '--json']
    expect(verify(...argv)).toMatchObject({ code: 1, kinds: withKinds(['log-forked']) })
  })
  test.each([
    [
      'an entry that no leaf tells of',
      'entry-without-leaf',
      (was: InventedLog) => {
        const last = was.entries.at(-1)!
        const more = inventLog(seeded(9), { leaves: 1, streams: 1, each: 1 }).entries[0]!
        return { ...was, entries: [...was.entries, { ...more, stream: last.stream, seq: last.seq + 1 }] }
      },
    ],
    ['an entry that is gone', 'entry-missing', (was: InventedLog) => ({ ...was, entries: was.entries.slice(0, -1) })],
    [
      'a head',
      'head-differs',
      (was: InventedLog) => ({
        ...was,
        entries: was.entries.map((row, i) => (i === 3 ? { ...row, receivedAt: row.receivedAt + 1 } : row)),
      }),
    ],
    [
      'leaves that nobody has signed',
      'leaf-unsigned',
      (was: InventedLog) => ({ ...was, checkpoints: was.checkpoints.slice(0, -1) }),
    ],
    [
      'a checkpoint that is gone',
      'checkpoint-missing',
      (was: InventedLog) => ({ ...was, checkpoints: was.checkpoints.toSpliced(2, 1) }),
    ],
  ] as const)('is told by its kind: %s', async (_, kind, change) => {
    const directory = await exported(change(log))
    const argv = [directory, '--checkpoint', copyAt(2), '--checkpoint', copyAt(-1), ...key]
    expect(verify(...argv, '--json')).toMatchObject({ code: 1, kinds: withKinds([kind]) })
    expect(verify(...argv).said).toContain('SOMETHING HAS BEEN CHANGED')
  })
  test('has a missing file named', async () => {
    const directory = await exported(log)
    rmSync(join(directory, 'heads.bin'))
    expect(verify(directory)).toMatchObject({ code: 1, said: saying('no file heads.bin') })
  })
})

/** Computes tree and checkpoints anew over the leaves as they are now. */
function resigned({ signer, leaves, entries }: InventedLog): InventedLog {
  const of = inventLog(seeded(1), SMALL, signer)
  const sizes = of.checkpoints.map((note) => Number(note.split('\n')[1]))
  const notes = sizes.map((size) => {
    const tree = new Tree()
    for (const { bytes } of leaves.slice(0, size)) tree.add(hashOf(Buffer.concat([Buffer.of(0), bytes])))
    return signer.signCheckpoint({ size, root: new Uint8Array(Buffer.from(tree.root(), 'binary')), extensions: [] })
  })
  return { signer, leaves, entries, checkpoints: notes }
}

describe('witnesses', () => {
  const out = { complain: () => undefined, lang: 'C' }

  function witness(name: string): {
    vkey: string
    look: (directory: string, ...more: string[]) => { code: number; note: string }
  } {
    const path = place('witness.pem')
    let vkey = ''
    cosignMain(['--new-key', path, '--name', name], { ...out, say: (text) => void (vkey = text.trim()) }, 0)
    return {
      vkey,
      look(directory, ...more) {
        let note = ''
        const argv = [directory, ...key, '--private', path, '--name', name, ...more]
        const code = cosignMain(argv, { ...out, say: (text) => void (note += text) }, Date.UTC(2026, 10, 25))
        return { code, note }
      },
    }
  }

  test('N of M are required, each counted once', async () => {
    const [merak, pandan, rusa] = [witness('merak'), witness('pandan'), witness('rusa')]
    const directory = await exported(log)
    const [first, second] = [merak.look(directory, '--first'), pandan.look(directory, '--first')]
    expect([first.code, second.code]).toEqual([0, 0])
    const all = [merak, pandan, rusa].flatMap(({ vkey }) => ['--witness', vkey])
    const argv = [
      directory,
      ...key,
      ...all,
      '--checkpoint',
      file('a', first.note),
      '--checkpoint',
      file('b', second.note),
    ]
    expect(verify(...argv, '--quorum', '2')).toMatchObject({
      code: 0,
      said: saying('At least 2 of the witnesses'),
    })
    expect(verify(...argv, '--quorum', '3')).toMatchObject({
      code: 3,
      said: saying('No copy has been cosigned by 3'),
    })
    expect(verify(...argv).code).toBe(3)
    expect(verify(...argv, '--quorum', '4').code).toBe(2)
    const twice = [
      directory,
      ...key,
      ...all,
      '--checkpoint',
      file('a', first.note),
      '--checkpoint',
      file('c', first.note),
    ]
    expect(verify(...twice, '--quorum', '2').code).toBe(3)
    const wrong = first.note.replace(
      /(— merak \S{20})(.)/,
      (_, before: string, c: string) => `${before}${c === 'A' ? 'B' : 'A'}`,
    )
    expect(verify(directory, ...key, ...all, '--checkpoint', file('d', wrong), '--json').kinds).toEqual([
      'copy-malformed',
    ])
  })

  test('sign only what continues what they have signed', async () => {
    const merak = witness('merak')
    const earlier = inventLog(seeded(1), { ...SMALL, leaves: 28, waiting: 0 }, log.signer)
    const last = merak.look(await exported(earlier), '--first')
    const next = merak.look(await exported(log), '--checkpoint', file('last', last.note))
    expect([next.code, next.note]).toEqual([0, saying('— merak ')])
    const fork = inventLog(seeded(8), SMALL, log.signer)
    expect(merak.look(await exported(fork), '--checkpoint', file('last', last.note))).toEqual({ code: 1, note: '' })
    expect(merak.look(await exported(log)).code).toBe(2)
  })
})

describe('the proof of one leaf', () => {
  async function proofOf(index: number, at = -1): Promise<string> {
    const note = log.checkpoints.at(at) ?? ''
    const size = Number(note.split('\n')[1])
    async function* hashes() {
      for (const { bytes } of log.leaves.slice(0, size)) yield leafHash(sha256, bytes)
    }
    const path = await pathOf(hashes(), index, size)
    const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')
    const lines = [
      'c2sp.org/tlog-proof@v1',
      `extra ${base64(log.leaves[index]!.bytes)}`,
      `index ${index}`,
      ...path.map(base64),
    ]
    return `${lines.join('\n')}\n\n${note}`
  }

  test('stands alone, for every leaf and every size', async () => {
    for (const [at, size] of [
      [0, 7],
      [2, 21],
      [-1, 57],
    ] as const)
      for (let index = 0; index < size; index += 1)
        expect(
          verify(file('proof', await proofOf(index, at)), ...key, '--checkpoint', copyAt(at), '--json'),
        ).toMatchObject({ code: 0, kinds: [] })
  })
  test('says what was recorded, and that nobody else may have seen this checkpoint', async () => {
    const proof = file('proof', await proofOf(5))
    const said = verify(proof, ...key)
    expect(said.code).toBe(3)
    expect(said.said).toContain('The log has recorded it: leaf 5 of 57')
    expect(said.said).toContain('none of those that you copied')
    expect(verify(proof).code).toBe(2)
    expect(verify(proof, '--key', newSigner().vkey, '--json').kinds).toEqual(['proof-malformed'])
  })
  test('fails after any change', async () => {
    const random = seeded(Math.floor(Math.random() * 2 ** 31))
    const proof = Buffer.from(await proofOf(11))
    const from = 'c2sp.org/tlog-proof@v1\n'.length
    for (let i = 0; i < 200; i += 1) {
      const at = from + Math.floor(random() * (proof.length - from))
      const changed = Buffer.from(proof)
      changed[at] = (changed[at]! + 1 + Math.floor(random() * 255)) % 256
      const path = place('proof')
      writeFileSync(path, changed)
      expect({ at, code: verify(path, ...key).code }).toEqual({ at, code: 1 })
    }
    const other = (await proofOf(12)).replace('index 12', 'index 13')
    expect(verify(file('proof', other), ...key, '--json').kinds).toEqual(['proof-differs'])
  })
})

test('asked wrongly, it says how it is called', () => {
  const { privateKey } = generateKeyPairSync('ed25519')
  const pem = file('key.pem', String(privateKey.export({ type: 'pkcs8', format: 'pem' })))
  for (const argv of [
    [],
    ['/nowhere'],
    [folder, 'more'],
    [folder, '--frog'],
    [folder, '--key', 'x'],
    [folder, '--quorum', '1'],
    [pem],
  ])
    expect(verify(...argv)).toMatchObject({ code: 2, said: saying('verifier/README.md') })
  expect(readFileSync(pem, 'utf8')).toContain('PRIVATE KEY')
})

describe('the two halves', () => {
  test('say the same beside each other as one after the other', async () => {
    const directory = await exported({ ...log, entries: log.entries.slice(0, -1) })
    expect(streamsBeside(directory)()).toEqual(checkStreams(directory))
    expect(checkStreams(directory).found).toBeGreaterThan(0)
    rmSync(join(directory, 'heads.bin'))
    expect(() => streamsBeside(directory)()).toThrow('ENOENT')
  })
  test('read records that do not fit in memory where they lie', async () => {
    const path = join(await exported(log), 'heads.bin')
    const [small, large] = [openRecords(path, 96), openRecords(path, 96, 0)]
    const places = [...Array(small.count).keys(), 3, 1, small.count - 1]
    for (const n of places) {
      expect(large.at(n).toString('hex')).toBe(small.at(n).toString('hex'))
      expect(large.headOf(n)).toBe(small.headOf(n))
    }
    expect([large.count, large.isWhole]).toEqual([small.count, true])
    large.close()
    small.close()
  })
  test('take lines of any length up to a megabyte, across the ends of portions', () => {
    const lines = Array.from({ length: 40 }, (_, i) => String.fromCharCode(97 + (i % 26)).repeat(90_000 + i))
    const seen: string[] = []
    const take = (buffer: Buffer, start: number, end: number) => void seen.push(buffer.toString('latin1', start, end))
    expect(eachLine(file('lines', lines.map((line) => `${line}\n`).join('')), take)).toBe(true)
    expect(seen.length === lines.length && seen.every((line, i) => line === lines[i])).toBe(true)
    expect(eachLine(file('cut', 'a\nb'), take)).toBe(false)
    expect(eachLine(file('long', 'x'.repeat(1_100_000)), take)).toBe(false)
  })
})
