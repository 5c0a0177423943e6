/** Counts that add up, each a way to its rows. Shape and word below the number. */
import type { ReactNode } from 'react'
import { Go } from './go.tsx'
import { Shape, type ShapeName } from './shape.tsx'
import css from './tally.module.css'

export type TallyItem = {
  readonly key: string
  readonly number: ReactNode
  readonly shape: ShapeName
  readonly word: ReactNode
  readonly to: string
}

export const Tally = ({ label, items }: { readonly label: string; readonly items: readonly TallyItem[] }) => (
  <nav className={css.tally} aria-label={label}>
    {items.map((item) => (
      <Go key={item.key} to={item.to}>
        <b>{item.number}</b> <Shape name={item.shape} /> <span>{item.word}</span>
      </Go>
    ))}
  </nav>
)
