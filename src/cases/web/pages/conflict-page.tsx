/** `/children/$file/settle/$fact`: two answers stand; a person says which is right, or a third, and why. */
import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { ageOn, type PartialDate } from '#platform/pure/partial-date.ts'
import { EmptyState, GoButton, PageHead, TaskPage } from '#platform/web/index.ts'
import type { FactLine } from '../../view.ts'
import { useAgeYears } from '../words.ts'
import { type FactDraft, factDraftOf, factField, factValueIn, isAsked } from './fact-draft.ts'
import { FactInput, useFactFault } from './fact-input.tsx'
import { FileFrame, type OpenFile } from './file-frame.tsx'
import { MayNotDecide } from './may-not-decide.tsx'
import { to, useToday } from './place.ts'
import { ageOf } from './rows.ts'
import { SettleForm, type Third } from './settle-form.tsx'

export function ConflictPage() {
  const name = useParams({ strict: false, select: ({ fact }) => fact ?? '' })
  return (
    <FileFrame alone>
      {(open) => {
        const fact = open.view.facts.find((one) => one.name === name)
        if (!open.may.decide) return <MayNotDecide open={open} />
        if (fact === undefined || fact.conflict.length === 0) return <Settled open={open} where="story" />
        return <Settle key={`${open.file}-${name}`} open={open} fact={fact} />
      }}
    </FileFrame>
  )
}

type SettledProps = { readonly open: OpenFile; readonly where: 'story' | 'identity' }

/** Nothing is left to choose. */
export function Settled({ open, where }: SettledProps) {
  const { t } = useTranslation('cases')
  const back = { to: to.file(open.file), label: open.label.alias }
  return (
    <TaskPage narrow back={back}>
      <PageHead title={open.label.alias} />
      <EmptyState title={t('conflict.none')} action={<GoButton to={back.to}>{t('decide.toFile')}</GoButton>}>
        {t(where === 'story' ? 'conflict.noneBody' : 'conflict.noneIdentity')}
      </EmptyState>
    </TaskPage>
  )
}

function Settle({ open, fact }: { readonly open: OpenFile; readonly fact: FactLine }) {
  const { t } = useTranslation('cases')
  const years = useAgeYears()
  const today = useToday()
  const third = useThird(fact.name)
  const ages = (value: unknown): readonly string[] => {
    const birth = value as PartialDate // checked by the schema of the fact
    return [t('conflict.age', { age: years(ageOf({ birth, age: ageOn(birth, today) })) })]
  }
  return (
    <SettleForm
      open={open}
      fact={fact}
      stream={open.file}
      page={`settle/${fact.name}`}
      third={third}
      kept={(names) => t('conflict.kept', { alias: open.label.alias, names })}
      {...(fact.name === 'birth' ? { follows: ages } : {})}
    />
  )
}

/** A third answer, for the facts that a form asks. */
function useThird(name: string): Third<FactDraft> | null {
  const today = useToday()
  const fault = useFactFault()
  if (!isAsked(name)) return null
  return {
    field: factField(name),
    empty: factDraftOf(name, undefined, today),
    fault: (draft) => fault(name, draft),
    valueIn: (draft) => factValueIn(name, draft, today),
    input: (props) => <FactInput name={name} {...props} />,
  }
}
