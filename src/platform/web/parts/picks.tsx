/** Picks: cards, because one of them is picked up. */
import { useId, type ReactNode } from 'react'
import css from './picks.module.css'

export type PickOption<V extends string> = {
  readonly value: V
  readonly title: ReactNode
  /** Lines of 14 px: by whom, from what, what follows from it. */
  readonly lines?: readonly ReactNode[]
  /** "Not yet certain" and the like are not set in large type. */
  readonly quiet?: boolean
}

export type PicksProps<V extends string> = {
  readonly legend: ReactNode
  readonly options: readonly PickOption<V>[]
  readonly value: V | null
  readonly onChange: (value: V) => void
  readonly id?: string
}

export function Picks<V extends string>({ legend, options, value, onChange, id }: PicksProps<V>) {
  const name = useId()
  return (
    <fieldset>
      <legend className="hide">{legend}</legend>
      <div className={css.picks}>
        {options.map((option, index) => (
          <label className={css.pick} key={option.value}>
            <input
              type="radio"
              name={name}
              id={index === 0 ? id : undefined}
              checked={value === option.value}
              onChange={() => onChange(option.value)}
            />
            <span>
              {option.quiet === true ? <b>{option.title}</b> : <span className={css.big}>{option.title}</span>}
              {option.lines?.map((line, n) => (
                <small key={n}>{line}</small>
              ))}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
