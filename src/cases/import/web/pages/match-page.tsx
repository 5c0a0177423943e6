/** Step 1 with the office: every choice is saved as it is made. */
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '#platform/web/api.ts'
import { useToday } from '../../../web/pages/place.ts'
import * as contract from '../../contract.ts'
import { useImportId, useRead, useStale } from '../data.ts'
import type { ColumnChoices } from '../parts/columns-table.tsx'
import { type Saver, useSaver } from '../saver.ts'
import { MatchScreen } from '../screens/match.tsx'
import type { Matching, ReadAnswer, Said } from '../types.ts'
import { ImportTrouble } from './import-frame.tsx'
import { useOwners } from './owners.ts'

export function ImportMatchPage() {
  const id = useImportId()
  const read = useRead(id)
  if (read.data === undefined) return <ImportTrouble of={[read]} />
  return <Match key={id} id={id} read={read.data} />
}

function Match({ id, read }: { readonly id: string; readonly read: ReadAnswer }) {
  const { t } = useTranslation('cases')
  const saver = useSaver()
  const stale = useStale(id)
  const navigate = useNavigate()
  const matching = useMatching(id, read, saver)
  const { settle: _, ...owners } = useOwners(id, read, saver)
  const [remember, setRemember] = useState(true)
  const [trying, setTrying] = useState(false)
  const { run, list, said } = read
  const goOn = async () => {
    setTrying(true)
    const saved = !remember || (await matching.send(true))
    if (saved) await stale.read()
    setTrying(false)
    if (saved) await navigate({ to: `/import/${id}/check` })
  }
  const discard = async () => {
    const gone = await saver.save(async () => {
      await api(contract.discardImport, { params: { import: id } })
      return { savedAt: new Date().toISOString() }
    })
    if (!gone) return
    await navigate({ to: '/import' })
    await stale.ended()
  }
  return (
    <MatchScreen
      list={list}
      remembered={said.remembered}
      begun={run.done > 0}
      columns={matching.columns}
      onColumn={(table, column, field) =>
        matching.change({
          columns: { ...matching.columns, [table]: { ...matching.columns[table], [String(column)]: field } },
        })
      }
      order={matching.order}
      onOrder={(order) => matching.change({ order })}
      asOf={matching.asOf}
      onAsOf={(asOf) => matching.change({ asOf })}
      sexCodes={matching.sexCodes}
      onSexCode={(code, sex) => matching.change({ sexCodes: withCode(matching.sexCodes, code, sex) })}
      owners={{ ...owners, error: null }}
      remember={remember}
      onRemember={setRemember}
      saving={{ ...saver, savedAt: saver.savedAt ?? new Date(said.savedAt) }}
      trouble={saver.problem === null ? null : t('import.trouble.failed')}
      trying={trying}
      onTry={() => void goOn()}
      onDiscard={run.state === 'draft' && run.done === 0 ? () => void discard() : null}
      today={useToday()}
    />
  )
}

function withCode(codes: Said['sexCodes'], code: string, sex: 'male' | 'female' | null): Said['sexCodes'] {
  const rest = Object.fromEntries(Object.entries(codes).filter(([one]) => one !== code))
  return sex === null ? rest : { ...rest, [code]: sex }
}

type Chosen = {
  readonly columns: ColumnChoices
  readonly order: Said['order']
  /** ISO day, or what is typed of it. */
  readonly asOf: string
  readonly sexCodes: Said['sexCodes']
}

/** What was said of the columns and the list. The latest holds, so everything is sent each time. */
function useMatching(id: string, { list, said }: ReadAnswer, saver: Saver) {
  const stale = useStale(id)
  const [chosen, setChosen] = useState<Chosen>({
    columns: said.columns,
    order: said.order,
    asOf: said.asOf ?? list.asOf,
    sexCodes: said.sexCodes,
  })
  const [dayChosen, setDayChosen] = useState(said.asOf !== null)
  const save = (next: Chosen, day: boolean, remember: boolean): Promise<boolean> =>
    saver.save(async () => {
      const answer = await api(contract.matchImport, { params: { import: id }, body: bodyOf(next, day, remember) })
      void stale.answered()
      return answer
    })
  return {
    ...chosen,
    change: (over: Partial<Chosen>) => {
      const next = { ...chosen, ...over }
      const day = dayChosen || over.asOf !== undefined
      setChosen(next)
      setDayChosen(day)
      void save(next, day, false)
    },
    send: (remember: boolean) => save(chosen, dayChosen, remember),
  }
}

function bodyOf({ columns, order, asOf, sexCodes }: Chosen, day: boolean, remember: boolean): Matching {
  return {
    columns: Object.fromEntries(Object.entries(columns).map(([table, fields]) => [table, { ...fields }])),
    remember,
    ...(day && /^\d{4}-\d\d-\d\d$/.test(asOf) ? { asOf } : {}),
    ...(order === null ? {} : { order }),
    ...(Object.keys(sexCodes).length === 0 ? {} : { sexCodes }),
  }
}
