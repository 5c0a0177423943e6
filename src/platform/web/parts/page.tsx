/** The frame of a page: head, sections, parts of the side column, rows, pairs. Lines and white space, no cards. */
import { useId, type ReactNode } from 'react'
import { useSyncState } from '../sync-state.tsx'
import { BackLink } from './go.tsx'
import { Icon } from './icon.tsx'
import { SyncLine } from './sync-line.tsx'
import { Shape, type ShapeName, type Tone } from './shape.tsx'
import css from './page.module.css'

type HasChildren = { readonly children: ReactNode }

export type PageHeadProps = {
  readonly title: ReactNode
  readonly sub?: ReactNode
  /** A small line above the title: where this belongs. */
  readonly kick?: ReactNode
  readonly back?: { readonly to: string; readonly label: ReactNode }
  /** Stands at the end on a laptop, below on a phone: the search field. */
  readonly tools?: ReactNode
}

/** The way back; on a phone, where there is no side, also where the work is. */
export function TopLine({ to, label }: { readonly to: string; readonly label: ReactNode }) {
  const sync = useSyncState()
  return (
    <div className={css.top}>
      <BackLink to={to}>{label}</BackLink>
      <span className="only-phone">
        <SyncLine sync={sync} short />
      </span>
    </div>
  )
}

export function PageHead({ title, sub, kick, back, tools }: PageHeadProps) {
  return (
    <>
      {back === undefined ? null : <TopLine {...back} />}
      <header className={css.head} data-tools={tools !== undefined}>
        <div className={css.words}>
          {kick === undefined ? null : <p className={css.kick}>{kick}</p>}
          <h1>{title}</h1>
          {sub === undefined ? null : <p className="two">{sub}</p>}
        </div>
        {tools}
      </header>
    </>
  )
}

export type SectionProps = HasChildren & {
  readonly title: ReactNode
  readonly count?: ReactNode
  readonly intro?: ReactNode
  readonly id?: string
}

/** A part of the page with its name and, in quiet figures, how many. */
export function Section({ title, count, intro, id, children }: SectionProps) {
  const own = useId()
  return (
    <section className={css.sec} aria-labelledby={id ?? own}>
      <h2 id={id ?? own}>
        {title} {count === undefined ? null : <span className={css.n}>{count}</span>}
      </h2>
      {intro === undefined ? null : <p className={css.intro}>{intro}</p>}
      {children}
    </section>
  )
}

/** A part of the side column. */
export function Part({ title, id, children }: HasChildren & { readonly title: ReactNode; readonly id?: string }) {
  const own = useId()
  return (
    <section className={css.part} aria-labelledby={id ?? own}>
      <h2 id={id ?? own}>{title}</h2>
      {children}
    </section>
  )
}

/** A sentence in a part, with air above and below. */
export const PartText = ({ children }: HasChildren) => <p className={css.intro}>{children}</p>

/** Story and side column: one on a phone, two on a laptop. */
export const Columns = ({ children }: HasChildren) => <div className={css.cols}>{children}</div>
export const Aside = ({ children }: HasChildren) => <div className={css.aside}>{children}</div>
/** Two lists of like weight. */
export const TwoColumns = ({ children }: HasChildren) => <div className={css.twoCols}>{children}</div>
/** Buttons beside each other; the first is the next right thing. */
export const Acts = ({ children }: HasChildren) => <div className={css.acts}>{children}</div>
/** What someone said, in their own words. */
export const Said = ({ children }: HasChildren) => <p className={css.said}>{children}</p>

/** Name and value, below each other. */
export function Pairs({
  items,
}: {
  readonly items: readonly { readonly name: ReactNode; readonly value: ReactNode; readonly key?: string }[]
}) {
  return (
    <dl className={css.pairs}>
      {items.map((item, index) => (
        <div key={item.key ?? index}>
          <dt>{item.name}</dt>
          <dd>{item.value}</dd>
        </div>
      ))}
    </dl>
  )
}

/** Rows in a side column. */
export const Rows = ({ children }: HasChildren) => <ul className={css.rows}>{children}</ul>

export type RowProps = {
  readonly title: ReactNode
  /** 14 px: when and by whom. */
  readonly small?: ReactNode
  /** The third line is the exception. */
  readonly third?: ReactNode
  readonly shape?: ShapeName
  readonly shapeLabel?: string
  readonly tone?: Tone
  readonly children?: ReactNode
}

export function Row({ title, small, third, shape, shapeLabel, tone = 'plain', children }: RowProps) {
  const words = (
    <div>
      {title}
      {small === undefined ? null : <small className={css.second}>{small}</small>}
      {third === undefined ? null : <small>{third}</small>}
      {children}
    </div>
  )
  return (
    <li data-shape={shape !== undefined}>
      {shape === undefined ? null : <Shape name={shape} label={shapeLabel} tone={tone} />}
      {words}
    </li>
  )
}

/** What is done, or sure, steps back behind its summary. */
export function Fold({
  summary,
  shape,
  open = false,
  children,
}: HasChildren & { readonly summary: ReactNode; readonly shape?: ShapeName; readonly open?: boolean }) {
  return (
    <details className={css.fold} open={open}>
      <summary>
        {shape === undefined ? null : <Shape name={shape} />} {summary} <Icon name="fold" />
      </summary>
      {children}
    </details>
  )
}
