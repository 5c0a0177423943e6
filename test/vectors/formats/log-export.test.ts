import { createPrivateKey } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { leafHash } from '../../../src/audit/model/merkle.ts'
import { noteSigner, writeLogExport } from '../../../src/audit/server/index.ts'
import { pathOf } from '../../../src/audit/server/prove-leaf.ts'
import { fromHex, utf8 } from '../../../src/platform/pure/bytes/index.ts'
import { sha256 } from '../../../src/platform/server/keys/index.ts'
import { cosign, witnessKey } from '../../../verifier/cosign.ts'
import { main } from '../../../verifier/verify.ts'
import { readExport } from '../../support/log-export.ts'
import vector from './log-export.json' with { type: 'json' }

// Described in docs/formats.md, section 15. Never regenerated: formats outlive code. A change here is a new version of a format.

const folder = mkdtempSync(join(tmpdir(), 'lindung-vector-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const privateKey = (seed: string) => {
  const pkcs8 = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), fromHex(seed)])
  return createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' })
}
const quiet = { say: () => undefined, complain: () => undefined, lang: 'C' }
const linesOf = (text: string): string[] => text.split('\n').slice(0, -1)
const { files, witness, proof } = vector
const leaves = linesOf(files['leaves.jsonl'])
const signer = noteSigner('lindung.example/audit', privateKey(vector.log_seed))
const key = ['--key', files['log.vkey'].trim(), '--witness', witness.vkey]

function file(name: string, text: string): string {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}

describe('log-export.json', () => {
  it('is what the server writes', async () => {
    const directory = join(folder, 'export')
    const content = {
      leaves: [
        ...leaves.map((line, index) => ({ index, bytes: utf8(line) })),
        ...linesOf(files['waiting.jsonl']).map((line) => ({ index: null, bytes: utf8(line) })),
      ],
      entries: vector.entries.map(({ stream, seq, received_at: receivedAt, entry_hash, head }) => ({
        ...{ stream, seq, receivedAt },
        ...{ entryHash: fromHex(entry_hash), head: fromHex(head) },
      })),
      checkpoints: linesOf(files['checkpoints.jsonl']).map((line) => String(JSON.parse(line))),
    }
    await writeLogExport(directory, content, { signer, now: new Date(vector.at) })
    const written = Object.entries(readExport(directory))
    expect(
      Object.fromEntries(written.map(([name, bytes]) => [name, bytes.toString(name === 'heads.bin' ? 'hex' : 'utf8')])),
    ).toEqual(files)
    expect(main([directory, ...key, '--checkpoint', file('cosigned', witness.cosigned)], quiet)).toBe(0)
  })
  it('has the cosignature that a witness gives', () => {
    const last = String(JSON.parse(linesOf(files['checkpoints.jsonl']).at(-1) ?? ''))
    expect(witnessKey(witness.name, privateKey(vector.witness_seed))).toBe(witness.vkey)
    expect(cosign(last, witness.name, privateKey(vector.witness_seed), witness.seconds)).toBe(witness.cosigned)
  })
  it('has the proof of one leaf', async () => {
    async function* hashes() {
      for (const line of leaves) yield leafHash(sha256, utf8(line))
    }
    const path = await pathOf(hashes(), proof.index, proof.size)
    const steps = path.map((step) => `${Buffer.from(step).toString('base64')}\n`).join('')
    expect(proof.file).toContain(`\nindex ${proof.index}\n${steps}\n`)
    const copy = ['--checkpoint', file('cosigned', witness.cosigned)]
    expect(main([file('proof', proof.file), ...key, ...copy], quiet)).toBe(0)
  })
})
