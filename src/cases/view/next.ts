import type { Message, Param } from '../file/message.ts'
import type { KnownRow } from './known.ts'

/** The one next thing, most urgent first. Sentences stand under `next.<code>`. */
export const URGENCY = [
  'accept-hand-over',
  'ask-provider',
  'answer-question',
  'settle',
  'hand-over-waiting',
  'find-other-help',
  'first-visit',
  'visit',
  'wait-for-provider',
] as const

export type NextCode = (typeof URGENCY)[number]

export type Next = Message & {
  readonly code: NextCode
  /** ISO day until when, where there is one. */
  readonly due: string | null
  /** The day has passed. */
  readonly late: boolean
}

/** Days without contact after which a visit is the next thing; the country pack will decide (domain brief, generic monthly contact). */
export const LONG_WITHOUT_CONTACT = 30

/** A referral that was declined and not closed. */
export type Declined = { readonly team: string; readonly need: string }
type Rule = (row: KnownRow, declined: readonly Declined[]) => Next | null

function next(code: NextCode, params: Record<string, Param> = {}, due: string | null = null, late = false): Next {
  return { code, key: `next.${code}`, params, due, late }
}

/** Each rule sees whether it is its turn; the first that speaks is the next thing. */
const RULES: readonly Rule[] = [
  ({ waiting }) => {
    const late = waiting.find((one) => one.late)
    return late === undefined
      ? null
      : next('ask-provider', { team: { team: late.team }, need: late.need, count: late.days }, late.answerBy, true)
  },
  ({ waiting }) => {
    const asked = waiting.find(({ turn }) => turn === 'helper')
    return asked === undefined ? null : next('answer-question', { team: { team: asked.team }, need: asked.need })
  },
  ({ conflicts: [fact, ...more] }) => {
    if (fact === undefined) return null
    return more.length === 0
      ? { ...next('settle', { fact: { words: `fact.${fact}` } }), key: 'next.settle.one' }
      : { ...next('settle', { count: more.length + 1 }), key: 'next.settle.many' }
  },
  ({ handOver }) =>
    handOver === null ? null : next('hand-over-waiting', { person: { person: handOver.to }, count: handOver.days }),
  (_, [declined]) =>
    declined === undefined ? null : next('find-other-help', { team: { team: declined.team }, need: declined.need }),
  ({ lastContact }) => (lastContact === null ? next('first-visit') : null),
  ({ lastContact }) =>
    (lastContact?.days ?? 0) > LONG_WITHOUT_CONTACT ? next('visit', { count: lastContact?.days ?? 0 }) : null,
  ({ waiting: [first] }) =>
    first === undefined
      ? null
      : next('wait-for-provider', { team: { team: first.team }, need: first.need, count: first.days }, first.answerBy),
]

/** The next thing for this reader: an offer to answer first, nothing in a closed file. */
export function nextOf(row: KnownRow, declined: readonly Declined[]): Next | null {
  if (row.handOver?.offeredToMe === true)
    return next('accept-hand-over', { person: { person: row.handOver.by }, count: row.handOver.days })
  if (row.stage === 'closed') return null
  for (const rule of RULES) {
    const found = rule(row, declined)
    if (found !== null) return found
  }
  return null
}
