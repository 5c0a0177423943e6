import { describe, expect, it } from 'vitest'
import type { QuestionGroup } from '../model/index.ts'
import { answersFrom } from './answering.ts'
import { answeredRows, givenOf, stillOpen } from './given.ts'

const refs = (...rows: readonly number[]) => rows.map((row) => ({ sheet: 'Register', row }))
const group = (id: string, code: string, rows: readonly number[]): QuestionGroup => ({
  id,
  code,
  field: 'sex',
  count: rows.length,
  rows: refs(...rows),
  examples: [],
  options: ['male', 'female', 'leave-empty'],
})

const SEX = group('a', 'sex-missing', [3, 4, 5])
const CODE = group('b', 'sex-unreadable', [9])

describe('the answers that hold', () => {
  it('counts each by its questions, and leaves out what was replaced', () => {
    const answers = [
      { code: 'sex-missing', field: 'sex', choice: 'leave-empty', group: 'a', at: 5 },
      { code: 'sex-missing', field: 'sex', choice: 'female', rows: refs(4), at: 8 },
      { code: 'sex-missing', field: 'sex', choice: 'male', rows: refs(4), at: 9 },
    ] as const
    const given = givenOf([SEX, CODE], [CODE], answers)
    expect(given.map(({ answer, count, at }) => [answer.choice, count, at])).toEqual([
      ['leave-empty', 2, 5],
      ['male', 1, 9],
    ])
  })

  it('does not call an answer given that the engine could not read', () => {
    const answers = [{ code: 'sex-unreadable', field: 'sex', choice: 'set', value: 'zz', group: 'b' }] as const
    expect(givenOf([SEX, CODE], [SEX, CODE], answers)).toEqual([])
    expect(stillOpen(answers, [SEX, CODE])).toBe(1)
    expect(stillOpen(answers, [SEX])).toBe(0)
    expect(answeredRows(SEX, group('a', 'sex-missing', [4]))).toEqual(refs(3, 5))
  })
})

describe('an answer in one stroke', () => {
  const stroke = [{ group: 'a', choice: 'leave-empty' }] as const
  it('leaves alone what was answered row by row', () => {
    const [answer] = answersFrom(stroke, [SEX], [group('a', 'sex-missing', [4])])
    expect(answer?.rows).toEqual(refs(4))
  })
  it('changes the whole group once nothing of it is open', () => {
    expect(answersFrom(stroke, [SEX], [])[0]?.rows).toBeUndefined()
    expect(answersFrom(stroke, [SEX, { ...SEX, id: 'c' }], [])[0]?.rows).toEqual(SEX.rows)
  })
})
