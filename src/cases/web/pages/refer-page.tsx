/** A new referral: the package is made of the file's facts, and what stands on the card is exactly what is sent. */
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useMe, usePeople } from '#access/web/index.ts'
import { newUuid4 } from '#platform/pure/bytes/index.ts'
import { randomBytes } from '#platform/web/crypto/index.ts'
import { useWork } from '../local/context.tsx'
import { useForm } from '../local/form.ts'
import { ReferScreen } from '../screens/refer.tsx'
import { useAmended } from './file-form.tsx'
import { FileFrame, type OpenFile } from './file-frame.tsx'
import { to, useToday } from './place.ts'
import { MayNotDecide } from './may-not-decide.tsx'
import { emptyRefer, packageOf, type ReferDraft, sentOf, useReferCheck } from './refer-draft.ts'
import { useTrueName } from './refer-name.ts'
import { useOffered } from './refer-package.ts'
import { useReferDays, useReferFacts, useReferSteps } from './refer-words.ts'
import { useOrganisation } from './referral-words.ts'

export function ReferPage() {
  return (
    <FileFrame alone>
      {(open) =>
        open.may.decide && open.view.header.stage !== 'closed' ? (
          <Refer key={open.file} open={open} />
        ) : (
          <MayNotDecide open={open} />
        )
      }
    </FileFrame>
  )
}

function Refer({ open }: { readonly open: OpenFile }) {
  const { t } = useTranslation('cases')
  const work = useWork()
  const navigate = useNavigate()
  const me = useMe()
  const today = useToday()
  const amended = useAmended()
  const { directory } = usePeople()
  const offered = useOffered()(open)
  const trueName = useTrueName(open)
  const { file, label } = open
  const name = `refer:${file}`
  const check = useReferCheck(trueName.state)
  const form = useForm<ReferDraft>({
    name,
    about: () => ({ form: 'refer', to: to.page(file, 'refer'), ...label }),
    empty: emptyRefer(today),
    check,
    write: async (draft) => {
      const stream = newUuid4(randomBytes)
      const data = sentOf(draft, { file, today, package: packageOf(draft, offered, label.alias, trueName.name) })
      const what = { kind: 'referral-sent', data, refs: draft.amends ?? [] }
      const [written] = await work.write([{ stream, what }], label, name)
      await amended(draft)
      await navigate({ to: to.file(file), hash: `e-${written?.id ?? ''}`, replace: true })
    },
  })
  const facts = useReferFacts()
  const days = useReferDays()
  const steps = useReferSteps()
  const organisation = useOrganisation()(me.person)
  if (form === null) return null
  const { draft, change } = form
  const providers = directory?.teams.filter(({ provides }) => provides) ?? []
  const provider = providers.find(({ id }) => id === draft.team)?.name ?? t('refer.someone')
  const card = facts({ draft, offered, alias: label.alias, trueName, change })
  return (
    <ReferScreen
      back={{ to: to.file(file), label: label.alias }}
      savedAt={form.savedAt ?? form.restoredAt}
      alias={label.alias}
      sender={organisation === null ? me.name : `${me.name}, ${organisation}`}
      need={draft.need}
      onNeed={(need) => change({ need })}
      providers={providers.map((team) => ({ value: team.id, label: team.name }))}
      provider={draft.team === '' ? null : draft.team}
      onProvider={(team) => change({ team })}
      facts={card.facts}
      onTakeOut={(key) => (key === 'name' ? trueName.forget() : change({ out: [...draft.out, key] }))}
      notSent={card.notSent}
      agreed={draft.agreed}
      onAgreed={(agreed) => change({ agreed })}
      agreedOn={draft.on}
      onAgreedOn={(on) => change({ on })}
      emergency={draft.emergency}
      onEmergency={(emergency) => change({ emergency })}
      deadlines={days(today)}
      answerBy={draft.answerBy}
      onAnswerBy={(answerBy) => change({ answerBy })}
      message={draft.message}
      onMessage={(message) => change({ message })}
      steps={steps({
        provider: draft.team === '' ? t('refer.chosen') : provider,
        alias: label.alias,
        answerBy: draft.answerBy,
      })}
      onSend={form.submit}
      today={today}
      errors={form.errors}
      attempt={form.attempt}
    />
  )
}
