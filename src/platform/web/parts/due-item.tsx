/** A thing to do, or someone we wait for. The title opens, the button does, the whole row is the target. Two lines of facts. */
import type { ReactNode } from 'react'
import { Go } from './go.tsx'
import { Shape, type ShapeName, type Tone } from './shape.tsx'
import css from './due-item.module.css'

export type DueItemProps = {
  /** Left out in plain lists (`shape` undefined). */
  readonly shape?: ShapeName
  readonly shapeLabel?: string
  readonly tone?: Tone
  /** What is to be done; a waiting row is titled by whom we wait for. */
  readonly title: ReactNode
  readonly to?: string
  /** Stands beside the title: the code. */
  readonly beside?: ReactNode
  readonly who?: ReactNode
  /** The deadline that has passed, in red: the word, not the sentence. */
  readonly late?: ReactNode
  readonly when?: ReactNode
  readonly action?: ReactNode
  /** More: a quoted note, facts, own buttons. */
  readonly children?: ReactNode
  readonly lineless?: boolean
}

export const DueList = ({ children, ruled = false }: { readonly children: ReactNode; readonly ruled?: boolean }) => (
  <ul className={css.list} data-ruled={ruled}>
    {children}
  </ul>
)

export function DueItem(props: DueItemProps) {
  const { shape, shapeLabel, tone = 'plain', title, to, beside, action, children, lineless = false } = props
  return (
    <li
      className={css.due}
      data-shape={shape !== undefined}
      data-action={action !== undefined}
      data-lineless={lineless}
    >
      {shape === undefined ? null : <Shape name={shape} label={shapeLabel} tone={tone} />}
      <div>
        <h3>
          {to === undefined ? title : <Go to={to}>{title}</Go>} {beside}
        </h3>
        <Facts {...props} />
        {children === undefined ? null : <div className={css.more}>{children}</div>}
      </div>
      {action === undefined ? null : <div className={css.action}>{action}</div>}
    </li>
  )
}

function Facts({ who, late, when }: DueItemProps) {
  return (
    <>
      {who === undefined ? null : <p className={css.who}>{who}</p>}
      {late === undefined && when === undefined ? null : (
        <p className={css.when}>
          {late === undefined ? null : <b>{late}</b>}
          {late === undefined || when === undefined ? null : <br />}
          {when}
        </p>
      )}
    </>
  )
}

/** Below an item and belonging to it: an open form. */
export const Under = ({ children }: { readonly children: ReactNode }) => <li className={css.under}>{children}</li>
