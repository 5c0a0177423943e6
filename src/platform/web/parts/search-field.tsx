/** Find by typing; `/` jumps here. The label is read aloud, the placeholder repeats it for the eye. */
import { useId, useRef } from 'react'
import { useShortcuts } from '../keyboard.ts'
import { Icon } from './icon.tsx'
import css from './search-field.module.css'

export type SearchFieldProps = {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly onEnter?: () => void
}

export function SearchField({ label, value, onChange, onEnter }: SearchFieldProps) {
  const id = useId()
  const field = useRef<HTMLInputElement>(null)
  useShortcuts({ '/': () => field.current?.focus() })
  return (
    <div className={css.find} role="search">
      <label className="hide" htmlFor={id}>
        {label}
      </label>
      <Icon name="find" />
      <input
        id={id}
        ref={field}
        type="search"
        placeholder={label}
        value={value}
        autoComplete="off"
        aria-keyshortcuts="/"
        onChange={(event) => onChange(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') onEnter?.()
          if (event.key === 'Escape') onChange('')
        }}
      />
    </div>
  )
}
