/** Rows in groups: on a laptop a table, on a phone blocks whose cells carry their column's name. A button or a time stands beside the name. */
import type { ReactNode } from 'react'
import css from './register.module.css'

export type RegisterColumn = {
  readonly key: string
  readonly head: string
  /** Stands before the value on a phone; the head, unless that is long. */
  readonly label?: string
  readonly width?: string
  /** `name` is the row's title; `corner` stands beside it on a phone; `act` also ends the row. */
  readonly role?: 'name' | 'corner' | 'act'
  readonly headHidden?: boolean
}

export type RegisterRow = { readonly key: string; readonly cells: Readonly<Record<string, ReactNode>> }
export type RegisterGroup = { readonly key: string; readonly title?: ReactNode; readonly rows: readonly RegisterRow[] }

export type RegisterProps = {
  readonly caption: string
  readonly columns: readonly RegisterColumn[]
  readonly groups: readonly RegisterGroup[]
}

export function Register({ caption, columns, groups }: RegisterProps) {
  const corner = columns.some((c) => c.role === 'corner' || c.role === 'act')
  return (
    <table className={css.reg}>
      <caption className="hide">{caption}</caption>
      <colgroup>
        {columns.map((c) => (
          <col key={c.key} style={c.width === undefined ? undefined : { inlineSize: c.width }} />
        ))}
      </colgroup>
      <thead className="only-wide">
        <tr>
          {columns.map((c) => (
            <th scope="col" key={c.key}>
              {c.headHidden === true ? <span className="hide">{c.head}</span> : c.head}
            </th>
          ))}
        </tr>
      </thead>
      {groups.map((group) => (
        <tbody key={group.key}>
          {group.title === undefined ? null : (
            <tr className={css.group}>
              <th colSpan={columns.length} scope="rowgroup">
                <h2>{group.title}</h2>
              </th>
            </tr>
          )}
          {group.rows.map((row) => (
            <tr key={row.key} className={css.row} data-corner={corner}>
              {columns.map((c) => (
                <Cell key={c.key} column={c}>
                  {row.cells[c.key]}
                </Cell>
              ))}
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  )
}

function Cell({ column, children }: { readonly column: RegisterColumn; readonly children: ReactNode }) {
  if (column.role === 'name') return <th scope="row">{children}</th>
  return (
    <td data-role={column.role ?? 'fact'} data-label={column.label ?? column.head}>
      <div>{children}</div>
    </td>
  )
}
