/**
 * A witness: somebody who looks at the whole log now and then, and signs that it only grew since the last time.
 *
 * node verifier/cosign.ts --new-key FILE --name NAME
 *     makes the witness's private key and prints the key to hand out (for --witness)
 * node verifier/cosign.ts EXPORT --key VKEY --private FILE --name NAME (--checkpoint LAST… | --first) > NEXT
 *     prints the last checkpoint of the export with the cosignature, to be kept and handed out; it is the LAST of the next time
 *
 * Exit codes: 0 signed; 1 not signed, as something has been changed; 2 asked wrongly.
 */
import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { checkExport } from './check.ts'
import { textOf } from './checkpoints.ts'
import { linesOf } from './files.ts'
import { cosigned, keyId, parseKey, parseNote } from './note.ts'
import { sentencesFor } from './sentences.ts'

type Out = { readonly say: (text: string) => void; readonly complain: (text: string) => void; readonly lang: string }

const OPTIONS = {
  'new-key': { type: 'string' },
  name: { type: 'string' },
  key: { type: 'string' },
  private: { type: 'string' },
  checkpoint: { type: 'string', multiple: true },
  first: { type: 'boolean' },
} as const

/** Runs the command and answers its exit code. `now` is in milliseconds. */
export function main(argv: readonly string[], out: Out, now: number): number {
  try {
    const { values, positionals } = parseArgs({ args: [...argv], options: OPTIONS, allowPositionals: true })
    const { name = '' } = values
    if (!/^[^\s+]+$/u.test(name)) throw new Error('--name NAME, without spaces')
    if (values['new-key'] !== undefined) return newKey(values['new-key'], name, out)
    return look({ ...values, name, path: positionals[0] ?? '' }, out, now)
  } catch (error) {
    out.complain(`${error instanceof Error ? error.message : String(error)}\n`)
    return 2
  }
}

type Asked = {
  readonly path: string
  readonly name: string
  readonly key?: string | undefined
  readonly private?: string | undefined
  readonly checkpoint?: readonly string[] | undefined
  readonly first?: boolean | undefined
}

/** Checks the whole export against what was signed last, and signs its end. */
function look({ path, name, key = '', private: file, checkpoint = [], first = false }: Asked, out: Out, now: number) {
  const logKey = parseKey(key)
  if (!existsSync(path) || logKey === null || file === undefined || checkpoint.length > 0 === first)
    throw new Error('EXPORT --key VKEY --private FILE --name NAME (--checkpoint LAST… | --first)')
  const copies = checkpoint.map((one) => readFileSync(one, 'utf8'))
  const { findings, found } = checkExport(path, { copies, keys: [logKey], witnesses: [], quorum: 0 })
  if (found > 0) {
    const words = sentencesFor(out.lang)
    for (const finding of findings.slice(0, 20)) out.complain(`${words.of[finding.kind](finding)}\n`)
    return 1
  }
  let last = ''
  for (const line of linesOf(join(path, 'checkpoints.jsonl'))) last = line
  if (last === '') throw new Error('This log has no checkpoint yet.')
  out.say(cosign(textOf(last), name, createPrivateKey(readFileSync(file)), Math.floor(now / 1000)))
  return 0
}

/** The note with one more signature line (https://c2sp.org/tlog-cosignature, `cosignature/v1`). `seconds` since 1970. */
export function cosign(note: string, name: string, privateKey: KeyObject, seconds: number): string {
  const text = parseNote(note)?.text
  if (text === undefined) throw new Error('no note')
  const bytes = Buffer.alloc(12)
  bytes.write(keyId(name, 4, rawPublicKey(privateKey)), 'hex')
  bytes.writeUInt32BE(seconds, 8)
  const signature = sign(null, Buffer.from(cosigned(text, seconds)), privateKey)
  return `${note}— ${name} ${Buffer.concat([bytes, signature]).toString('base64')}\n`
}

/** The key that a witness hands out. */
export function witnessKey(name: string, privateKey: KeyObject): string {
  const raw = rawPublicKey(privateKey)
  return `${name}+${keyId(name, 4, raw)}+${Buffer.concat([Buffer.of(4), raw]).toString('base64')}`
}

function newKey(file: string, name: string, { say }: Out): number {
  const { privateKey } = generateKeyPairSync('ed25519')
  writeFileSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'wx' })
  say(`${witnessKey(name, privateKey)}\n`)
  return 0
}

function rawPublicKey(privateKey: KeyObject): Buffer {
  const { crv, x } = createPublicKey(privateKey).export({ format: 'jwk' })
  if (crv !== 'Ed25519' || x === undefined) throw new Error('not an Ed25519 key')
  return Buffer.from(x, 'base64url')
}

if (import.meta.main)
  process.exitCode = main(
    process.argv.slice(2),
    {
      say: (text) => void process.stdout.write(text),
      complain: (text) => void process.stderr.write(text),
      lang: process.env['LC_ALL'] ?? process.env['LANG'] ?? '',
    },
    Date.now(),
  )
