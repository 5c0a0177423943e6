/** How a list is sorted: said as a sentence, changed as a select. */
import { useId } from 'react'
import { Icon } from '#platform/web/index.ts'
import css from './sort-select.module.css'

export type SortSelectProps<V extends string> = {
  readonly label: string
  readonly value: V
  readonly options: readonly { readonly value: V; readonly label: string }[]
  readonly onChange: (value: V) => void
}

export function SortSelect<V extends string>({ label, value, options, onChange }: SortSelectProps<V>) {
  const id = useId()
  const choose = (chosen: string) => {
    const found = options.find((option) => option.value === chosen)
    if (found !== undefined) onChange(found.value)
  }
  return (
    <span className={css.sort}>
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} onChange={(event) => choose(event.currentTarget.value)}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <Icon name="fold" />
    </span>
  )
}
