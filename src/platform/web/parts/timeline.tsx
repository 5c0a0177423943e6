/** The story: what happened, when, and by whom, as an ordered list. The words come in whole sentences from the file's fold. */
import type { ReactNode } from 'react'
import { Shape, type ShapeName, type Tone } from './shape.tsx'
import css from './timeline.module.css'

export const Timeline = ({ children, label }: { readonly children: ReactNode; readonly label?: string }) => (
  <ol className={css.tl} aria-label={label}>
    {children}
  </ol>
)

export type TimelineEntryProps = {
  /** "17 Nov"; `day` is its ISO form for machines. */
  readonly date: ReactNode
  readonly day?: string | undefined
  readonly kind: ReactNode
  readonly shape: ShapeName
  readonly shapeLabel?: string | undefined
  readonly tone?: Tone | undefined
  readonly title: ReactNode
  readonly by?: ReactNode
  readonly children?: ReactNode
  /** What may be done about it: shown when one points at the entry or reaches it; always where nothing can point. */
  readonly menu?: ReactNode
  readonly id?: string | undefined
}

export function TimelineEntry({
  date,
  day,
  kind,
  shape,
  shapeLabel,
  tone = 'plain',
  title,
  by,
  children,
  menu,
  id,
}: TimelineEntryProps) {
  return (
    <li id={id} tabIndex={id === undefined ? undefined : -1}>
      <time className={css.date} dateTime={day}>
        {date}
      </time>
      <span className={css.node}>
        <Shape name={shape} label={shapeLabel} tone={tone} />
      </span>
      <span className={css.kind}>{kind}</span>
      <div className={css.body}>
        <h3>{title}</h3>
        {children}
        {by === undefined ? null : <p className={css.by}>{by}</p>}
      </div>
      {menu == null ? null : <div className={css.menu}>{menu}</div>}
    </li>
  )
}
