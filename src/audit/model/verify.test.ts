import { createHash, generateKeyPairSync, type KeyObject } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Bytes, concat, isoFromMicros, toHex, u64, utf8, uuidBytes } from '#platform/pure/bytes/index.ts'
import { noteSigner, verifyEd25519 } from '../server/sign.ts'
import { leafBytes } from './leaf.ts'
import { append, EMPTY, leafHash, root } from './merkle.ts'
import type { ChainedRow, EntryRow, LeafRow, Tools } from './verdict.ts'
import { isSound, verify } from './verify.ts'

const sha256 = (bytes: Uint8Array): Bytes => new Uint8Array(createHash('sha256').update(bytes).digest())
const tools: Tools = {
  sha256,
  verifyEd25519,
  headPreimage: (r: ChainedRow) =>
    concat(utf8('head'), uuidBytes(r.stream), u64(r.seq), u64(r.receivedAt), r.entryHash, r.previous),
  entryPreimage: (bytes) => concat(utf8('entry'), bytes),
}
const origin = 'lindung.example/audit'
const key = generateKeyPairSync('ed25519').privateKey
const START = 1_795_557_225_000_000

type Act = { stream: number; text: string }
type World = { entries: EntryRow[]; leaves: LeafRow[]; checkpoints: string[] }
const streamId = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
const bySeq = (a: EntryRow, b: EntryRow) => (a.stream === b.stream ? a.seq - b.seq : a.stream < b.stream ? -1 : 1)

/** A consistent database: what an honest server, or an attacker with all its keys, would hold after these appends. */
function world(acts: readonly Act[], signKey: KeyObject = key): World {
  const signer = noteSigner(origin, signKey)
  const heads = new Map<string, { seq: number; head: Bytes }>()
  const made: World = { entries: [], leaves: [], checkpoints: [] }
  let range = EMPTY
  acts.forEach((act, i) => {
    const stream = streamId(act.stream)
    const before = heads.get(stream) ?? { seq: 0, head: new Uint8Array(32) }
    const opened = utf8(act.text)
    const row = {
      stream,
      seq: before.seq + 1,
      receivedAt: START + i,
      entryHash: sha256(tools.entryPreimage(opened)),
      previous: before.head,
    }
    const head = sha256(tools.headPreimage(row))
    heads.set(stream, { seq: row.seq, head })
    made.entries.push({ ...row, head, opened })
    const id = `019ab35c-0000-7000-8000-${String(i).padStart(12, '0')}`
    const concerns = [{ stream, seq: row.seq, head: toHex(head) }]
    const bytes = leafBytes({
      v: 1,
      id,
      at: isoFromMicros(START + i),
      actor: 'job',
      op: 'entries.append',
      outcome: 'ok',
      concerns,
    })
    made.leaves.push({ index: i, bytes })
    range = append(sha256, range, leafHash(sha256, bytes)).range
    if (i % 3 === 2)
      made.checkpoints.push(signer.signCheckpoint({ size: range.size, root: root(sha256, range), extensions: [] }))
  })
  return { ...made, entries: made.entries.toSorted(bySeq) }
}

const check = (w: World, copies: readonly string[], keys = [noteSigner(origin, key).key]) =>
  verify({ ...w, copies, origin, keys }, tools)
const kinds = async (w: World, copies: readonly string[]) =>
  [...new Set((await check(w, copies)).findings.map((f) => f.kind))].toSorted()

const acts: Act[] = Array.from({ length: 12 }, (_, i) => ({ stream: i % 3, text: `entry ${i}` }))

