/**
 * node verifier/verify.ts EXPORT | PROOF [--checkpoint FILE]… [--key VKEY]… [--witness VKEY]… [--quorum N] [--json]
 *
 * Exit codes: 0 nothing has been changed, proven by a copied checkpoint (and by the witnesses asked for);
 * 1 something has been changed; 2 asked wrongly; 3 nothing contradicts itself, and nothing (or not enough) is proven.
 */
import { existsSync, readFileSync, statSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { type Asked, checkExport, type Verdict } from './check.ts'
import { textOf } from './checkpoints.ts'
import type { Finding } from './findings.ts'
import { type Key, parseKey } from './note.ts'
import { checkProof, PROOF } from './proof.ts'
import { type Sentences, sentencesFor } from './sentences.ts'

const HOW =
  'node verifier/verify.ts EXPORT | PROOF [--checkpoint FILE]… [--key VKEY]… [--witness VKEY]… [--quorum N] [--json]\nverifier/README.md says more.\n'

type Out = { readonly say: (text: string) => void; readonly complain: (text: string) => void; readonly lang: string }

/** Runs the command and answers its exit code. */
export function main(argv: readonly string[], out: Out): number {
  const asked = understood(argv)
  if (asked === null) {
    out.complain(HOW)
    return 2
  }
  return asked.isProof ? tellProof(asked, out) : tellExport(asked, out)
}

type Understood = Asked & { readonly path: string; readonly json: boolean; readonly isProof: boolean }

function tellExport(asked: Understood, { say, lang }: Out): number {
  const verdict = checkExport(asked.path, asked)
  const isProven = verdict.provenTo > 0 && (asked.quorum === 0 || verdict.witnessedTo > 0)
  const code = verdict.found > 0 ? 1 : isProven ? 0 : 3
  const keyFrom = asked.keys.length > 0 ? 'given' : 'export'
  if (asked.json) say(`${JSON.stringify({ ...verdict, keyFrom, code }, null, 2)}\n`)
  else {
    const words = sentencesFor(lang)
    tell(verdict.findings, verdict.found, words, say)
    say(`${words.counted(verdict.counted)}\n`)
    if (verdict.found === 0) for (const line of proven(verdict, asked.quorum, words)) say(`${line}\n`)
    if (keyFrom === 'export') say(`${words.ownKey}\n`)
  }
  return code
}

/** How far it is proven that nothing has been changed. */
function proven({ provenTo, witnessedTo, counted }: Verdict, quorum: number, words: Sentences): readonly string[] {
  const line = provenTo > 0 ? words.proven(provenTo, counted.leaves) : words.unproven
  if (quorum === 0) return [line]
  return [line, witnessedTo > 0 ? words.witnessed(witnessedTo, quorum) : words.unwitnessed(quorum)]
}

function tellProof(asked: Understood, { say, lang }: Out): number {
  const verdict = checkProof(readFileSync(asked.path, 'utf8'), asked)
  const { findings, isCopied, witnesses } = verdict
  const isProven = asked.quorum > 0 ? witnesses >= asked.quorum : isCopied
  const code = findings.length > 0 ? 1 : isProven ? 0 : 3
  if (asked.json) {
    say(`${JSON.stringify({ ...verdict, code }, null, 2)}\n`)
    return code
  }
  const words = sentencesFor(lang)
  tell(findings, findings.length, words, say)
  if (findings.length > 0) return code
  say(`${words.leaf(verdict)}\n`)
  if (asked.quorum > 0 && !isProven) say(`${words.unwitnessed(asked.quorum)}\n`)
  else if (!isProven) say(`${words.leafUncopied}\n`)
  return code
}

/** As many as fit a screen; --json has more. */
const SHOWN = 20

function tell(findings: readonly Finding[], found: number, words: Sentences, say: (text: string) => void): void {
  for (const finding of findings.slice(0, SHOWN)) say(`${words.of[finding.kind](finding)}\n`)
  if (found > 0) say(`${words.changed(found - Math.min(found, SHOWN))}\n`)
}

const OPTIONS = {
  checkpoint: { type: 'string', multiple: true },
  key: { type: 'string', multiple: true },
  witness: { type: 'string', multiple: true },
  quorum: { type: 'string' },
  json: { type: 'boolean' },
} as const

function understood(argv: readonly string[]): Understood | null {
  const given = parsed(argv)
  if (given === null || given.positionals.length !== 1) return null
  const [path = ''] = given.positionals
  const { checkpoint = [], json = false } = given.values
  const trust = trustOf(given.values)
  if (trust === null || ![path, ...checkpoint].every((file) => existsSync(file))) return null
  const isProof = !statSync(path).isDirectory()
  if (isProof && !canProve(path, trust.keys)) return null
  return { path, json, isProof, ...trust, copies: checkpoint.flatMap(notesIn) }
}

type Trusted = { readonly key?: string[]; readonly witness?: string[]; readonly quorum?: string }

/** Whom the person trusts; null where a key is none, or more witnesses are asked for than there are. */
function trustOf({
  key = [],
  witness = [],
  quorum: wanted,
}: Trusted): Pick<Asked, 'keys' | 'witnesses' | 'quorum'> | null {
  const [keys, witnesses, quorum] = [keysOf(key, 1), keysOf(witness, 4), Number(wanted ?? witness.length)]
  if (keys === null || witnesses === null || !isQuorum(quorum, witnesses)) return null
  return { keys, witnesses, quorum }
}

/** A proof has no key of its own, and a file that is no proof is no export either. */
const canProve = (path: string, keys: readonly Key[]): boolean =>
  keys.length > 0 && readFileSync(path, 'utf8').startsWith(PROOF)

/** More witnesses than there are can never have signed. */
const isQuorum = (quorum: number, witnesses: readonly Key[]): boolean =>
  Number.isSafeInteger(quorum) && quorum >= 0 && quorum <= new Set(witnesses.map(({ id }) => id)).size

function parsed(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options: OPTIONS, allowPositionals: true, strict: true })
  } catch {
    return null
  }
}

function keysOf(texts: readonly string[], sort: Key['sort']): readonly Key[] | null {
  const keys = texts.map((text) => parseKey(text.trim()))
  return keys.every((key) => key !== null && key.sort === sort) ? keys.flatMap((key) => key ?? []) : null
}

/** One note as it is, or many as JSON strings, one a line, as Lindung copies them. */
function notesIn(file: string): readonly string[] {
  const text = readFileSync(file, 'utf8')
  return text.startsWith('"') ? text.replace(/\n$/, '').split('\n').map(textOf) : [text]
}

if (import.meta.main)
  process.exitCode = main(process.argv.slice(2), {
    say: (text) => void process.stdout.write(text),
    complain: (text) => void process.stderr.write(text),
    lang: process.env['LC_ALL'] ?? process.env['LANG'] ?? '',
  })
