/** One referral, on the caseworker's side (below the file) and on the provider's side. */
import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { EmptyState, GoButton, PageHead } from '#platform/web/index.ts'
import { documentsIn, type ReferralView, type StoryItem } from '../../view.ts'
import type { LocalStream } from '../local/streams.ts'
import type { ReferralProps } from '../screens/referral.props.ts'
import { ReferralScreen } from '../screens/referral.tsx'
import { useDocumentRows } from './document-rows.ts'
import { FileFrame, type OpenFile } from './file-frame.tsx'
import { to } from './place.ts'
import { useProviderActs, useSenderActs } from './referral-acts.ts'
import { useCard, useSender, useTurn } from './referral-words.ts'
import { useReferrals } from './referrals-data.ts'
import { useSay } from './say.ts'
import { useItemWords } from './story-entries.ts'

const useStreamId = () => useParams({ strict: false, select: ({ stream }: { stream?: string }) => stream ?? '' })

/** `/children/$file/referrals/$stream` */
export function SentReferralPage() {
  return <FileFrame>{(open) => <Sent open={open} />}</FileFrame>
}

function Sent({ open }: { readonly open: OpenFile }) {
  const { t } = useTranslation('cases')
  const id = useStreamId()
  const referral = open.view.referrals.find(({ stream }) => stream === id)
  const stream = open.streams.find((one) => one.id === id)
  const back = { to: to.file(open.file), label: open.label.alias }
  if (referral === undefined || stream === undefined) return <None back={back} text={t('referral.noneSent')} />
  return <SentReferral key={id} open={open} referral={referral} stream={stream} back={back} />
}

type OneProps = { readonly referral: ReferralView; readonly stream: LocalStream; readonly back: ReferralProps['back'] }

function SentReferral({ open, referral, stream, back }: OneProps & { readonly open: OpenFile }) {
  const { t } = useTranslation('cases')
  const say = useSay()
  const shown = useShown('sender', referral, stream, open.awaited)
  const { acts, kept } = useSenderActs(referral, open.file, open.label)
  const agreed = referral.content?.agreed ?? null
  const changed = (referral.changed ?? []).map((one) => ({
    key: `changed-${one.fact}`,
    title: t('referral.changedTitle'),
    text: t('referral.changed', {
      fact: say.message({ key: one.label }),
      was: say.parts(one.was),
      now: one.now === null ? t('file.nowUnknown') : say.parts(one.now),
      team: say.team(referral.team),
    }),
  }))
  const declined = referral.status === 'declined'
  const further =
    open.may.decide && declined
      ? { onward: { to: to.page(open.file, 'refer'), label: t('referral.act.findOther') } }
      : {}
  return (
    <ReferralScreen
      {...shown}
      {...further}
      back={back}
      from={t('referral.to', { team: say.team(referral.team) })}
      cardTitle={t('referral.theySee', { name: say.team(referral.team) })}
      acts={open.may.decide ? acts : []}
      kept={kept}
      addDocumentTo={
        open.may.decide && goesOn(referral) ? to.page(open.file, `referrals/${referral.stream}/document`) : null
      }
      notes={[
        ...changed,
        ...(agreed === null ? [] : [{ key: 'agreed', title: t('referral.basis'), text: say.message(agreed) }]),
      ]}
    />
  )
}

/** `/referrals/$stream` */
export function ReceivedReferralPage() {
  const { t } = useTranslation('cases')
  const id = useStreamId()
  const { referrals, awaited, state } = useReferrals()
  const found = referrals.find(({ view }) => view.stream === id)
  const back = { to: '/referrals', label: t('inbox.title') }
  if (state === 'loading') return null
  if (found === undefined)
    return <None back={back} text={t(state === 'gone' ? 'inbox.goneBody' : 'referral.noneReceived')} />
  return <Received key={id} referral={found.view} stream={found.stream} back={back} awaited={awaited} />
}

function Received({ referral, stream, back, awaited }: OneProps & { readonly awaited: readonly string[] }) {
  const { t } = useTranslation('cases')
  const say = useSay()
  const sender = useSender()
  const shown = useShown('provider', referral, stream, awaited)
  const { acts, kept } = useProviderActs(referral)
  return (
    <ReferralScreen
      {...shown}
      back={back}
      from={t('refer.from', { sender: sender(referral.sentBy) })}
      cardTitle={t('referral.sentToYou')}
      acts={acts}
      kept={kept}
      addDocumentTo={goesOn(referral) ? `/referrals/${referral.stream}/document` : null}
      notes={[
        {
          key: 'only',
          title: t('referral.onlyTitle'),
          text: t('inbox.onlyPackage', { provider: say.team(referral.team) }),
        },
      ]}
    />
  )
}

/** A document may be added while somebody still reads it there. */
const goesOn = ({ status }: ReferralView) => status !== 'withdrawn' && status !== 'declined'

/** What both sides see. */
function useShown(
  side: 'sender' | 'provider',
  referral: ReferralView,
  stream: LocalStream,
  awaited: readonly string[],
) {
  const { t } = useTranslation('cases')
  const card = useCard()
  const turn = useTurn(side)
  const words = useItemWords()
  const documents = useDocumentRows()
  const { alias, need, content, status, outcome } = referral
  const entry = (item: StoryItem) => ({
    ...words(item),
    ...(stream.pending.has(item.id) ? { pending: { text: t('file.pending'), refused: false, to: to.outbox } } : {}),
  })
  const ended = status === 'closed' && outcome !== null ? t(`value.outcome.${outcome as 'done'}`) : null
  return {
    title: t('refer.needForAlias', { need, alias }),
    status: ended ?? t(`value.status.${status}`),
    facts: card(referral),
    wait: turn(referral),
    story: (content?.story ?? []).map(entry),
    documents: documents(documentsIn(content?.story ?? []), awaited),
  }
}

function None({ back, text }: { readonly back: ReferralProps['back']; readonly text: string }) {
  const { t } = useTranslation('cases')
  return (
    <>
      <PageHead back={back} title={t('referral.noneTitle')} />
      <EmptyState title={t('referral.noneHere')} action={<GoButton to={back.to}>{back.label}</GoButton>}>
        {text}
      </EmptyState>
    </>
  )
}
