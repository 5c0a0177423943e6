/** Status as a drawing, always next to its word. Fourteen shapes, different in outline, drawn in the colour of the text beside them. */
import type { ReactNode } from 'react'
import css from './shape.module.css'

const STROKE = { fill: 'none', stroke: 'currentColor' } as const

const DRAWINGS = {
  late: <path fillRule="evenodd" d="M1 1h14v14H1zM7 4v5h2V4zm0 6.2v2h2v-2z" />,
  today: <circle cx="8" cy="8" r="6" />,
  soon: <path fillRule="evenodd" d="M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2m0 1.5v9a4.5 4.5 0 0 1 0-9" />,
  open: <circle cx="8" cy="8" r="5.25" {...STROKE} strokeWidth="1.5" />,
  waiting: (
    <>
      <circle cx="2.5" cy="8" r="2" />
      <circle cx="8" cy="8" r="2" />
      <circle cx="13.5" cy="8" r="2" />
    </>
  ),
  done: <path {...STROKE} strokeWidth="2.2" d="m2.5 8.5 3.7 3.7 7.3-8" />,
  away: <path {...STROKE} strokeWidth="1.8" d="M8 13.5V6m-3 3 3-3.2L11 9M2.5 3h11" />,
  held: <path d="M1 5h14v6H1z" />,
  fix: <path {...STROKE} strokeWidth="2.2" d="M2.5 12.5 8 4l5.5 8.5" />,
  fork: <path {...STROKE} strokeWidth="2" d="M8 15V9L3 2m5 7 5-7" />,
  decision: <path d="m8 1.5 6.5 6.5L8 14.5 1.5 8z" />,
  query: <path {...STROKE} strokeWidth="1.6" strokeDasharray="2.9 2.1" strokeDashoffset="1.4" d="M2 2h12v12H2z" />,
  proved: (
    <>
      <path {...STROKE} strokeWidth="1.5" d="M2 2h12v12H2z" />
      <path {...STROKE} strokeWidth="1.8" d="m4.8 8.2 2.3 2.3 4.2-4.9" />
    </>
  ),
  press: <path {...STROKE} strokeWidth="1.5" d="M2 2h12v12H2zM4.8 6h6.4M4.8 8.5h6.4M4.8 11h4" />,
} as const satisfies Record<string, ReactNode>

export type ShapeName = keyof typeof DRAWINGS

export const SHAPES = Object.keys(DRAWINGS) as readonly ShapeName[]

/** What the colour says after shape and word: `late` is the only red, `today` the accent. */
export type Tone = 'late' | 'today' | 'plain'

export type ShapeProps = {
  readonly name: ShapeName
  /** The word, when it does not stand beside the shape anyway. */
  readonly label?: string | undefined
  readonly tone?: Tone
  readonly small?: boolean
}

export function Shape({ name, label, tone = 'plain', small = false }: ShapeProps) {
  const spoken = label === undefined ? { 'aria-hidden': true as const } : { role: 'img', 'aria-label': label }
  return (
    <svg viewBox="0 0 16 16" className={css.shape} data-shape={name} data-tone={tone} data-small={small} {...spoken}>
      {DRAWINGS[name]}
    </svg>
  )
}

/** Shape and word in one line. */
export function Status({
  shape,
  tone,
  children,
}: {
  readonly shape: ShapeName
  readonly tone?: Tone
  readonly children: ReactNode
}) {
  return (
    <span className={css.status}>
      <Shape name={shape} tone={tone ?? 'plain'} />
      <span>{children}</span>
    </span>
  )
}

/** A small mark beside a source: primary text, press, unverified. */
export function Mark({ shape, children }: { readonly shape: ShapeName; readonly children: ReactNode }) {
  return (
    <span className={css.mark}>
      <Shape name={shape} />
      {children}
    </span>
  )
}
