import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import id from '../../locales/id.json' with { type: 'json' }
import { offerFor } from '../model/questions.ts'
import type { RowKind } from '../model/types.ts'
import * as shapes from '../shapes.ts'

/** What the engine itself writes down, without its tests. */
const engine = (() => {
  const folder = fileURLToPath(new URL('../model/', import.meta.url))
  return readdirSync(folder)
    .filter((name) => !name.includes('.test'))
    .map((name) => readFileSync(`${folder}${name}`, 'utf8'))
    .join('\n')
})()

const found = (pattern: RegExp) => [...new Set([...engine.matchAll(pattern)].map((match) => match[1] ?? ''))]

/** Asked of the whole list, in places of their own. */
const OF_THE_LIST = ['sex-coding', 'as-of-unknown', 'columns-moved', 'no-header', 'hidden-sheet']
/** Kinds of rows (`RowKind`) without those that nobody misses. */
const KINDS: readonly RowKind[] = [
  'title',
  'header-repeated',
  'total',
  'signature',
  'legend',
  'example',
  'section',
  'note',
  'label',
]
const words = id.import
const has = (of: object, key: string) => Object.hasOwn(of, key)

describe('words for what the engine says', () => {
  const codes = found(/code: '([a-z-]+)'/g).filter((code) => !OF_THE_LIST.includes(code))

  it('name every question', () => {
    expect(codes.length).toBeGreaterThan(20)
    expect(codes.filter((code) => !has(id.importSheet.question, code))).toEqual([])
  })

  it('name every answer that is offered, every field, sex and status', () => {
    const choices = codes.flatMap((code) => [...offerFor(code).options])
    expect(choices.filter((choice) => !has(words.choice, choice))).toEqual([])
    expect(shapes.field.options.filter((field) => !has(words.field, field))).toEqual([])
    const { sex, status } = shapes.childReading.shape
    expect(sex.shape.value.options.filter((one) => !has(words.sex, one))).toEqual([])
    expect(status.unwrap().shape.value.options.filter((one) => !has(words.status, one))).toEqual([])
  })

  it('say why a row is left out', () => {
    expect(KINDS.filter((kind) => !has(words.check.kind, kind))).toEqual([])
    expect(has(words.check.kind, 'answered')).toBe(true)
  })

  it('say why a file is refused', () => {
    const source = readFileSync(
      fileURLToPath(new URL('../../../app/cli/commands/import-sentences.table.ts', import.meta.url)),
      'utf8',
    )
    const reasons = [...source.matchAll(/'problem-([a-z-]+)'/g)].map((match) => match[1] ?? '')
    expect(reasons.length).toBeGreaterThan(7)
    expect([...reasons, 'too-heavy', 'no-children', 'no-answers'].filter((one) => !has(words.refused, one))).toEqual([])
  })
})
