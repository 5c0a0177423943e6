/** What one may do, as buttons; what asks for words first opens its small form in place. Nothing typed is lost by a missing answer. */
import { useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PartialDate } from '#platform/pure/partial-date.ts'
import {
  Acts,
  Button,
  Choices,
  type ChoiceOption,
  type DateReading,
  PartialDateInput,
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
  readonly onAct: (answers: ActAnswers) => void
}

const NOTHING: ActAnswers = { text: '', choice: null, day: null }

export function Acting({ acts }: { readonly acts: readonly Act[] }) {
  const [open, setOpen] = useState<string | null>(null)
  const act = acts.find(({ key }) => key === open)
  if (act !== undefined) return <OpenAct key={act.key} act={act} onClose={() => setOpen(null)} />
  return (
    <Acts>
      {acts.map((one) => (
        <Button
          key={one.key}
          variant={one.variant}
          onClick={() => (one.asks === null ? one.onAct(NOTHING) : setOpen(one.key))}
        >
          {one.label}
        </Button>
      ))}
    </Acts>
  )
}

type OpenActProps = {
  readonly act: Act
  readonly onClose: () => void
  /** In a list, beside the one filled button of the screen. */
  readonly soft?: boolean
}

/** The form of one act, opened from somewhere else, such as a row of a list. */
export function OpenAct({ act, onClose, soft = false }: OpenActProps) {
  return act.asks === null ? null : <ActForm act={act} asks={act.asks} onClose={onClose} soft={soft} />
}

type ActFormProps = OpenActProps & { readonly asks: ActQuestions; readonly soft: boolean }

function ActForm({ act, asks, onClose, soft }: ActFormProps) {
  const { t } = useTranslation('platform')
  const [answers, setAnswers] = useState<ActAnswers>({ ...NOTHING, text: asks.text?.initial ?? '' })
  const [day, setDay] = useState<DateReading | null>(null)
  const [tried, setTried] = useState(false)
  const faults = faultsOf(asks, answers)
  const change = (over: Partial<ActAnswers>) => setAnswers({ ...answers, ...over })
  const box = useRef<HTMLDivElement>(null)
  // It opens in place of the button that was pressed, so the focus goes on from there.
  useEffect(() => box.current?.querySelector<HTMLElement>('input, textarea')?.focus(), [])
  const submit = () => {
    if (faults.choice !== null || faults.text !== null) return setTried(true)
    const known = day?.ok === true && day.value.precision !== 'unknown' ? day.value : null
    act.onAct({ ...answers, text: answers.text.trim(), day: known })
    onClose()
  }
  return (
    <div className={css.tight} ref={box}>
      <Asked asks={asks} answers={answers} change={change} onDay={setDay} faults={tried ? faults : NONE} />
      {asks.outcome === undefined ? null : <p className="two">{asks.outcome}</p>}
      <Acts>
        <Button variant={soft ? 'light' : 'filled'} onClick={submit}>
          {asks.send}
        </Button>
        <Button variant="subtle" onClick={onClose}>
          {t('dialog.cancel')}
        </Button>
      </Acts>
    </div>
  )
}

type Faults = { readonly choice: string | null; readonly text: string | null }
const NONE: Faults = { choice: null, text: null }

function faultsOf({ choice, text }: ActQuestions, answers: ActAnswers): Faults {
  return {
    choice: choice !== undefined && answers.choice === null ? choice.missing : null,
    text: text?.missing !== undefined && answers.text.trim() === '' ? text.missing : null,
  }
}

type AskedProps = {
  readonly asks: ActQuestions
  readonly answers: ActAnswers
  readonly change: (over: Partial<ActAnswers>) => void
  readonly onDay: (reading: DateReading) => void
  readonly faults: Faults
}

function Asked({ asks: { choice, day, text }, answers, change, onDay, faults }: AskedProps) {
  const id = useId()
  return (
    <>
      {choice === undefined ? null : (
        <Choices
          row
          legend={choice.legend}
          error={faults.choice}
          options={choice.options}
          value={answers.choice}
          onChange={(next) => change({ choice: next })}
        />
      )}
      {day === undefined ? null : (
        <PartialDateInput
          id={`${id}-day`}
          legend={day.legend}
          {...(day.hint === undefined ? {} : { hint: day.hint })}
          initial={null}
          today={day.today}
          modes={['day', 'month', 'unknown']}
          onChange={onDay}
        />
      )}
      {text === undefined ? null : (
        <TextAreaField
          id={`${id}-text`}
          label={text.label}
          hint={text.hint}
          error={faults.text}
          value={answers.text}
          onChange={(event) => change({ text: event.currentTarget.value })}
        />
      )}
    </>
  )
}