describe('verify', () => {
  it('finds nothing in a sound log, up to its last copy', async () => {
    const sound = world(acts)
    expect(await check(sound, sound.checkpoints)).toEqual({
      findings: [],
      counted: { entries: 12, streams: 3, leaves: 12, waiting: 0, checkpoints: 4, copies: 4 },
      provenTo: 12,
    })
  })
  it('says that the end is not provable without a copy, or after the last one', async () => {
    const sound = world(acts)
    const alone = await check(sound, [])
    expect([alone.findings, isSound(alone)]).toEqual([[{ kind: 'end-not-provable', where: 'leaves from 0' }], true])
    expect((await check(sound, sound.checkpoints.slice(0, 2))).findings).toEqual([
      { kind: 'end-not-provable', where: 'leaves from 6' },
    ])
    const waiting = {
      ...sound,
      leaves: sound.leaves.map((leaf, i) => (i === 11 ? { ...leaf, index: null } : leaf)),
      checkpoints: sound.checkpoints.slice(0, 3),
    }
    expect((await check(waiting, waiting.checkpoints)).findings).toEqual([
      { kind: 'end-not-provable', where: 'leaves from 9' },
    ])
  })

  const changed = (change: (w: World) => Partial<World>) => {
    const sound = world(acts)
    return kinds({ ...sound, ...change(sound) }, sound.checkpoints)
  }
  const at = <T>(list: T[], i: number, change: (item: T) => T) => list.map((item, k) => (k === i ? change(item) : item))
  it.each<[string, (w: World) => Partial<World>, string[]]>([
    [
      'an edited time',
      (w) => ({ entries: at(w.entries, 1, (e) => ({ ...e, receivedAt: e.receivedAt + 1 })) }),
      ['head-differs'],
    ],
    [
      'an edited hash',
      (w) => ({ entries: at(w.entries, 1, (e) => ({ ...e, entryHash: sha256(utf8('x')) })) }),
      ['content-differs', 'head-differs'],
    ],
    [
      'an edited content',
      (w) => ({ entries: at(w.entries, 1, (e) => ({ ...e, opened: utf8('x') })) }),
      ['content-differs'],
    ],
    [
      'an edited head',
      (w) => ({ entries: at(w.entries, 1, (e) => ({ ...e, head: sha256(utf8('x')) })) }),
      ['head-differs', 'named-head-differs'],
    ],
    [
      'a hash of another width',
      (w) => ({ entries: at(w.entries, 1, (e) => ({ ...e, receivedAt: -1 })) }),
      ['head-differs'],
    ],
    ['a deleted entry', (w) => ({ entries: w.entries.toSpliced(1, 1) }), ['entry-out-of-place', 'head-differs']],
    ['a deleted last entry', (w) => ({ entries: w.entries.slice(0, -1) }), ['entry-missing']],
    ['a deleted stream', (w) => ({ entries: w.entries.slice(4) }), ['entry-missing']],
    [
      'an entry behind the log',
      (w) => ({ entries: [...w.entries, { ...w.entries.at(-1)!, seq: 5 }] }),
      ['entry-without-leaf', 'head-differs'],
    ],
    [
      'swapped entries',
      (w) => ({ entries: [w.entries[1]!, w.entries[0]!, ...w.entries.slice(2)] }),
      ['entry-out-of-place', 'head-differs'],
    ],
    [
      'a deleted leaf',
      (w) => ({ leaves: w.leaves.toSpliced(4, 1) }),
      [
        'checkpoint-beyond-log',
        'checkpoint-root-differs',
        'copy-beyond-log',
        'copy-root-differs',
        'end-not-provable',
        'leaf-out-of-place',
      ],
    ],
    [
      'a word in a leaf',
      (w) => ({ leaves: at(w.leaves, 11, (l) => ({ ...l, bytes: utf8('{"name":"Kijang"}') })) }),
      ['checkpoint-root-differs', 'copy-root-differs', 'end-not-provable', 'entry-without-leaf', 'leaf-malformed'],
    ],
    ['a lost checkpoint', (w) => ({ checkpoints: w.checkpoints.slice(1) }), ['checkpoint-missing']],
    [
      'a checkpoint that nobody signed',
      (w) => ({ checkpoints: at(w.checkpoints, 0, (c) => c.replace('\n3\n', '\n2\n')) }),
      ['checkpoint-malformed', 'checkpoint-missing'],
    ],
  ])('finds %s', async (_, change, wanted) => expect(await changed(change)).toEqual(wanted))

  it('finds a log that was cut, or rewritten and signed again with its own key', async () => {
    const sound = world(acts)
    expect(await kinds(world(acts.slice(0, 9)), sound.checkpoints)).toContain('copy-beyond-log')
    const rewritten = world(acts.with(0, { stream: 0, text: 'never happened' }))
    expect(await kinds(rewritten, sound.checkpoints)).toContain('copy-root-differs')
    expect(await kinds(rewritten, [])).toEqual(['end-not-provable'])
    const resigned = world(acts, generateKeyPairSync('ed25519').privateKey)
    expect(await kinds(resigned, sound.checkpoints)).toContain('checkpoint-malformed')
    expect(
      (
        await check(
          sound,
          at(sound.checkpoints, 0, () => 'x'),
        )
      ).findings.map((f) => f.kind),
    ).toEqual(['copy-malformed'])
  })

  it('finds every other history against the copies of the true one', async () => {
    const act = fc.record({ stream: fc.nat(2), text: fc.string({ maxLength: 3 }) })
    await fc.assert(
      fc.asyncProperty(
        fc.array(act, { minLength: 3, maxLength: 15 }),
        fc.array(act, { maxLength: 15 }),
        async (truth, forged) => {
          const { checkpoints } = world(truth)
          const covered = truth.slice(0, 3 * checkpoints.length)
          fc.pre(JSON.stringify(forged.slice(0, covered.length)) !== JSON.stringify(covered))
          expect(isSound(await check(world(forged), checkpoints))).toBe(false)
        },
      ),
    )
  })
})
