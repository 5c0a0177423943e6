/**
 * What may be done about one entry, behind three dots: on a laptop they show when one points at the entry or reaches it by keyboard, on a
 * phone they stand quietly in its corner. The story reads as a story.
 */
import { useEffect, useRef, useState } from 'react'
import { Go, Icon } from '#platform/web/index.ts'
import type { StoryEntry } from '../screens/file.props.ts'
import css from './entry-menu.module.css'

export function EntryMenu({ label, actions }: NonNullable<StoryEntry['menu']>) {
  const box = useRef<HTMLDetailsElement>(null)
  const [open, setOpen] = useState(false)
  useEffect(() => {
    if (!open) return
    const elsewhere = ({ target }: Event) => {
      if (box.current !== null && !(target instanceof Node && box.current.contains(target))) box.current.open = false
    }
    const escape = ({ key }: KeyboardEvent) => {
      if (key !== 'Escape' || box.current === null) return
      box.current.open = false
      box.current.querySelector('summary')?.focus()
    }
    // Whoever goes on, by finger or by keyboard, leaves it closed behind them.
    document.addEventListener('pointerdown', elsewhere)
    document.addEventListener('focusin', elsewhere)
    document.addEventListener('keydown', escape)
    return () => {
      document.removeEventListener('pointerdown', elsewhere)
      document.removeEventListener('focusin', elsewhere)
      document.removeEventListener('keydown', escape)
    }
  }, [open])
  return (
    <details ref={box} className={`${css.menu} no-print`} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary aria-label={label} title={label}>
        <Icon name="more" />
      </summary>
      <ul className={css.sheet}>
        {actions.map((action) => (
          <li key={action.label}>
            <Go to={action.to}>{action.label}</Go>
          </li>
        ))}
      </ul>
    </details>
  )
}
