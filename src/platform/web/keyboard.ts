/** Keyboard help: shortcuts that never fire while someone writes, and arrow keys in a list. */
import { useEffect, useEffectEvent } from 'react'

const WRITES =
  'input:not([type=checkbox]):not([type=radio]):not([type=button]), textarea, select, [contenteditable=true]'

/** True when a key pressed there is part of what the person writes. */
export const isWriting = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest(WRITES) !== null

/** Single keys without modifiers, e.g. `{ '/': focusSearch, n: newNote }`. Inactive while writing and while a dialog is open. */
export function useShortcuts(keys: Readonly<Record<string, () => void>>): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isWriting(event.target)) return
    if (document.querySelector('dialog[open]') !== null) return
    const action = keys[event.key]
    if (action === undefined) return
    event.preventDefault()
    action()
  })
  useEffect(() => {
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
}

/** The next index for j/k, arrow keys, Home and End in a list of `length`; null for other keys. Does not wrap around. */
export function nextIndex(key: string, index: number, length: number): number | null {
  if (length === 0) return null
  const last = length - 1
  switch (key) {
    case 'ArrowDown':
    case 'j':
      return Math.min(index + 1, last)
    case 'ArrowUp':
    case 'k':
      return Math.max(index - 1, 0)
    case 'Home':
      return 0
    case 'End':
      return last
    default:
      return null
  }
}
