/** Rows of the caseload: from the view of a file to what the table shows. */
import { useTranslation } from 'react-i18next'
import type { PartialDate } from '#platform/pure/partial-date.ts'
import type { ShapeName, Tone } from '#platform/web/index.ts'
import type { CaseRow as Row } from '../screens/caseload.props.ts'
import type { AgeRange } from '../words.ts'
import { type CaseRow, type NextCode, PATH } from '../../view.ts'
import { to } from './place.ts'
import { useSay } from './say.ts'

/** How the next thing is drawn: red only where a day has passed. */
const NEXT: Readonly<Record<NextCode, readonly [ShapeName, Tone]>> = {
  'accept-hand-over': ['today', 'today'],
  'ask-provider': ['late', 'late'],
  'answer-question': ['today', 'today'],
  settle: ['fork', 'today'],
  'hand-over-waiting': ['waiting', 'plain'],
  'find-other-help': ['today', 'today'],
  'first-visit': ['today', 'today'],
  visit: ['soon', 'plain'],
  'wait-for-provider': ['waiting', 'plain'],
}

const STEPS = PATH.length - 1

/** The age as people say it: "about" where it was estimated. */
export function ageOf({ age, birth }: Pick<CaseRow, 'age' | 'birth'>): AgeRange | null {
  return age === null ? null : { ...age, ...(isAbout(birth) ? { about: true } : {}) }
}

function isAbout(birth: PartialDate): boolean {
  if (birth.precision === 'age') return true
  return birth.precision !== 'unknown' && (birth.estimated === true || birth.plusMinus !== undefined)
}

/** Makes the row of a file; `unsent` is how many entries of it wait on this device. */
export function useRow(): (row: CaseRow, unsent: number) => Row {
  const { t } = useTranslation(['cases', 'platform'])
  const say = useSay()
  const next = (row: CaseRow, unsent: number): Row['next'] => {
    const waits = unsent === 0 ? [] : [t('cases:caseload.unsent', { count: unsent })]
    if (row.next === null) {
      const [title] = waits
      return title === undefined ? null : { shape: 'away', shapeLabel: t('platform:shape.away'), tone: 'plain', title }
    }
    const { code, due } = row.next
    const [shape, tone] = NEXT[code]
    const small = [...(due === null ? [] : [t('cases:caseload.answerBy', { day: say.day(due) })]), ...waits]
    return {
      shape,
      tone,
      shapeLabel: t(`platform:shape.${shape}`),
      title: say.message(row.next),
      ...(small.length === 0 ? {} : { small: small.join(', ') }),
    }
  }
  return (row, unsent) => ({
    file: row.file,
    to: to.file(row.file),
    alias: row.alias,
    code: row.code,
    age: ageOf(row),
    stage: {
      name: t(`cases:value.stage.${row.stage}`),
      at: row.stage === 'closed' ? STEPS : PATH.indexOf(row.stage),
      total: STEPS,
    },
    next: next(row, unsent),
    lastContact:
      row.lastContact === null
        ? null
        : { day: row.lastContact.day, how: say.message({ key: `value.where.${row.lastContact.where}` }) },
  })
}
