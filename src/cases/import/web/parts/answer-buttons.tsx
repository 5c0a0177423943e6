/** One button per answer; the recommended one is soft. A value that must be written has its own field. */
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Acts, Button, ErrorLine, SelectField, TextField } from '#platform/web/index.ts'
import { childReading } from '../../shapes.ts'
import type { Choice, Group } from '../types.ts'
import { useImportWords } from '../words.ts'
import css from './import.module.css'

/** How it stands with an answer: on its way, not taken because it could not be read. */
export type AnswerState = 'open' | 'sending' | 'unread'

export type AnswerButtonsProps = {
  readonly id: string
  readonly group: Pick<Group, 'code' | 'field' | 'options' | 'recommended'>
  /** Rows that one press answers. */
  readonly count: number
  readonly state: AnswerState
  /** The answer that holds, where one is changed. */
  readonly chosen?: Choice | undefined
  readonly onAnswer: (choice: Choice, value?: string) => void
  /** More buttons, at the end. */
  readonly children?: ReactNode
}

export function AnswerButtons(props: AnswerButtonsProps) {
  const { t } = useTranslation('cases')
  const { group, count, state, chosen, onAnswer } = props
  const words = useImportWords()
  // One text cannot stand for many children; one meaning of a colour or a word can.
  const writes = group.options.includes('set') && (count === 1 || group.field === 'status')
  const options = group.options.filter((choice) => choice !== 'set')
  const strong = chosen ?? group.recommended
  const label = (choice: Choice) => {
    const name = words.choice(group.code, choice)
    return count === 1 ? name : t('import.check.forRows', { choice: name, count, n: words.number(count) })
  }
  return (
    <>
      {writes ? <Written {...props} /> : null}
      <Acts>
        {options.map((choice) => (
          <Button
            key={choice}
            variant={choice === strong ? 'light' : 'default'}
            aria-pressed={chosen === undefined ? undefined : chosen === choice}
            onClick={() => onAnswer(choice)}
          >
            {label(choice)}
          </Button>
        ))}
        {props.children}
      </Acts>
      {state === 'sending' ? (
        <p className="small two" role="status">
          {t('import.saving')}
        </p>
      ) : null}
    </>
  )
}

const STATUSES = childReading.shape.status.unwrap().shape.value.options.filter((one) => one !== 'unknown')

function Written({ id, group, count, state, onAnswer }: AnswerButtonsProps) {
  const { t } = useTranslation('cases')
  const words = useImportWords()
  const [text, setText] = useState('')
  const [missing, setMissing] = useState(false)
  const use = () => {
    setMissing(text.trim() === '')
    if (text.trim() !== '') onAnswer('set', text.trim())
  }
  const status = group.field === 'status'
  const label = useValueLabel(group.field)
  const unread = useUnread(group.field)
  return (
    <>
      {state === 'unread' ? <ErrorLine id={`${id}-e`}>{unread}</ErrorLine> : null}
      <form
        className={css.set}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          use()
        }}
      >
        {status ? (
          <SelectField
            id={id}
            label={label}
            error={missing ? t('import.check.valueMissing') : null}
            value={text}
            data={[
              { value: '', label: t('import.check.pickStatus') },
              ...STATUSES.map((one) => ({ value: one, label: words.value('status', one) })),
            ]}
            onChange={(event) => setText(event.currentTarget.value)}
          />
        ) : (
          <TextField
            id={id}
            label={label}
            error={missing ? t('import.check.valueMissing') : null}
            autoComplete="off"
            maxLength={500}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
        )}
        <Button type="submit" variant="default">
          {count === 1 ? t('import.check.use') : t('import.check.useRows', { count, n: words.number(count) })}
        </Button>
      </form>
    </>
  )
}

/** How to write it, where what was written could not be read. */
function useUnread(field: Group['field']): string {
  const { t } = useTranslation('cases')
  switch (field) {
    case 'nik':
    case 'phone':
    case 'birth':
    case 'registered':
      return t(`import.check.unreadFor.${field}`)
    default:
      return t('import.check.unread')
  }
}

function useValueLabel(field: Group['field']): string {
  const { t } = useTranslation('cases')
  switch (field) {
    case 'name':
    case 'birth':
    case 'registered':
    case 'nik':
    case 'phone':
    case 'status':
    case 'sex':
      return t(`import.check.valueFor.${field}`)
    default:
      return t('import.check.value')
  }
}
