/** What each side may do with a referral: acts become entries of its stream, through the outbox. */
import { useTranslation } from 'react-i18next'
import type { ReferralView } from '../../view.ts'
import type { ItemLabel } from '../local/outbox.ts'
import type { Act, ActAnswers, KeptAct } from '../parts/acting.tsx'
import { useActKeeping } from './act-keeping.ts'
import { textOr } from './fields.tsx'
import { to, useToday } from './place.ts'
import { useSay } from './say.ts'

/** What may be done, and the half-written one. */
export type ReferralActs = { readonly acts: readonly Act[]; readonly kept: KeptAct }

const ENDS = ['done', 'stopped', 'not-needed'] as const
const SERVED = ['served', 'not-served', 'message'] as const

/** Acts that both sides know. */
function useShared({ stream }: ReferralView, at: string, label: ItemLabel) {
  const { t } = useTranslation('cases')
  const { write, kept } = useActKeeping({ stream, form: 'referral', at, label })
  const occurred = { precision: 'day', value: useToday() }
  const noted = (text: string, served: string, refs: readonly string[] = []) =>
    void write({ kind: 'referral-noted', data: { text, occurred, served }, refs })
  const message = (name: string, variant: Act['variant']): Act => ({
    key: 'message',
    label: t('referral.act.message', { name }),
    variant,
    asks: {
      text: {
        label: t('referral.act.messageTo', { name }),
        hint: t('referral.act.noNames'),
        missing: t('inbox.emptyText'),
      },
      send: t('referral.act.sendMessage'),
    },
    onAct: ({ text }) => noted(text, 'message'),
  })
  const close: Act = {
    key: 'close',
    label: t('referral.act.close'),
    variant: 'subtle',
    asks: {
      choice: {
        legend: t('referral.act.how'),
        options: ENDS.map((value) => ({ value, label: t(`value.outcome.${value}`) })),
        missing: t('inbox.pickOutcome'),
      },
      text: { label: t('referral.act.closingWords') },
      send: t('referral.act.close'),
    },
    onAct: ({ choice, text }) =>
      void write({ kind: 'referral-closed', data: { outcome: choice, ...textOr('note', text) } }),
  }
  return { write, kept, noted, message, close }
}

/** The provider's acts. */
export function useProviderActs(referral: ReferralView): ReferralActs {
  const { t } = useTranslation('cases')
  const say = useSay()
  const today = useToday()
  const { write, kept, noted, message, close } = useShared(referral, `/referrals/${referral.stream}`, {
    alias: referral.alias,
    code: '',
  })
  const name = say.personWithin(referral.sentBy)
  const answer = (data: Record<string, unknown>) => void write({ kind: 'referral-answered', data })
  const accept: Act = {
    key: 'accept',
    label: t('inbox.accept'),
    variant: 'filled',
    asks: {
      day: { legend: t('referral.act.first'), hint: t('referral.act.firstHint'), today },
      text: { label: t('referral.act.acceptWords', { name }), hint: t('referral.act.noNames') },
      outcome: t('inbox.acceptThen', { name }),
      send: t('inbox.sendAccept'),
    },
    onAct: ({ day, text }: ActAnswers) =>
      answer({ answer: 'accepted', ...(day === null ? {} : { first: day }), ...textOr('note', text) }),
  }
  const withWords = (
    key: 'asked' | 'declined',
    words: { label: string; ask: string; hint: string; send: string },
  ): Act => ({
    key,
    label: words.label,
    variant: key === 'asked' ? 'default' : 'subtle',
    asks: { text: { label: words.ask, hint: words.hint, missing: t('inbox.emptyText') }, send: words.send },
    onAct: ({ text }) => answer({ answer: key, note: text }),
  })
  const ask = withWords('asked', {
    label: t('inbox.ask', { name }),
    ask: t('inbox.question', { name }),
    hint: t('inbox.questionHint'),
    send: t('inbox.sendQuestion'),
  })
  const decline = withWords('declined', {
    label: t('inbox.decline'),
    ask: t('inbox.reason'),
    hint: t('inbox.reasonHint', { name }),
    send: t('inbox.sendDecline'),
  })
  const note: Act = {
    key: 'note',
    label: t('inbox.note'),
    variant: 'filled',
    asks: {
      choice: {
        legend: t('inbox.afterMeeting'),
        options: SERVED.map((value) => ({ value, label: t(`referral.served.${value}`) })),
        missing: t('inbox.pickOutcome'),
      },
      text: { label: t('inbox.noteBack', { name }), hint: t('inbox.noteBackHint'), missing: t('inbox.emptyText') },
      send: t('referral.act.sendNote'),
    },
    onAct: ({ choice, text }) => noted(text, choice ?? 'message'),
  }
  return { kept, acts: possible() }

  function possible(): readonly Act[] {
    switch (referral.status) {
      case 'sent':
        return [accept, ask, decline]
      case 'asked':
        return referral.turn === 'helper' ? [accept, message(name, 'default'), decline] : [accept, ask, decline]
      case 'accepted':
        return [note, close]
      case 'declined':
      case 'closed':
        return [message(name, 'default')]
      case 'withdrawn':
        return []
    }
  }
}

/** The caseworker's acts. */
export function useSenderActs(referral: ReferralView, file: string, label: ItemLabel): ReferralActs {
  const { t } = useTranslation('cases')
  const say = useSay()
  const { write, kept, noted, message, close } = useShared(
    referral,
    to.page(file, `referrals/${referral.stream}`),
    label,
  )
  const name = say.team(referral.team)
  const remind: Act = {
    key: 'remind',
    label: t('referral.act.remind', { name }),
    variant: 'filled',
    asks: {
      text: {
        label: t('referral.act.messageTo', { name }),
        hint: t('referral.act.noNames'),
        initial: t('referral.act.reminder', { need: referral.need, day: say.day(referral.answerBy) }),
        missing: t('inbox.emptyText'),
      },
      send: t('referral.act.sendReminder'),
    },
    onAct: ({ text }) => noted(text, 'message'),
  }
  const question = referral.content?.question ?? null
  const reply: Act = {
    key: 'reply',
    label: t('referral.act.reply'),
    variant: 'filled',
    asks: {
      text: {
        label: t('referral.act.replyTo', { name }),
        hint: t('referral.act.noNames'),
        missing: t('inbox.emptyText'),
      },
      send: t('referral.act.sendReply'),
    },
    onAct: ({ text }) => noted(text, 'message', question === null ? [] : [question.id]),
  }
  const withdraw: Act = {
    key: 'withdraw',
    label: t('referral.act.withdraw'),
    variant: 'subtle',
    asks: {
      text: { label: t('referral.act.withdrawWhy') },
      outcome: t('referral.act.withdrawThen', { name }),
      send: t('referral.act.withdraw'),
    },
    onAct: ({ text }) =>
      void write({ kind: 'referral-closed', data: { outcome: 'withdrawn', ...textOr('note', text) } }),
  }
  return { kept, acts: possible() }

  function possible(): readonly Act[] {
    switch (referral.status) {
      case 'sent':
        return [remind, withdraw]
      case 'asked':
        return [referral.turn === 'helper' ? reply : remind, withdraw]
      case 'accepted':
        return [message(name, 'filled'), close, withdraw]
      case 'declined':
        return [close]
      case 'closed':
        return [message(name, 'default')]
      case 'withdrawn':
        return []
    }
  }
}
