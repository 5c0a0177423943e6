import { noteSigner, proveLeaf } from '#audit/server/index.ts'
import { isUuid, utf8 } from '#platform/pure/bytes/index.ts'
import { inTransaction } from '#platform/server/db/owner.ts'
import { exportInstanceLog } from '../../ops/export-log.ts'
import type { Io } from '../io.ts'
import { asked, leaf, Misused, now, onTables, type Operator, Refused, saying, withInstance } from '../operator.ts'

const OPTIONS = { leaf: { type: 'string' }, size: { type: 'string' } } as const
const ONE_MOMENT = 'isolation level repeatable read read only'

/** The audit log for a stranger to check with `verifier/`; or the proof of one leaf. No content of files is read. */
export function run(argv: string[], io: Io): Promise<number> {
  return saying(io, async () => {
    const { values, positionals } = asked(argv, OPTIONS)
    const [path] = positionals
    if (path === undefined)
      throw new Misused(
        'lindung export-log DIRECTORY | export-log --leaf ID [--size N] FILE. With --help it says more.',
      )
    if (values.leaf === undefined && values.size !== undefined) throw new Misused('--size goes with --leaf.')
    const { leaf: id, size } = values
    if (id !== undefined && !isUuid(id)) throw new Misused('--leaf is the long id of a leaf.')
    const asTo = sizeOf(size)
    return withInstance((operator) =>
      id === undefined ? whole(operator, io, path) : one(operator, io, path, { id, size: asTo }),
    )
  })
}

function sizeOf(size: string | undefined): number | undefined {
  if (size !== undefined && !/^[1-9]\d{0,14}$/.test(size)) throw new Misused('--size is a number of leaves.')
  return size === undefined ? undefined : Number(size)
}

async function whole({ instance }: Operator, io: Io, directory: string): Promise<number> {
  const by = { signer: noteSigner(instance.logName, instance.logKey), now: now() }
  const counts = await onTables(instance, async (client) => {
    const exported = await inTransaction(client, () => exportInstanceLog(client, directory, by), ONE_MOMENT)
    await leaf(client, null, 'log.export')
    return exported
  })
  io.stdout(
    `${counts.leaves} leaves (${counts.waiting} waiting), the heads of ${counts.entries} entries and ${counts.checkpoints} checkpoints are in ${directory}.\n` +
      `Nothing of what was written about a child is in it. It still says who worked when on which stream: give it only to whoever is to check the log.\n` +
      `Check it: node verifier/verify.ts ${directory} --checkpoint FILE --key VKEY\n`,
  )
  return 0
}

async function one(
  { instance }: Operator,
  io: Io,
  file: string,
  { id, size }: { readonly id: string; readonly size: number | undefined },
): Promise<number> {
  const proof = await onTables(instance, async (client) => {
    const found = await inTransaction(client, () => proveLeaf(client, id, size), ONE_MOMENT)
    if (typeof found === 'string') throw new Refused(REASONS[found])
    await leaf(client, null, 'log.prove')
    return found
  })
  await io.writeNew(file, utf8(proof.file))
  io.stdout(
    `The proof of leaf ${proof.index} of ${proof.size} is in ${file}. Check it: node verifier/verify.ts ${file} --key VKEY\n`,
  )
  return 0
}

const REASONS = {
  leaf: 'There is no such leaf in the log. What happened in the last second may not be there yet.',
  checkpoint: 'There is no checkpoint over so many leaves.',
  later: 'That leaf came after that checkpoint.',
} as const
