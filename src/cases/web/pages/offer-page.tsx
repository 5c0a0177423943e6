/** `/children/$file/hand-over`: offers the file to somebody else, or shows the offer that waits and takes it back. */
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useMe } from '#access/web/index.ts'
import { formatDays, useLanguage } from '#platform/web/index.ts'
import { useWork } from '../local/context.tsx'
import { useForm } from '../local/form.ts'
import { OfferedScreen, OfferScreen } from '../screens/offer.tsx'
import { OFFER_FIELDS } from '../screens/offer.props.ts'
import { useColleagues } from './colleagues.ts'
import { textOr } from './fields.tsx'
import { useActKeeping } from './act-keeping.ts'
import { type Amending, useAmended } from './file-form.tsx'
import { FileFrame, type OpenFile } from './file-frame.tsx'
import { MayNotDecide } from './may-not-decide.tsx'
import { to, useToday } from './place.ts'
import { useSay } from './say.ts'

export function OfferPage() {
  return <FileFrame alone>{(open) => <Choose key={open.file} open={open} />}</FileFrame>
}

type Props = { readonly open: OpenFile }

function Choose({ open }: Props) {
  if (!open.may.decide || open.view.header.stage === 'closed') return <MayNotDecide open={open} />
  return open.view.header.handOver === null ? <Offer open={open} /> : <Offered open={open} />
}

export type OfferDraft = Amending & { readonly person: string; readonly reason: string }

function Offer({ open }: Props) {
  const { t } = useTranslation('cases')
  const work = useWork()
  const navigate = useNavigate()
  const say = useSay()
  const me = useMe()
  const today = useToday()
  const amended = useAmended()
  const { file, label, view } = open
  const owner = view.header.owner
  // A file is not offered to who has it already, nor by a supervisor to themself through this form.
  const people = useColleagues(owner).filter(({ value }) => value !== me.person)
  const name = `hand-over:${file}`
  const form = useForm<OfferDraft>({
    name,
    about: () => ({ form: 'hand-over', to: to.page(file, 'hand-over'), ...label }),
    empty: { person: '', reason: '' },
    check: ({ person, reason }) => ({
      [OFFER_FIELDS.person]: person === '' ? t('offer.fault.person') : null,
      [OFFER_FIELDS.reason]: reason.trim() === '' ? t('offer.fault.reason') : null,
    }),
    write: async (draft) => {
      const occurred = { precision: 'day', value: today }
      const data = { to: draft.person, reason: draft.reason.trim(), occurred }
      const what = { kind: 'handed-over', data, refs: draft.amends ?? [] }
      const [written] = await work.write([{ stream: file, what }], label, name)
      await amended(draft)
      await navigate({ to: to.file(file), hash: `e-${written?.id ?? ''}`, replace: true })
    },
  })
  if (form === null) return null
  const { draft, change } = form
  return (
    <OfferScreen
      back={{ to: to.file(file), label: label.alias }}
      savedAt={form.savedAt ?? form.restoredAt}
      alias={label.alias}
      code={label.code}
      owner={say.personWithin(owner ?? '')}
      people={people}
      person={draft.person === '' ? null : draft.person}
      onPerson={(person) => change({ person })}
      reason={draft.reason}
      onReason={(reason) => change({ reason })}
      onOffer={form.submit}
      errors={form.errors}
      attempt={form.attempt}
    />
  )
}

function Offered({ open }: Props) {
  const navigate = useNavigate()
  const say = useSay()
  const { language } = useLanguage()
  const { file, label, view, main } = open
  const { handOver, owner } = view.header
  const offer = main.entries.findLast(({ entry }) => entry.kind === 'handed-over')?.entry.data['reason']
  const { write, kept } = useActKeeping({ stream: file, form: 'offer', at: to.page(file, 'hand-over'), label })
  const withdraw = async (reason: string) => {
    const written = await write({ kind: 'hand-over-withdrawn', data: textOr('reason', reason) })
    await navigate({ to: to.file(file), hash: `e-${written?.id ?? ''}`, replace: true })
  }
  if (handOver === null) return null
  return (
    <OfferedScreen
      back={{ to: to.file(file), label: label.alias }}
      alias={label.alias}
      code={label.code}
      owner={say.personWithin(owner ?? '')}
      person={say.person(handOver.to)}
      since={`${say.day(handOver.since)}, ${formatDays(handOver.days, language)}`}
      reason={typeof offer === 'string' ? offer : null}
      onWithdraw={(reason) => void withdraw(reason)}
      kept={kept}
    />
  )
}
