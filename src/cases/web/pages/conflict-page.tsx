/** `/children/$file/settle/$fact`: two answers stand; a person says which is right, or a third, and why. */
import { useNavigate, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useMe } from '#access/web/index.ts'
import { ageOn, type PartialDate } from '#platform/pure/partial-date.ts'
import { EmptyState, GoButton, PageHead, TaskPage } from '#platform/web/index.ts'
import { same } from '../../file/same.ts'
import type { FactLine, Said } from '../../view.ts'
import { useWork } from '../local/context.tsx'
import { useForm } from '../local/form.ts'
import { CONFLICT_FIELDS, type ConflictOption } from '../screens/conflict.props.ts'
import { ConflictScreen } from '../screens/conflict.tsx'
import { useAgeYears } from '../words.ts'
import { type FactDraft, factDraftOf, factField, type FactName, factValueIn, isAsked } from './fact-draft.ts'
import { FactInput, useFactFault } from './fact-input.tsx'
import { useSource } from './fact-rows.ts'
import { FileFrame, type OpenFile } from './file-frame.tsx'
import { MayNotDecide } from './may-not-decide.tsx'
import { to, useToday } from './place.ts'
import { ageOf } from './rows.ts'
import { useSay } from './say.ts'

export function ConflictPage() {
  const name = useParams({ strict: false, select: ({ fact }) => fact ?? '' })
  return (
    <FileFrame alone>
      {(open) => {
        const fact = open.view.facts.find((one) => one.name === name)
        if (!open.may.decide) return <MayNotDecide open={open} />
        if (fact === undefined || fact.conflict.length === 0) return <Settled open={open} />
        return <Settle key={`${open.file}-${name}`} open={open} fact={fact} />
      }}
    </FileFrame>
  )
}

function Settled({ open }: { readonly open: OpenFile }) {
  const { t } = useTranslation('cases')
  const back = { to: to.file(open.file), label: open.label.alias }
  return (
    <TaskPage narrow back={back}>
      <PageHead title={open.label.alias} />
      <EmptyState title={t('conflict.none')} action={<GoButton to={back.to}>{t('decide.toFile')}</GoButton>}>
        {t('conflict.noneBody')}
      </EmptyState>
    </TaskPage>
  )
}

type Draft = { readonly chosen: string | null; readonly third: FactDraft | null; readonly why: string }
type SettleProps = { readonly open: OpenFile; readonly fact: FactLine }

const THIRD = 'third'

/** Different values that stand, each with all who said it. */
function valuesOf({ shown, conflict }: FactLine): readonly (readonly [Said, ...Said[]])[] {
  const groups: [Said, ...Said[]][] = []
  for (const said of [shown, ...conflict]) {
    const alike = groups.find(([first]) => same(first.value, said.value))
    if (alike === undefined) groups.push([said])
    else alike.push(said)
  }
  return groups
}

function Settle({ open, fact }: SettleProps) {
  const { t } = useTranslation('cases')
  const say = useSay()
  const me = useMe()
  const today = useToday()
  const work = useWork()
  const navigate = useNavigate()
  const factFault = useFactFault()
  const optionOf = useOption(fact)
  const { file, label } = open
  const asked = isAsked(fact.name) ? fact.name : null
  const values = valuesOf(fact)
  const page = `settle/${fact.name}`
  const name = `${page}:${file}`
  const valueIn = ({ chosen, third }: Draft): unknown => {
    if (chosen !== THIRD) return values.find(([first]) => first.id === chosen)?.[0].value
    return asked === null || third === null ? undefined : factValueIn(asked, third, today)
  }
  const form = useForm<Draft>({
    name,
    about: () => ({ form: 'settle', to: to.page(file, page), ...label }),
    empty: { chosen: null, third: null, why: '' },
    check: (draft) => ({
      [CONFLICT_FIELDS.choice]: draft.chosen === null ? t('conflict.fault.choice') : null,
      ...(draft.chosen === THIRD && asked !== null
        ? { [factField(asked)]: factFault(asked, draft.third ?? factDraftOf(asked, undefined, today)) }
        : {}),
      [CONFLICT_FIELDS.why]: draft.why.trim() === '' ? t('conflict.fault.why') : null,
    }),
    write: async (draft) => {
      const refs = [fact.shown, ...fact.conflict].map(({ id }) => id)
      const data = { facts: { [fact.name]: valueIn(draft) }, why: draft.why.trim() }
      const [written] = await work.write([{ stream: file, what: { kind: 'settled', data, refs } }], label, name)
      await navigate({ to: to.file(file), hash: `e-${written?.id ?? ''}`, replace: true })
    },
  })
  if (form === null) return null
  const { draft, change } = form
  const writers = [...new Set(values.flatMap((group) => group.map(({ by }) => by)))]
  const others = writers.filter((by) => by !== me.person).map((by) => say.personWithin(by))
  return (
    <ConflictScreen
      back={{ to: to.file(file), label: label.alias }}
      code={label.code}
      alias={label.alias}
      question={t('conflict.question', { fact: say.message({ key: fact.label }) })}
      others={others.length === 0 ? [say.personWithin(me.person)] : others}
      mine={others.length > 0 && others.length < writers.length}
      options={[...values.map(optionOf), ...(asked === null ? [] : [thirdOption()])]}
      chosen={draft.chosen}
      onChoose={(chosen) => change({ chosen })}
      third={draft.chosen === THIRD && asked !== null ? thirdFields(asked) : null}
      why={draft.why}
      onWhy={(why) => change({ why })}
      onSettle={form.submit}
      savedAt={form.savedAt ?? form.restoredAt}
      errors={form.errors}
      attempt={form.attempt}
    />
  )

  function thirdOption(): ConflictOption {
    return { value: THIRD, title: t('conflict.third'), lines: [t('conflict.thirdHint')], quiet: true }
  }

  function thirdFields(which: FactName) {
    const typed = draft.third ?? factDraftOf(which, undefined, today)
    const legend = t('conflict.thirdLegend', { fact: say.message({ key: fact.label }) })
    const error = form?.errorOf(factField(which)) ?? null
    return <FactInput name={which} legend={legend} draft={typed} error={error} onDraft={(third) => change({ third })} />
  }
}

/** A value with who said it when and from what, and the age that would follow from it. */
function useOption(fact: FactLine): (group: readonly [Said, ...Said[]]) => ConflictOption {
  const { t } = useTranslation('cases')
  const say = useSay()
  const source = useSource()
  const years = useAgeYears()
  const today = useToday()
  return (group) => {
    const [first] = group
    const birth = fact.name === 'birth' ? (first.value as PartialDate) : null // checked by the schema of the fact
    const age = birth === null ? [] : [t('conflict.age', { age: years(ageOf({ birth, age: ageOn(birth, today) })) })]
    return { value: first.id, title: say.parts(first.parts), lines: [...group.map(source), ...age] }
  }
}
