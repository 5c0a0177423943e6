/** What one may do, as buttons; what asks for words first opens its small form in place. Nothing typed is lost by a missing answer. */
import { useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PartialDate } from '#platform/pure/partial-date.ts'
import {
  Acts,
  Button,
  Choices,
  type ChoiceOption,
  type DateDraft,
  Known,
  PartialDateInput,
  readDraft,
  TextAreaField,
} from '#platform/web/index.ts'
import css from '../screens/form.module.css'

export type ActAnswers = {
  readonly text: string
  readonly choice: string | null
  /** Null when it was left open. */
  readonly day: PartialDate | null
}

/** What is asked before it is done. `missing` says what is wrong with an empty answer; without it the answer may stay empty. */
export type ActQuestions = {
  readonly choice?: {
    readonly legend: string
    readonly options: readonly ChoiceOption<string>[]
    readonly missing: string
  }
  readonly day?: { readonly legend: string; readonly hint?: string; readonly today: string }
  readonly text?: {
    readonly label: string
    readonly hint?: string
    readonly initial?: string
    readonly missing?: string
  }
  /** What will happen, before the button. */
  readonly outcome?: string
  readonly send: string
}

export type Act = {
  readonly key: string
  readonly label: string
  readonly variant: 'filled' | 'default' | 'light' | 'subtle'
  /** Null: it is done at once. */
  readonly asks: ActQuestions | null
  /** Does it; the draft is forgotten by whoever keeps it, once what it says is kept elsewhere. */
  readonly onAct: (answers: ActAnswers) => void
}

const NOTHING: ActAnswers = { text: '', choice: null, day: null }

/** What is typed into an act: plain, so that a half-written one can be kept. */
export type ActDraft = {
  /** The act, or the acts of which the first that may be done now is meant. */
  readonly keys: readonly string[]
  readonly text: string
  readonly choice: string | null
  readonly day: DateDraft | null
}

/** Where a half-written act is kept; null when there is none. */
export type KeptAct = { readonly draft: ActDraft | null; readonly keep: (draft: ActDraft | null) => void }

/** The draft with which an act opens. */
export const draftFor = ({ key, asks }: Act): ActDraft => ({
  keys: [key],
  text: asks?.text?.initial ?? '',
  choice: null,
  day: null,
})

export type ActingProps = { readonly acts: readonly Act[]; readonly kept: KeptAct }

export function Acting({ acts, kept: { draft, keep } }: ActingProps) {
  const [pressed, setPressed] = useState(false)
  const [act] = (draft?.keys ?? []).flatMap((key) => acts.find((one) => one.key === key && one.asks !== null) ?? [])
  if (act !== undefined) return <OpenAct key={act.key} act={act} kept={{ draft, keep }} found={!pressed} />
  return (
    <>
      {draft === null || draft.text === '' ? null : <NotNow draft={draft} onDiscard={() => keep(null)} />}
      <Acts>
        {acts.map((one) => (
          <Button
            key={one.key}
            variant={one.variant}
            onClick={() => {
              setPressed(true)
              if (one.asks === null) one.onAct(NOTHING)
              else keep(draftFor(one))
            }}
          >
            {one.label}
          </Button>
        ))}
      </Acts>
    </>
  )
}

/** Written for something that cannot be done any more: it is shown until its writer throws it away. */
function NotNow({ draft, onDiscard }: { readonly draft: ActDraft; readonly onDiscard: () => void }) {
  const { t } = useTranslation('cases')
  return (
    <Known title={t('act.notNow')}>
      <p>{draft.text}</p>
      <Acts>
        <Button variant="subtle" onClick={onDiscard}>
          {t('act.discard')}
        </Button>
      </Acts>
    </Known>
  )
}

type OpenActProps = {
  readonly act: Act
  readonly kept: KeptAct
  /** In a list, beside the one filled button of the screen. */
  readonly soft?: boolean
  /** It was half written before the page was opened: the focus stays where it is. */
  readonly found?: boolean
}

/** The form of one act, opened from somewhere else, such as a row of a list. */
export function OpenAct({ act, kept, soft = false, found = false }: OpenActProps) {
  return act.asks === null ? null : <ActForm act={act} asks={act.asks} kept={kept} soft={soft} found={found} />
}

type ActFormProps = Required<OpenActProps> & { readonly asks: ActQuestions }

function ActForm({ act, asks, kept: { draft, keep }, soft, found }: ActFormProps) {
  const { t } = useTranslation('platform')
  const typed = draft ?? draftFor(act)
  const [tried, setTried] = useState(false)
  const faults = faultsOf(asks, typed)
  const change = (over: Partial<ActDraft>) => keep({ ...typed, ...over })
  const box = useRef<HTMLDivElement>(null)
  // It opens in place of the button that was pressed, so the focus goes on from there.
  useEffect(() => {
    if (!found) box.current?.querySelector<HTMLElement>('input, textarea')?.focus()
  }, [found])
  const submit = () => {
    if (faults.choice !== null || faults.text !== null) return setTried(true)
    act.onAct({ text: typed.text.trim(), choice: typed.choice, day: dayIn(typed.day) })
  }
  return (
    <div className={css.tight} ref={box}>
      <Asked asks={asks} draft={typed} change={change} faults={tried ? faults : NONE} />
      {asks.outcome === undefined ? null : <p className="two">{asks.outcome}</p>}
      <Acts>
        <Button variant={soft ? 'light' : 'filled'} onClick={submit}>
          {asks.send}
        </Button>
        <Button variant="subtle" onClick={() => keep(null)}>
          {t('dialog.cancel')}
        </Button>
      </Acts>
    </div>
  )
}

type Faults = { readonly choice: string | null; readonly text: string | null }
const NONE: Faults = { choice: null, text: null }

function dayIn(draft: DateDraft | null): PartialDate | null {
  const reading = draft === null ? null : readDraft(draft, null)
  return reading?.ok === true && reading.value.precision !== 'unknown' ? reading.value : null
}

function faultsOf({ choice, text }: ActQuestions, draft: ActDraft): Faults {
  return {
    choice: choice !== undefined && draft.choice === null ? choice.missing : null,
    text: text?.missing !== undefined && draft.text.trim() === '' ? text.missing : null,
  }
}

type AskedProps = {
  readonly asks: ActQuestions
  readonly draft: ActDraft
  readonly change: (over: Partial<ActDraft>) => void
  readonly faults: Faults
}

function Asked({ asks: { choice, day, text }, draft, change, faults }: AskedProps) {
  const id = useId()
  return (
    <>
      {choice === undefined ? null : (
        <Choices
          row
          legend={choice.legend}
          error={faults.choice}
          options={choice.options}
          value={draft.choice}
          onChange={(next) => change({ choice: next })}
        />
      )}
      {day === undefined ? null : (
        <PartialDateInput
          id={`${id}-day`}
          legend={day.legend}
          {...(day.hint === undefined ? {} : { hint: day.hint })}
          initial={null}
          initialDraft={draft.day}
          today={day.today}
          modes={['day', 'month', 'unknown']}
          onChange={(_, next) => change({ day: next })}
        />
      )}
      {text === undefined ? null : (
        <TextAreaField
          id={`${id}-text`}
          label={text.label}
          hint={text.hint}
          error={faults.text}
          value={draft.text}
          onChange={(event) => change({ text: event.currentTarget.value })}
        />
      )}
    </>
  )
}
