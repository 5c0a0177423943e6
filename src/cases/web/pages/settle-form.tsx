/** Two answers to one question stand: a person says which is right, or a third, and why. For every stream whose facts are settled. */
import { useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useMe } from '#access/web/index.ts'
import { same } from '../../file/same.ts'
import type { FactLine, Said } from '../../view.ts'
import { useWork } from '../local/context.tsx'
import { useForm } from '../local/form.ts'
import { CONFLICT_FIELDS, type ConflictOption } from '../screens/conflict.props.ts'
import { ConflictScreen } from '../screens/conflict.tsx'
import { useSource } from './fact-rows.ts'
import { type Amending, useAmended } from './file-form.tsx'
import type { OpenFile } from './file-frame.tsx'
import { to } from './place.ts'
import { useSay } from './say.ts'

/** An answer that is neither of those that stand: how it is typed, and what it says. */
export type Third<T> = {
  /** Id of its field, for the summary of errors. */
  readonly field: string
  readonly empty: T
  /** What is wrong with it, in words; null when it says a value. */
  readonly fault: (draft: T) => string | null
  readonly valueIn: (draft: T) => unknown
  readonly input: (props: {
    readonly legend: string
    readonly draft: T
    readonly error: string | null
    readonly onDraft: (draft: T) => void
  }) => ReactNode
}

export type SettleFormProps<T> = {
  readonly open: OpenFile
  readonly fact: FactLine
  /** Where the answers stand, and the choice will. */
  readonly stream: string
  /** The page below the file; also names the draft. */
  readonly page: string
  /** Null for a fact that is only chosen, never typed. */
  readonly third: Third<T> | null
  /** What follows from a value, such as an age. */
  readonly follows?: (value: unknown) => readonly string[]
  /** Where what was not chosen stays. */
  readonly kept: (names: string) => string
  readonly note?: ReactNode
}

/** What is kept of a half-made choice: which entry, never what it says. */
export type SettleDraft<T> = { readonly chosen: string | null; readonly third: T | null; readonly why: string }

export const THIRD = 'third'
type Group = readonly [Said, ...Said[]]

/** Different values that stand, each with all who said it. */
function valuesOf({ shown, conflict }: FactLine): readonly Group[] {
  const groups: [Said, ...Said[]][] = []
  for (const said of [shown, ...conflict]) {
    const alike = groups.find(([first]) => same(first.value, said.value))
    if (alike === undefined) groups.push([said])
    else alike.push(said)
  }
  return groups
}

export function SettleForm<T>(props: SettleFormProps<T>) {
  const { open, fact, third, kept } = props
  const { t } = useTranslation('cases')
  const say = useSay()
  const me = useMe()
  const optionOf = useOption(props.follows)
  const values = valuesOf(fact)
  const form = useSettling(props, values)
  if (form === null) return null
  const { draft, change } = form
  const writers = [...new Set(values.flatMap((group) => group.map(({ by }) => by)))]
  const others = writers.filter((by) => by !== me.person).map((by) => say.personWithin(by))
  const label = say.message({ key: fact.label })
  const fields = (which: Third<T>) =>
    which.input({
      legend: t('conflict.thirdLegend', { fact: label }),
      draft: draft.third ?? which.empty,
      error: form.errorOf(which.field),
      onDraft: (typed) => change({ third: typed }),
    })
  return (
    <ConflictScreen
      back={{ to: to.file(open.file), label: open.label.alias }}
      code={open.label.code}
      question={t('conflict.question', { fact: label })}
      others={others.length === 0 ? [say.personWithin(me.person)] : others}
      mine={others.length > 0 && others.length < writers.length}
      options={[
        ...values.map(optionOf),
        ...(third === null
          ? []
          : [{ value: THIRD, title: t('conflict.third'), lines: [t('conflict.thirdHint')], quiet: true }]),
      ]}
      chosen={draft.chosen}
      onChoose={(chosen) => change({ chosen })}
      third={draft.chosen === THIRD && third !== null ? fields(third) : null}
      kept={kept}
      note={props.note}
      why={draft.why}
      onWhy={(why) => change({ why })}
      onSettle={form.submit}
      savedAt={form.savedAt ?? form.restoredAt}
      errors={form.errors}
      attempt={form.attempt}
    />
  )
}

/** The form of a choice: its draft, what is missing, and the entry that it becomes, which refers to every answer that stands. */
function useSettling<T>(
  { open: { file, label }, fact, stream, page, third }: SettleFormProps<T>,
  values: readonly Group[],
) {
  const { t } = useTranslation('cases')
  const work = useWork()
  const navigate = useNavigate()
  const amended = useAmended()
  const name = `${page}:${file}`
  const valueIn = ({ chosen, third: typed }: SettleDraft<T>): unknown => {
    if (chosen !== THIRD) return values.find((group) => group.some(({ id }) => id === chosen))?.[0].value
    return third === null || typed === null ? undefined : third.valueIn(typed)
  }
  return useForm<SettleDraft<T>>({
    name,
    about: () => ({ form: 'settle', to: to.page(file, page), ...label }),
    empty: { chosen: null, third: null, why: '' },
    check: (draft) => ({
      // An answer that no longer stands is none: somebody has corrected it since.
      [CONFLICT_FIELDS.choice]:
        draft.chosen === THIRD || valueIn(draft) !== undefined ? null : t('conflict.fault.choice'),
      ...(draft.chosen === THIRD && third !== null ? { [third.field]: third.fault(draft.third ?? third.empty) } : {}),
      [CONFLICT_FIELDS.why]: draft.why.trim() === '' ? t('conflict.fault.why') : null,
    }),
    write: async (draft) => {
      const refs = [...[fact.shown, ...fact.conflict].map(({ id }) => id), ...((draft as Amending).amends ?? [])]
      const data = { facts: { [fact.name]: valueIn(draft) }, why: draft.why.trim() }
      const writing = { stream, what: { kind: 'settled', data, refs } }
      const [written] = await work.write([writing], stream === file ? label : { ...label, file }, name)
      await amended(draft)
      await navigate({ to: to.file(file), hash: `e-${written?.id ?? ''}`, replace: true })
    },
  })
}

/** A value with who said it when and from what, and what would follow from it. */
function useOption(follows: SettleFormProps<unknown>['follows']): (group: Group) => ConflictOption {
  const say = useSay()
  const source = useSource()
  return (group) => {
    const [first] = group
    return {
      value: first.id,
      title: say.parts(first.parts),
      lines: [...group.map(source), ...(follows?.(first.value) ?? [])],
    }
  }
}
