/** A row of ways through the same list. Links where the choice has an address, buttons where it filters in place. */
import type { ReactNode } from 'react'
import { Go } from './go.tsx'
import css from './tabs.module.css'

export type TabItem = {
  readonly key: string
  readonly label: ReactNode
  readonly count?: ReactNode
  readonly current?: boolean
  readonly to?: string
  readonly onSelect?: () => void
}

export type TabsProps = {
  readonly label: string
  readonly items: readonly TabItem[]
  /** Stands at the end on a laptop: how the list is sorted. */
  readonly end?: ReactNode
  readonly phoneOnly?: boolean
}

export function Tabs({ label, items, end, phoneOnly = false }: TabsProps) {
  return (
    <nav className={phoneOnly ? `only-phone ${css.tabs}` : css.tabs} aria-label={label}>
      {items.map((item) => (
        <Tab key={item.key} item={item} />
      ))}
      {end === undefined ? null : <span className={css.end}>{end}</span>}
    </nav>
  )
}

function Tab({ item }: { readonly item: TabItem }) {
  const words = (
    <>
      {item.label} {item.count === undefined ? null : <span className={css.n}>{item.count}</span>}
    </>
  )
  const current = item.current === true ? ('true' as const) : undefined
  if (item.to !== undefined) {
    return (
      <Go to={item.to} aria-current={current}>
        {words}
      </Go>
    )
  }
  return (
    <button type="button" aria-pressed={current === 'true'} onClick={item.onSelect}>
      {words}
    </button>
  )
}
