/** The one next thing of a page, marked at its start by a bar of the accent. */
import { useTranslation } from 'react-i18next'
import type { ReactNode } from 'react'
import { Acts } from './page.tsx'
import css from './next-thing.module.css'

export type NextThingProps = {
  readonly kick?: ReactNode
  readonly title: ReactNode
  readonly children?: ReactNode
  readonly actions?: ReactNode
}

export function NextThing({ kick, title, children, actions }: NextThingProps) {
  const { t } = useTranslation('platform')
  return (
    <section className={css.next} aria-label={t('next')}>
      <p className={css.kick}>{kick ?? t('next')}</p>
      <h2>{title}</h2>
      {children === undefined ? null : <p>{children}</p>}
      {actions === undefined ? null : <Acts>{actions}</Acts>}
    </section>
  )
}
