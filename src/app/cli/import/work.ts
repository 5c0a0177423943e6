import { setTimeout as sleep } from 'node:timers/promises'
import * as contract from '#cases/import/index.ts'
import type { AnswerOf } from '#platform/pure/contract.ts'
import { concat, newUuid4, utf8 } from '#platform/pure/bytes/index.ts'
import { Problem } from '#platform/pure/problem.ts'
import { sha256 } from '#platform/server/keys/index.ts'
import type { Acting } from '../acting.ts'

export type ImportState = AnswerOf<typeof contract.readProgress>['run']
export type Tried = AnswerOf<typeof contract.tryImport>['tried']

/** A list as it was brought. */
export type Sheet = { readonly name: string; readonly bytes: Uint8Array }

/** What a run of the command is to do. */
export type Asked = {
  readonly import: string
  /** Null to go on with an import that is there. */
  readonly sheet: Sheet | null
  /** ISO day on which the list was true. */
  readonly asOf: string | undefined
  /** Person who becomes responsible; without it, who permitted the command. */
  readonly owner: string | undefined
  /** The filled-in spreadsheet of questions. */
  readonly answers: Uint8Array | undefined
}

/** How far a run of the command came. */
export type Outcome = {
  readonly run: ImportState
  readonly tried: Tried
  /** Nothing was made, because the list does not say on which day it was true. */
  readonly dayMissing: boolean
}

/**
 * The import that a token and the bytes of a list belong to: the same command asked again finds the same import, and goes on. The token
 * is a secret of 256 bits, so nobody guesses the id.
 */
export function importIdFor(token: string, sheet: Uint8Array): string {
  const digest = sha256(concat(utf8('lindung/command-import/1\n'), utf8(token), utf8('\n'), sha256(sheet)))
  return newUuid4((n) => digest.slice(0, n))
}

/**
 * Goes the way of the screens: bring the list, say what was given of it, say yes, make the files. Whatever of it is done already is not
 * done again. Throws the `Problem` that an operation answers.
 */
export async function importList(acting: Acting, asked: Asked, progress: (run: ImportState) => void): Promise<Outcome> {
  const at = { params: { import: asked.import } }
  const started = await start(acting, asked)
  const dayMissing = started.state !== 'running' && !(await settle(acting, asked, started))
  if (started.state === 'paused') await acting.call(contract.resumeImport, at)
  else if (started.state !== 'running' && !dayMissing) await confirm(acting, asked.import)
  const run = await finish(acting, asked.import, progress)
  const { tried } = await acting.call(contract.tryImport, at)
  return { run, tried, dayMissing }
}

async function start(acting: Acting, { import: id, sheet }: Asked): Promise<ImportState> {
  const at = { params: { import: id } }
  if (sheet === null) return (await acting.call(contract.readProgress, at)).run
  // The longest name that is taken; a longer one is cut, and its end says what kind of file it is.
  const head = utf8(`${JSON.stringify({ name: sheet.name.slice(-200) })}\n`)
  return (await acting.sendBytes(contract.startImport, at, concat(head, sheet.bytes))).run
}

/** Says what was given of the list, where it is not said yet. False: the day of the list must be said before anything is made. */
async function settle(acting: Acting, { import: id, asOf, owner, answers }: Asked, run: ImportState): Promise<boolean> {
  const at = { params: { import: id } }
  const { said, list } = await acting.call(contract.readImport, at)
  if (asOf !== undefined && said.asOf !== asOf) {
    const { columns, order, sexCodes } = said // the latest word on a list holds all of it
    const body = { columns, sexCodes, asOf, ...(order === null ? {} : { order }) }
    await acting.call(contract.matchImport, { ...at, body })
  } else if (run.state === 'draft' && list.fileQuestions.some(({ code }) => code === 'as-of-unknown')) return false
  const owners =
    owner === undefined || owner === acting.person
      ? ({ rule: 'me' } as const)
      : { rule: 'person' as const, person: owner }
  if (said.owners === null || (owner !== undefined && JSON.stringify(said.owners) !== JSON.stringify(owners)))
    await acting.call(contract.ownImport, { ...at, body: { owners } })
  if (answers !== undefined) await acting.sendBytes(contract.uploadAnswers, at, answers)
  return true
}

/** Says yes; a list of which nothing can be made (any more) is none the worse. */
async function confirm(acting: Acting, id: string): Promise<void> {
  try {
    await acting.call(contract.confirmImport, { params: { import: id } })
  } catch (error) {
    const nothing = error instanceof Problem && error.reason === 'nothing-to-import'
    if (!nothing) throw error
  }
}

/** Milliseconds between looks at a run. */
const LOOK = 1_000

/**
 * Works until nothing is left to be made. While another process works on it this one only looks; a run that one left behind by dying is
 * free half a minute later, and is taken up then.
 */
async function finish(acting: Acting, id: string, progress: (run: ImportState) => void): Promise<ImportState> {
  for (let before = -1; ;) {
    const { run } = await acting.call(contract.readProgress, { params: { import: id } })
    progress(run)
    if (run.state !== 'running') return run
    if (run.done === before) await sleep(LOOK)
    before = run.done
    await Promise.race([acting.imports.drain(), sleep(LOOK)])
  }
}
