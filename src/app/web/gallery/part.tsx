/** A part of the gallery, with what it is for. */
import { type ReactNode } from 'react'
import css from './gallery.module.css'

export function Part({
  title,
  note,
  children,
}: {
  readonly title: string
  readonly note: string
  readonly children: ReactNode
}) {
  return (
    <section className={css.part}>
      <h2>{title}</h2>
      <p className="small two">{note}</p>
      {children}
    </section>
  )
}
