/** A page with one task: no navigation, the way back, what is kept, and on a phone the buttons at the thumb. */
import type { ReactNode } from 'react'
import { BackLink } from './go.tsx'
import css from './task-page.module.css'

export type TaskPageProps = {
  readonly back: { readonly to: string; readonly label: ReactNode; readonly outside?: boolean }
  /** At the end of the top line: a `SavedLine`, or the code of the file. */
  readonly status?: ReactNode
  readonly children: ReactNode
  /** Stays at the lower edge on a phone. */
  readonly foot?: ReactNode
  /** A single narrow column, for one question. */
  readonly narrow?: boolean
}

export function TaskPage({ back, status, children, foot, narrow = false }: TaskPageProps) {
  return (
    <div className={css.task}>
      <header className={css.top}>
        <BackLink to={back.to} outside={back.outside ?? false}>
          {back.label}
        </BackLink>
        {status}
      </header>
      <main className={css.main} id="isi" tabIndex={-1} data-narrow={narrow}>
        {children}
      </main>
      {foot === undefined ? null : <footer className={css.foot}>{foot}</footer>}
    </div>
  )
}

/** The task, and beside it what will happen. Actions come last, also on a phone: consequences before the button. */
export function TaskColumns({
  main,
  aside,
  acts,
}: {
  readonly main: ReactNode
  readonly aside: ReactNode
  readonly acts?: ReactNode
}) {
  return (
    <div className={css.grid}>
      <div>{main}</div>
      <aside>{aside}</aside>
      {acts === undefined ? null : <div>{acts}</div>}
    </div>
  )
}
