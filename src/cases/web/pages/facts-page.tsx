/** Facts of daily life: earlier answers first, with who gave them and when; one tap keeps an answer or asks again. */
import { useTranslation } from 'react-i18next'
import { Button, type DateDraft, EarlierAnswer, ErrorLine, Go, Known, Question } from '#platform/web/index.ts'
import type { FactLine } from '../../view.ts'
import type { Form } from '../local/form.ts'
import { ASKED, factDraftOf, type FactDraft, factField, type FactName, factValueIn } from './fact-draft.ts'
import { FactInput, useFactFault } from './fact-input.tsx'
import { useSource } from './fact-rows.ts'
import { EntryForm, WHEN_FIELD, WhenField } from './entry-form.tsx'
import { dateIn, todayDraft, useDateFault } from './fields.tsx'
import type { OpenFile } from './file-frame.tsx'
import css from './pages.module.css'
import { to, useExists, useToday } from './place.ts'
import { useSay } from './say.ts'
import { WritingFrame } from './writing-frame.tsx'

/** Facts that change in a child's life. Who the child is does not change: it is corrected, or said where it was not known. */
const CHANGING: readonly FactName[] = ['place', 'care', 'contact', 'school', 'guardianRelation', 'language']

export type FactsDraft = {
  readonly facts: { readonly [N in FactName]?: FactDraft }
  /** Whether an earlier answer is still true, or a new one is being written. */
  readonly said: { readonly [N in FactName]?: 'kept' | 'changed' | null }
  readonly when: DateDraft
}

type Asked = { readonly name: FactName; readonly line: FactLine | null }

export function FactsPage() {
  return <WritingFrame needs="decide">{(open) => <FactsForm key={open.file} open={open} />}</WritingFrame>
}

/** What is asked: what changes, and who the child is while that is not known. */
function askedIn({ view }: OpenFile): readonly Asked[] {
  const lineOf = (name: FactName) => view.facts.find((fact) => fact.name === name) ?? null
  return ASKED.filter((name) => name !== 'alias')
    .map((name) => ({ name, line: isKnown(name, lineOf(name)) ? lineOf(name) : null }))
    .filter(({ name, line }) => CHANGING.includes(name) || line === null)
}

function isKnown(name: FactName, line: FactLine | null): boolean {
  if (line === null) return false
  if (name === 'sex') return line.shown.value !== 'unknown'
  return name !== 'birth' || (line.shown.value as { precision?: unknown }).precision !== 'unknown'
}

function FactsForm({ open }: { readonly open: OpenFile }) {
  const { t } = useTranslation('cases')
  const today = useToday()
  const dateFault = useDateFault()
  const factFault = useFactFault()
  const asked = askedIn(open)
  const [first] = asked
  const values = (draft: FactsDraft) => valuesIn(asked, draft, today)
  return (
    <EntryForm<FactsDraft>
      open={open}
      word="facts"
      page="facts"
      title={t('facts.title', { alias: open.label.alias })}
      sub={t('facts.sub')}
      submit={t('facts.submit')}
      empty={{ facts: {}, said: {}, when: todayDraft(today) }}
      check={(draft) => ({
        ...Object.fromEntries(
          asked
            .filter(({ name }) => draft.said[name] === 'changed')
            .map(({ name }) => [
              factField(name),
              factFault(name, draft.facts[name] ?? factDraftOf(name, undefined, today)),
            ]),
        ),
        ...(Object.keys(values(draft)).length > 0 || asked.some(({ name }) => draft.said[name] === 'changed')
          ? {}
          : { [factField(first?.name ?? 'place')]: t('facts.fault.nothing') }),
        [WHEN_FIELD]: dateFault(draft.when),
      })}
      entry={(draft) => ({ kind: 'facts-set', data: { facts: values(draft), occurred: dateIn(draft.when, today) } })}
    >
      {(form) => (
        <>
          {asked.map((one) => (
            <Question key={one.name}>
              <OneFact asked={one} file={open.file} form={form} />
            </Question>
          ))}
          <Question last>
            <WhenField form={form} legend={t('facts.since')} />
          </Question>
        </>
      )}
    </EntryForm>
  )
}

