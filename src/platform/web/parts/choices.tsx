/**
 * Choices: the whole row is the target. Unknown, estimated and "chose not to answer" are answers of full rank; they stand
 * apart by a line (`also`), not by being smaller.
 */
import { useId, type ReactNode } from 'react'
import { ErrorLine } from './field.tsx'
import css from './choices.module.css'

export type ChoiceOption<V extends string> = {
  readonly value: V
  readonly label: ReactNode
  readonly hint?: ReactNode
  /** The first answer below the line. */
  readonly also?: boolean
}

type GroupProps<V extends string> = {
  /** The error summary links to it. */
  readonly id?: string
  readonly legend: ReactNode
  /** Read aloud only, where the page already asks the question. */
  readonly legendHidden?: boolean
  readonly hint?: ReactNode
  readonly error?: string | null | undefined
  readonly options: readonly ChoiceOption<V>[]
  /** Beside each other instead of below each other. */
  readonly row?: boolean
}

export type ChoicesProps<V extends string> = GroupProps<V> & {
  readonly value: V | null
  readonly onChange: (value: V) => void
}
export type ManyChoicesProps<V extends string> = GroupProps<V> & {
  readonly value: readonly V[]
  readonly onChange: (value: readonly V[]) => void
}

/** One of several. */
export function Choices<V extends string>({ value, onChange, ...group }: ChoicesProps<V>) {
  const name = useId()
  return (
    <Group {...group}>
      {(option, id) => (
        <input id={id} type="radio" name={name} checked={value === option} onChange={() => onChange(option)} />
      )}
    </Group>
  )
}

/** Any of several. */
export function ManyChoices<V extends string>({ value, onChange, ...group }: ManyChoicesProps<V>) {
  const toggle = (option: V) =>
    onChange(value.includes(option) ? value.filter((v) => v !== option) : [...value, option])
  return (
    <Group {...group}>
      {(option, id) => (
        <input id={id} type="checkbox" checked={value.includes(option)} onChange={() => toggle(option)} />
      )}
    </Group>
  )
}

type InnerProps<V extends string> = GroupProps<V> & {
  readonly children: (value: V, id: string | undefined) => ReactNode
}

function Group<V extends string>({
  id,
  legend,
  legendHidden = false,
  hint,
  error,
  options,
  row = false,
  children,
}: InnerProps<V>) {
  const own = useId()
  const describedBy = [hint === undefined ? null : `${own}-h`, error ? `${own}-e` : null]
    .filter((x) => x !== null)
    .join(' ')
  return (
    <fieldset className={css.group} aria-describedby={describedBy === '' ? undefined : describedBy}>
      <legend className={legendHidden ? 'hide' : css.legend}>{legend}</legend>
      {hint === undefined ? null : (
        <p className={css.hint} id={`${own}-h`}>
          {hint}
        </p>
      )}
      {error ? <ErrorLine id={`${own}-e`}>{error}</ErrorLine> : null}
      <div className={css.choices} data-row={row}>
        {options.map((option, index) => (
          <Row key={option.value} also={option.also ?? false} hint={option.hint} label={option.label}>
            {children(option.value, index === 0 ? id : undefined)}
          </Row>
        ))}
      </div>
    </fieldset>
  )
}

function Row({
  also = false,
  label,
  hint,
  children,
}: {
  readonly also?: boolean
  readonly label: ReactNode
  readonly hint?: ReactNode
  readonly children: ReactNode
}) {
  return (
    <label className={css.choice} data-also={also}>
      {children}
      <span>
        {label}
        {hint === undefined ? null : <small className={css.small}>{hint}</small>}
      </span>
    </label>
  )
}

export type CheckProps = {
  readonly id?: string
  readonly checked: boolean
  readonly onChange: (checked: boolean) => void
  readonly children: ReactNode
  readonly hint?: ReactNode
}

/** A single yes or no. */
export function Check({ id, checked, onChange, children, hint }: CheckProps) {
  return (
    <Row label={children} hint={hint}>
      <input id={id} type="checkbox" checked={checked} onChange={(event) => onChange(event.currentTarget.checked)} />
    </Row>
  )
}
