import type { z } from 'zod'
import type { BodyOf } from '#platform/pure/contract.ts'
import { ageOn, dayNumber, type PartialDate } from '#platform/pure/partial-date.ts'
import type { caseloadRow, readCaseload } from '../contract.ts'
import { conflictsOf, factValue } from '../file/facts.ts'
import { lastItem, standing, type StreamState } from '../file/state.ts'

export type CaseloadRow = z.output<typeof caseloadRow>

/** The opened summaries of one file. */
export type CaseloadFile = {
  readonly file: string
  readonly streams: readonly { readonly id: string; readonly kind: string; readonly state: StreamState }[]
}

/** What a list shows of a file. Pure: `today` is the team's day. */
export function caseloadRowOf({ file, streams }: CaseloadFile, me: string, today: string): CaseloadRow {
  const state = streams.find(({ kind }) => kind === 'case')?.state
  if (state === undefined) throw new Error('a file without its case stream')
  const birth = factValue(state, 'birth') as PartialDate | undefined
  const place = factValue(state, 'place') as { village?: string; subdistrict?: string } | undefined
  const handling = standing(state, 'handling')
  const assignment = standing(state, 'assignment')
  const owner = ownerOf(state)
  const waiting = waitingOf(streams, today)
  const conflicts = conflictsOf(state).length
  const lastContact = lastItem(state, ['visit']) || null
  const daysSince = lastContact === null ? null : daysBetween(lastContact, today)
  const late = waiting.find((one) => one.late)
  return {
    file,
    alias: String(factValue(state, 'alias') ?? ''),
    code: String(factValue(state, 'code') ?? ''),
    sex: (factValue(state, 'sex') as string | undefined) ?? null,
    age: birth === undefined ? null : ageOn(birth, today),
    place: place?.village ?? place?.subdistrict ?? null,
    stage: handling?.to === 'closed' ? 'closed' : 'identification',
    owner,
    handOver: assignment?.to === 'offered' ? { to: assignment.with['to'] ?? '', since: assignment.at } : null,
    mine: owner === me,
    lastContact,
    daysSinceContact: daysSince,
    waiting,
    conflicts,
    next: nextOf({
      closed: handling?.to === 'closed',
      late,
      conflicts,
      offeredToMe: assignment?.to === 'offered' && assignment.with['to'] === me,
      daysSince,
    }),
  }
}

/** Who is responsible: the last who accepted, or who registered the child. */
export function ownerOf(state: StreamState): string | null {
  const accepted = (state.steps['assignment'] ?? []).filter((step) => step.to === 'accepted').at(-1)
  return accepted?.with['owner'] ?? state.steps['handling']?.[0]?.with['owner'] ?? null
}

function waitingOf(streams: CaseloadFile['streams'], today: string): CaseloadRow['waiting'] {
  return streams.flatMap(({ id, kind, state }) => {
    const step = kind === 'referral' ? standing(state, 'referral') : null
    const sent = state.steps['referral']?.[0]
    if (step?.to !== 'sent' || sent === undefined) return []
    const { team = '', need = '', answerBy = '' } = sent.with
    return [{ stream: id, team, need, since: sent.at, late: answerBy < today }]
  })
}

type Situation = {
  readonly closed: boolean
  readonly late: CaseloadRow['waiting'][number] | undefined
  readonly conflicts: number
  readonly offeredToMe: boolean
  readonly daysSince: number | null
}

/** The one next thing: what somebody waits for, then what is unclear, then the child who has not been seen. */
function nextOf({ closed, late, conflicts, offeredToMe, daysSince }: Situation): CaseloadRow['next'] {
  if (offeredToMe) return { code: 'accept-hand-over', params: {} }
  if (closed) return null
  if (late !== undefined) return { code: 'ask-provider', params: { team: late.team, need: late.need } }
  if (conflicts > 0) return { code: 'settle', params: { count: conflicts } }
  if (daysSince === null) return { code: 'first-visit', params: {} }
  return daysSince > 30 ? { code: 'visit', params: { days: daysSince } } : null
}

function daysBetween(from: string, to: string): number | null {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(from) ? from : null
  return day === null ? null : dayNumber(to) - dayNumber(day)
}

/** Order of urgency: a smaller number is first. */
const URGENCY: Readonly<Record<string, number>> = {
  'accept-hand-over': 0,
  'ask-provider': 1,
  settle: 2,
  'first-visit': 3,
  visit: 4,
}

type Asked = BodyOf<typeof readCaseload>

/** Filters, sorts and cuts the page. `byName` are files whose true name was typed: they are found, the name is not shown. */
export function arrangeCaseload(
  rows: readonly CaseloadRow[],
  asked: Asked,
  byName: ReadonlySet<string>,
  language: string,
  size: number,
) {
  const collator = new Intl.Collator(language, { sensitivity: 'base', numeric: true })
  const search = asked.search.toLowerCase()
  const found = rows.filter(
    (row) =>
      (asked.owner === undefined || row.owner === asked.owner) &&
      (search === '' ||
        row.alias.toLowerCase().includes(search) ||
        row.code.toLowerCase().includes(search) ||
        byName.has(row.file)),
  )
  const shown = found.filter((row) => belongs(row, asked.show)).toSorted(sorter(asked.sort, collator))
  return {
    page: shown.slice(asked.from, asked.from + size),
    total: shown.length,
    counts: {
      open: found.filter((row) => belongs(row, 'open')).length,
      waiting: found.filter((row) => belongs(row, 'waiting')).length,
      conflict: found.filter((row) => belongs(row, 'conflict')).length,
      closed: found.filter((row) => belongs(row, 'closed')).length,
    },
  }
}

function belongs(row: CaseloadRow, show: Asked['show']): boolean {
  switch (show) {
    case 'all':
      return true
    case 'open':
      return row.stage !== 'closed'
    case 'closed':
      return row.stage === 'closed'
    case 'waiting':
      return row.stage !== 'closed' && (row.waiting.length > 0 || row.handOver !== null)
    case 'conflict':
      return row.conflicts > 0
    default:
      return show satisfies never
  }
}

function sorter(sort: Asked['sort'], collator: Intl.Collator) {
  const byAlias = (a: CaseloadRow, b: CaseloadRow) => collator.compare(a.alias, b.alias) || a.file.localeCompare(b.file)
  const urgency = (row: CaseloadRow) => URGENCY[row.next?.code ?? ''] ?? 9
  switch (sort) {
    case 'alias':
      return byAlias
    case 'contact':
      return (a: CaseloadRow, b: CaseloadRow) =>
        (a.lastContact ?? '').localeCompare(b.lastContact ?? '') || byAlias(a, b)
    case 'age':
      return (a: CaseloadRow, b: CaseloadRow) => (a.age?.min ?? 99) - (b.age?.min ?? 99) || byAlias(a, b)
    case 'next':
      return (a: CaseloadRow, b: CaseloadRow) => urgency(a) - urgency(b) || byAlias(a, b)
    default:
      return sort satisfies never
  }
}