/** What the draft says: new answers, and earlier ones that were said to be still true. */
function valuesIn(asked: readonly Asked[], draft: FactsDraft, today: string): Record<string, unknown> {
  const said = asked.flatMap(({ name, line }): readonly (readonly [string, unknown])[] => {
    if (line !== null && draft.said[name] === 'kept') return [[name, line.shown.value]]
    const typed = draft.facts[name]
    return typed === undefined || draft.said[name] !== 'changed' ? [] : [[name, factValueIn(name, typed, today)]]
  })
  return Object.fromEntries(said.filter(([, value]) => value !== undefined))
}

type OneFactProps = { readonly asked: Asked; readonly file: string; readonly form: Form<FactsDraft> }

function OneFact({ asked: { name, line }, file, form }: OneFactProps) {
  const { t } = useTranslation('cases')
  const today = useToday()
  const { draft, change, errorOf } = form
  const set = (said: 'kept' | 'changed' | null) => {
    const begun = draft.facts[name] ?? factDraftOf(name, line?.shown.value, today)
    change({ said: { ...draft.said, [name]: said }, facts: { ...draft.facts, [name]: begun } })
  }
  const legend = t(`ask.legend.${name}`)
  if (line !== null && line.conflict.length > 0) return <Unsettled line={line} file={file} />
  if (draft.said[name] !== 'changed') {
    return line === null ? (
      <Unanswered name={name} legend={legend} error={errorOf(factField(name))} onSay={set} />
    ) : (
      <Earlier line={line} legend={legend} kept={draft.said[name] === 'kept'} onSay={set} />
    )
  }
  return (
    <div className={css.fact}>
      <FactInput
        name={name}
        legend={legend}
        draft={draft.facts[name] ?? factDraftOf(name, line?.shown.value, today)}
        onDraft={(next) => change({ facts: { ...draft.facts, [name]: next } })}
        error={errorOf(factField(name))}
      />
      <div>
        <Button variant="subtle" onClick={() => set(null)}>
          {t('facts.never')}
        </Button>
      </div>
    </div>
  )
}

type UnansweredProps = {
  readonly name: FactName
  readonly legend: string
  readonly error: string | null
  readonly onSay: (said: 'changed') => void
}

/** Not asked yet: one line, until somebody knows. */
function Unanswered({ name, legend, error, onSay }: UnansweredProps) {
  const { t } = useTranslation('cases')
  return (
    <>
      {error === null ? null : <ErrorLine>{error}</ErrorLine>}
      <div className={css.unanswered}>
        <b>{legend}</b>
        <Button
          id={factField(name)}
          variant="light"
          aria-label={t('facts.fillNamed', { fact: legend })}
          onClick={() => onSay('changed')}
        >
          {t('facts.fill')}
        </Button>
      </div>
    </>
  )
}

type EarlierProps = {
  readonly line: FactLine
  readonly legend: string
  readonly kept: boolean
  readonly onSay: (said: 'kept' | 'changed') => void
}

function Earlier({ line, legend, kept, onSay }: EarlierProps) {
  const { t } = useTranslation('cases')
  const say = useSay()
  const source = useSource()
  const value = say.parts(line.shown.parts)
  return (
    <fieldset>
      <legend className={css.legend}>{legend}</legend>
      {kept ? (
        <Known title={t('facts.keptTitle')}>
          <p>{value}</p>
        </Known>
      ) : (
        <EarlierAnswer source={source(line.shown)} onKeep={() => onSay('kept')} onChange={() => onSay('changed')}>
          {value}
        </EarlierAnswer>
      )}
    </fieldset>
  )
}

/** Two answers stand: one is chosen first, on a page of its own. */
function Unsettled({ line, file }: { readonly line: FactLine; readonly file: string }) {
  const { t } = useTranslation('cases')
  const say = useSay()
  const exists = useExists()
  const values = [line.shown, ...line.conflict].map((one) => say.parts(one.parts))
  return (
    <Known title={`${say.message({ key: line.label })}: ${t('file.conflict')}`}>
      <p>{values.reduce((a, b) => t('file.either', { a, b }))}</p>
      {exists('/children/$file/settle/$fact') ? (
        <Go to={to.page(file, `settle/${line.name}`)} className="tall">
          {t('file.act.settle')}
        </Go>
      ) : null}
    </Known>
  )
}
