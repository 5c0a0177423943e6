/** What a sheet says, drawn as its cell, and beside it what was read from it. Also: two rows side by side, and questions that stand for many rows. */
import type { ReactNode } from 'react'
import { Icon } from './icon.tsx'
import { Acts } from './page.tsx'
import { Shape, type ShapeName } from './shape.tsx'
import css from './readings.module.css'

/** Text exactly as it stands in the sheet, spaces included. */
export const RawText = ({ children }: { readonly children: string }) => <bdi className={css.raw}>{children}</bdi>

export type Reading = {
  readonly row: ReactNode
  readonly cells: readonly { readonly raw?: string; readonly read?: ReactNode; readonly assumed?: ReactNode }[]
}

/** `heads` name the columns after the first, which holds row numbers (`rowHead`). */
export function RawRead({
  caption,
  rowHead,
  heads,
  readings,
}: {
  readonly caption: string
  readonly rowHead: string
  readonly heads: readonly string[]
  readonly readings: readonly Reading[]
}) {
  return (
    <table className={css.reads}>
      <caption className="hide">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{rowHead}</th>
          {heads.map((head) => (
            <th scope="col" key={head}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {readings.map((reading, index) => (
          <tr key={index}>
            <th scope="row">{reading.row}</th>
            {reading.cells.map((cell, n) => (
              <td key={n}>
                {cell.raw === undefined ? null : <RawText>{cell.raw}</RawText>}
                {cell.read}
                {cell.assumed === undefined ? null : <small>{cell.assumed}</small>}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** The first rows of a sheet as they stand; `head` rows are marked. Scrolls sideways in its own box. */
export function GridRaw({
  label,
  rows,
}: {
  readonly label: string
  readonly rows: readonly { readonly n: number; readonly head?: boolean; readonly cells: readonly string[] }[]
}) {
  const width = Math.max(1, ...rows.map((row) => row.cells.length))
  return (
    // A box that scrolls must be reachable by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="scroll-x" tabIndex={0} role="region" aria-label={label}>
      <table className={css.grid}>
        <tbody>
          {rows.map((row) => (
            <tr key={row.n} data-head={row.head ?? false}>
              <th scope="row">{row.n}</th>
              {row.cells.map((cell, n) => (
                <td key={n} colSpan={row.cells.length === 1 ? width : undefined}>
                  {cell === '' ? '\u00A0' : cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

export type VersusRow = {
  readonly name: ReactNode
  readonly values: readonly [ReactNode, ReactNode]
  readonly differs: boolean
}

/** Two rows side by side, bold where they differ. */
export function Versus({
  title,
  heads,
  rows,
}: {
  readonly title: ReactNode
  readonly heads: readonly [ReactNode, ReactNode]
  readonly rows: readonly VersusRow[]
}) {
  return (
    <table className={css.versus}>
      <thead>
        <tr>
          <th scope="col">{title}</th>
          <th scope="col">{heads[0]}</th>
          <th scope="col">{heads[1]}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          <tr key={index} data-differs={row.differs}>
            <th scope="row">{row.name}</th>
            <td>{row.values[0]}</td>
            <td>{row.values[1]}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

export const Asks = ({ children }: { readonly children: ReactNode }) => <ul className={css.asks}>{children}</ul>

export type AskProps = {
  readonly shape?: ShapeName
  readonly title: ReactNode
  readonly small?: ReactNode
  /** "38 baris" */
  readonly count: ReactNode
  readonly open?: boolean
  readonly children?: ReactNode
  /** One button per answer; the recommended one is `light`. Joining two children is never recommended. */
  readonly answers?: ReactNode
}

/** One stroke answers many rows. */
export function Ask({ shape = 'query', title, small, count, open = false, children, answers }: AskProps) {
  return (
    <li>
      <details open={open}>
        <summary className={css.line}>
          <Shape name={shape} />
          <span>
            <h3>{title}</h3>
            {small === undefined ? null : <small>{small}</small>}
          </span>
          <span className={css.n}>
            {count} <Icon name="fold" />
          </span>
        </summary>
        <div className={css.open}>
          {children}
          {answers === undefined ? null : <Acts>{answers}</Acts>}
        </div>
      </details>
    </li>
  )
}

/** An answered question stays, with a way to change it. */
export const Answered = ({
  title,
  small,
  action,
}: {
  readonly title: ReactNode
  readonly small?: ReactNode
  readonly action?: ReactNode
}) => (
  <li>
    <div className={css.line}>
      <Shape name="done" />
      <span>
        <h3>{title}</h3>
        {small === undefined ? null : <small>{small}</small>}
      </span>
      {action}
    </div>
  </li>
)
