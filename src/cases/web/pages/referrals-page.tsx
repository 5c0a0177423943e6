/** Referrals received: data for `ReferralInboxScreen`. */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMe } from '#access/web/index.ts'
import type { ReferralView } from '../../view.ts'
import { type Act, Acting, type KeptAct, OpenAct } from '../parts/acting.tsx'
import type { ReferralCard, ReferralInboxProps, ServingItem } from '../screens/referral-inbox.props.ts'
import { ReferralInboxScreen } from '../screens/referral-inbox.tsx'
import { useToday } from './place.ts'
import { useProviderActs } from './referral-acts.ts'
import { useCard, useSender, useTurn } from './referral-words.ts'
import { useReferrals } from './referrals-data.ts'
import { useSay } from './say.ts'

export function ReferralsPage() {
  const { referrals, state } = useReferrals()
  const { memberships } = useMe()
  const today = useToday()
  const [openId, setOpen] = useState<string | null>(null)
  const [answered, setAnswered] = useState<string | null>(null)
  const card = useReferralCard(setAnswered)
  const recordedOf = useRecorded()
  const serving = useServing()
  const views = referrals.map(({ view }) => view)
  const having = (...statuses: readonly ReferralView['status'][]) =>
    views.filter(({ status }) => statuses.includes(status))
  const [toAnswer = [], asked = []] = [false, true].map((mine) =>
    having('sent', 'asked')
      .filter(({ turn }) => (turn === 'helper') === mine)
      .toSorted(byDeadline),
  )
  const team = memberships.find(({ role }) => role === 'provider')?.teamName ?? ''
  return (
    <ReferralInboxScreen
      provider={team}
      toAnswer={toAnswer.map(card)}
      asked={asked.map(card)}
      serving={having('accepted').map(serving)}
      closed={having('closed', 'declined', 'withdrawn').map(serving)}
      openId={openId}
      recorded={recordedOf(views.find(({ stream }) => stream === answered))}
      onOpen={setOpen}
      note={(id, onClose) => {
        const view = views.find(({ stream }) => stream === id)
        return view === undefined ? null : <Note referral={view} onClose={onClose} />
      }}
      state={state}
      today={today}
    />
  )
}

/** What has to be answered first stands first. */
const byDeadline = (a: ReferralView, b: ReferralView): number =>
  a.answerBy.localeCompare(b.answerBy) || a.stream.localeCompare(b.stream)

const addressOf = ({ stream }: ReferralView) => `/referrals/${stream}`

/** Says the answer as the stream has it: an answer that was not written is not said. */
function useRecorded(): (referral: ReferralView | undefined) => ReferralInboxProps['recorded'] {
  const { t } = useTranslation('cases')
  return (view) => {
    if (view === undefined || !isAnswered(view)) return null
    const { need, alias, status } = view
    return { text: t(`inbox.recorded.${status}`, { need, alias }), to: addressOf(view) }
  }
}

type Answered = ReferralView & { readonly status: 'accepted' | 'asked' | 'declined' }
const isAnswered = (view: ReferralView): view is Answered =>
  view.status === 'accepted' || view.status === 'declined' || (view.status === 'asked' && view.turn === 'helper')

function useReferralCard(onAnswer: (stream: string) => void): (referral: ReferralView) => ReferralCard {
  const { t } = useTranslation('cases')
  const facts = useCard()
  const sender = useSender()
  const turn = useTurn('provider')
  return (view) => {
    return {
      id: view.stream,
      to: addressOf(view),
      alias: view.alias,
      need: view.need,
      sender: sender(view.sentBy),
      facts: facts(view),
      wait: turn(view) ?? { text: t(`value.status.${view.status}`) },
      since: view.sentOn,
      answerBy: view.answerBy,
      late: view.late,
      acts: <Answers referral={view} onAnswer={() => onAnswer(view.stream)} />,
    }
  }
}

function useServing(): (referral: ReferralView) => ServingItem {
  const { t } = useTranslation('cases')
  const say = useSay()
  return (view) => {
    const { alias, need, status, outcome, since, content } = view
    const last = content?.story[0]
    const ended =
      status === 'closed' && outcome !== null ? t(`value.outcome.${outcome as 'done'}`) : t(`value.status.${status}`)
    const told = last === undefined || status !== 'accepted' ? ended : say.message(last.title)
    return {
      id: view.stream,
      to: addressOf(view),
      alias,
      need,
      status: t('inbox.statusSince', { status: told, day: say.day(last?.sortDay ?? since) }),
    }
  }
}

function Answers({ referral, onAnswer }: { readonly referral: ReferralView; readonly onAnswer: () => void }) {
  const { acts, kept } = useProviderActs(referral)
  const told = acts.map((act): Act => ({
    ...act,
    onAct: (answers) => {
      act.onAct(answers)
      onAnswer()
    },
  }))
  return <Acting acts={told} kept={kept} />
}

function Note({ referral, onClose }: { readonly referral: ReferralView; readonly onClose: () => void }) {
  const { acts, kept } = useProviderActs(referral)
  const note = acts.find(({ key }) => key === 'note')
  if (note === undefined) return null
  const act: Act = {
    ...note,
    onAct: (answers) => {
      note.onAct(answers)
      onClose()
    },
  }
  const keep: KeptAct['keep'] = (draft) => {
    kept.keep(draft)
    if (draft === null) onClose()
  }
  return <OpenAct act={act} kept={{ draft: kept.draft, keep }} soft />
}
