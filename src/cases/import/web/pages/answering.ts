/** Answers on their way: given to a group in one stroke or to a row, saved one after the other, shown where they were given. */
import { useState } from 'react'
import { api } from '#platform/web/api.ts'
import * as contract from '../../contract.ts'
import { ROWS_PAGE } from '../screens/rows.tsx'
import { type RowsAsked, useRows, useStale } from '../data.ts'
import type { AnswerState } from '../parts/answer-buttons.tsx'
import type { RowAnswer } from '../parts/one-by-one.tsx'
import type { Answering } from '../parts/questions.tsx'
import { questionOf, refOf } from '../readings.ts'
import type { Saver } from '../saver.ts'
import type { Answer, AskedRow, Choice, Group, TriedRow } from '../types.ts'
import { rowKey } from '../words.ts'

const said = (value: string | undefined) => (value === undefined ? {} : { value })

export function useAnswering(id: string, saver: Saver, stamp: string): Answering {
  const stale = useStale(id)
  const [states, setStates] = useState<ReadonlyMap<string, AnswerState>>(new Map())
  const [rowAnswers, setRowAnswers] = useState<ReadonlyMap<string, RowAnswer>>(new Map())
  const rows = useOpenRows(id, stamp)

  /** Sends it; answers whether it was understood. */
  const give = async (answer: Answer): Promise<AnswerState | 'saved'> => {
    let open = 0
    const saved = await saver.save(async () => {
      const taken = await api(contract.answerImport, { params: { import: id }, body: { answers: [answer] } })
      open = taken.open
      return taken
    })
    await stale.answered()
    if (!saved) return 'open'
    return open > 0 ? 'unread' : 'saved'
  }
  const mark = (group: string, state: AnswerState) => setStates((now) => new Map(now).set(group, state))

  return {
    stateOf: (group) => states.get(group) ?? 'open',
    rowAnswers,
    open: rows.open,
    onOpen: rows.show,
    onMore: rows.more,
    onGroup: (group, choice, value) => {
      mark(group.group, 'sending')
      void give({ group: group.group, choice, ...said(value) }).then((state) => {
        mark(group.group, state === 'unread' ? 'unread' : 'open')
        if (state === 'saved') rows.show(null, false)
      })
    },
    onRow: (group: Group, row: TriedRow, choice: Choice, value?: string) => {
      const key = rowKey(row)
      const set = (state: RowAnswer['state']) => setRowAnswers((now) => new Map(now).set(key, { choice, state }))
      set('sending')
      mark(group.group, 'sending')
      const { code, field } = group
      const ref = refOf(row, questionOf(row, group)?.child)
      void give({ code, field, choice, rows: [ref], ...said(value) }).then((state) => {
        set(state)
        mark(group.group, 'open')
      })
    },
  }
}

type Asked = { readonly group: string; readonly answered: boolean }

/** Rows of pairs go when they are answered; others stay where they are. */
const isPairs = ({ group }: Asked) => group.startsWith('duplicate')

/** The rows of one group, page after page. */
function useOpenRows(id: string, stamp: string) {
  const [asked, setAsked] = useState<Asked | null>(null)
  const [before, setBefore] = useState<readonly AskedRow[]>([])
  const pairs = asked !== null && isPairs(asked)
  const query = useRows(id, asked === null ? null : rowsOf(asked, before.length), pairs ? stamp : '')
  const fetched = query.data?.rows ?? null
  return {
    open:
      asked === null ? null : { ...asked, rows: joined(before, fetched), total: query.data?.total ?? before.length },
    show: (group: string | null, answered: boolean) => {
      setBefore([])
      setAsked(group === null ? null : { group, answered })
    },
    more: () => {
      if (fetched?.length === ROWS_PAGE) setBefore([...before, ...fetched])
    },
  }
}

const rowsOf = (asked: Asked, before: number): RowsAsked => ({
  show: asked.answered ? 'answered' : 'questions',
  group: asked.group,
  from: isPairs(asked) ? 0 : before,
})

/** Null while nothing is there. */
function joined(before: readonly AskedRow[], fetched: readonly AskedRow[] | null): readonly AskedRow[] | null {
  if (fetched !== null) return [...before, ...fetched]
  return before.length === 0 ? null : before
}
