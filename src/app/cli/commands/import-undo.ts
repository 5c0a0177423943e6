/** `lindung import --undo IMPORT`: takes a whole import back in the name of its importer, while its files are untouched. */
import { isUuid } from '#platform/pure/bytes/index.ts'
import { actAs, tokenOf, type Workplace } from '../acting.ts'
import { epochLine } from '../epoch-line.ts'
import { inWords } from '../import/say.ts'
import { undoImport, type Undone } from '../import/undo.ts'
import type { Io } from '../io.ts'
import { asked, Misused, saying, withInstance } from '../operator.ts'

const OPTIONS = {
  undo: { type: 'string' },
  token: { type: 'string' },
  leave: { type: 'string', multiple: true },
  json: { type: 'boolean' },
} as const

export function run(argv: string[], io: Io): Promise<number> {
  return saying(io, () => runOn(withInstance, argv, io))
}

/** The same on a workplace that `open` gives. Throws what `saying` says. */
export async function runOn(
  open: (work: (place: Workplace) => Promise<number>) => Promise<number>,
  argv: string[],
  io: Io,
): Promise<number> {
  const { values } = asked(argv, OPTIONS, { words: 0 })
  const { undo: id = '', leave = [] } = values
  if (!isUuid(id) || !leave.every((file) => isUuid(file)))
    throw new Misused(
      'lindung import --undo IMPORT --token TOKEN [--leave FILE]…: both are long ids that Lindung has shown',
    )
  const token = tokenOf(values.token, 'Undo an import')
  return open((place) =>
    actAs(place, { token, command: 'undo-import', subject: id }, (acting) =>
      inWords(acting, async () => {
        const undone = await undoImport(place, acting, id, leave)
        if (values.json === true) io.stdout(`${JSON.stringify(reportOf(undone))}\n`)
        else io.stdout(summaryOf(place, undone))
        return undone.outcome === 'undone' ? 0 : 1
      }),
    ),
  )
}

function reportOf(undone: Undone) {
  if (undone.outcome === 'touched') return { outcome: undone.outcome, files: undone.files.map(({ file }) => file) }
  const { outcome, files, left, epoch } = undone
  return { outcome, files, left, epoch: epoch?.epoch ?? null }
}

function summaryOf({ instance }: Workplace, undone: Undone): string {
  if (undone.outcome === 'touched')
    return [
      'Nothing was undone: somebody has worked on these files since.',
      ...undone.files.map(({ file }) => `  ${file}`),
      'Say --leave FILE for each that stays; all the others are erased then.\n',
    ].join('\n')
  const left = undone.left === 0 ? '' : ` ${undone.left} were left as they are.`
  return [
    `Undone: ${undone.files} files and the list are erased.${left} ${epochLine(undone.epoch, instance)}`,
    'Destroy every key bundle made before this moment: it is the one thing that still opens an old backup of these children.\n',
  ].join('\n')
}
