/** A correction: what was said, what is right, and why. The old value stays in the story. */
import { useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Button, EmptyState, GoButton, Known, Question, TaskPage } from '#platform/web/index.ts'
import type { Entry } from '../../file/entry.ts'
import { kinds } from '../../kinds.ts'
import { partsOf } from '../../view.ts'
import type { Form } from '../local/form.ts'
import { factDraftOf, type FactDraft, factField, type FactName, factValueIn, isAsked } from './fact-draft.ts'
import { FactInput, useFactFault } from './fact-input.tsx'
import { EntryForm, textOf } from './entry-form.tsx'
import { Sentences } from './fields.tsx'
import type { OpenFile } from './file-frame.tsx'
import { to, useEntryId, useToday } from './place.ts'
import { useSay } from './say.ts'
import { WritingFrame } from './writing-frame.tsx'

const FIELD = { why: 'sebab' } as const

export type CorrectDraft = { readonly facts: { readonly [N in FactName]?: FactDraft }; readonly why: string }
type SaidFact = { readonly name: FactName; readonly value: unknown }

export function CorrectPage() {
  const entry = useEntryId()
  return (
    <WritingFrame needs="decide">
      {(open) => <Correct key={`${open.file}-${entry}`} open={open} id={entry} />}
    </WritingFrame>
  )
}

/** The facts that an entry said and that a form can ask. */
function factsOf(entry: Entry): readonly SaidFact[] {
  const facts = kinds.trusted(entry)?.kind.sentence(entry.data).facts ?? {}
  return Object.entries(facts).flatMap(([name, value]) =>
    isAsked(name) && value !== undefined ? [{ name, value }] : [],
  )
}

function Correct({ open, id }: { readonly open: OpenFile; readonly id: string }) {
  const { t } = useTranslation('cases')
  const entry = open.main.entries.find((one) => one.entry.id === id)?.entry
  const said = entry === undefined ? [] : factsOf(entry)
  if (said.length === 0) {
    return (
      <TaskPage narrow back={{ to: to.file(open.file), label: open.label.alias }}>
        <EmptyState title={t('correct.none')} action={<GoButton to={to.file(open.file)}>{open.label.alias}</GoButton>}>
          {t('correct.noneBody')}
        </EmptyState>
      </TaskPage>
    )
  }
  return <CorrectForm open={open} id={id} said={said} />
}

type CorrectFormProps = { readonly open: OpenFile; readonly id: string; readonly said: readonly SaidFact[] }

function CorrectForm({ open, id, said }: CorrectFormProps) {
  const { t } = useTranslation('cases')
  const today = useToday()
  const factFault = useFactFault()
  const begun = useBegun(said, today)
  const [first] = said
  return (
    <EntryForm<CorrectDraft>
      open={open}
      word="correct"
      page={`correct/${id}`}
      title={t('correct.title', { alias: open.label.alias })}
      sub={t('correct.sub')}
      submit={t('correct.submit')}
      empty={{ facts: begun, why: '' }}
      check={({ facts, why }) => ({
        ...Object.fromEntries(
          said.map(({ name, value }) => {
            const draft = facts[name]
            if (draft === undefined) return [factField(name), null]
            return [
              factField(name),
              factFault(name, draft) ?? (isSame(name, draft, value, today) ? t('correct.fault.same') : null),
            ]
          }),
        ),
        ...(Object.keys(facts).length > 0 ? {} : { [factField(first?.name ?? 'birth')]: t('correct.fault.nothing') }),
        [FIELD.why]: why.trim() === '' ? t('correct.fault.why') : null,
      })}
      entry={({ facts, why }) => ({
        kind: 'corrected',
        refs: [id],
        data: { facts: valuesOf(facts, today), why: why.trim() },
      })}
    >
      {(form) => (
        <>
          {said.map((one) => (
            <Question key={one.name}>
              <OneFact said={one} alone={said.length === 1} form={form} />
            </Question>
          ))}
          <Question last>
            <Sentences {...textOf(form, 'why', FIELD.why)} label={t('correct.why')} hint={t('correct.whyHint')} />
          </Question>
        </>
      )}
    </EntryForm>
  )
}

/** `?fact=birth`, or the only fact there is, is open from the start. */
function useBegun(said: readonly SaidFact[], today: string): CorrectDraft['facts'] {
  const { fact }: { fact?: unknown } = useSearch({ strict: false })
  const begun = said.filter(({ name }) => name === fact || said.length === 1)
  return Object.fromEntries(begun.map(({ name, value }) => [name, factDraftOf(name, value, today)]))
}

function isSame(name: FactName, draft: FactDraft, value: unknown, today: string): boolean {
  return JSON.stringify(factValueIn(name, draft, today)) === JSON.stringify(value)
}

const valuesOf = (facts: CorrectDraft['facts'], today: string): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(facts).map(([name, draft]) => [name, isAsked(name) ? factValueIn(name, draft, today) : undefined]),
  )

type OneFactProps = {
  readonly said: SaidFact
  /** The only fact of the entry: it is open from the start, and stays so. */
  readonly alone: boolean
  readonly form: Form<CorrectDraft>
}

/** Before and after, of equal size. One opened by mistake is left as it is written, without losing the others. */
function OneFact({ said: { name, value }, alone, form }: OneFactProps) {
  const { t } = useTranslation('cases')
  const say = useSay()
  const today = useToday()
  const { draft, change, errorOf } = form
  const fact = draft.facts[name]
  const open = () => change({ facts: { ...draft.facts, [name]: factDraftOf(name, value, today) } })
  const leave = () => {
    const { [name]: _, ...others } = draft.facts
    change({ facts: others })
  }
  return (
    <>
      <Known title={t('correct.before', { fact: say.message({ key: `fact.${name}` }) })}>
        <p>{say.parts(partsOf(name, value))}</p>
        {fact === undefined ? (
          <Button id={factField(name)} variant="default" onClick={open}>
            {t('correct.this')}
          </Button>
        ) : null}
      </Known>
      {fact === undefined ? null : (
        <>
          <FactInput
            name={name}
            legend={t('correct.after', { fact: say.message({ key: `fact.${name}` }) })}
            draft={fact}
            onDraft={(next) => change({ facts: { ...draft.facts, [name]: next } })}
            error={errorOf(factField(name))}
          />
          {alone ? null : (
            <Button variant="subtle" onClick={leave}>
              {t('correct.leave')}
            </Button>
          )}
        </>
      )}
    </>
  )
}
