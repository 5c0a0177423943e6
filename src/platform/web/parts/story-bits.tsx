/** What a story is told with: who is waited for, a correction, what is withheld, an earlier answer, what will happen. */
import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Acts } from './page.tsx'
import { Shape } from './shape.tsx'
import css from './story-bits.module.css'

/** For whom we wait, since when, and what happens next. `block`: on sunk ground, because it is still open. */
export function WaitBadge({
  children,
  small,
  block = false,
  actions,
}: {
  readonly children: ReactNode
  readonly small?: ReactNode
  readonly block?: boolean
  readonly actions?: ReactNode
}) {
  return (
    <div className={css.wait} data-block={block}>
      {block ? null : <Shape name="waiting" />}
      <div>
        <p>{children}</p>
        {small === undefined ? null : <small>{small}</small>}
        {actions === undefined ? null : <Acts>{actions}</Acts>}
      </div>
    </div>
  )
}

/** Both values, of equal size, and why. */
export function CorrectionPair({
  before,
  after,
  why,
}: {
  readonly before: ReactNode
  readonly after: ReactNode
  readonly why: ReactNode
}) {
  const { t } = useTranslation('platform')
  return (
    <dl className={css.fix}>
      <dt>{t('correction.before')}</dt>
      <dd>
        <del>{before}</del>
      </dd>
      <dt>{t('correction.after')}</dt>
      <dd>
        <ins>{after}</ins>
      </dd>
      <dt>{t('correction.why')}</dt>
      <dd>{why}</dd>
    </dl>
  )
}

/** A bar where something is kept back: what, and from whom. Never the value. */
export const Withheld = ({ children }: { readonly children: ReactNode }) => (
  <span className={css.held}>
    <span className={css.bar} aria-hidden="true" />
    <span>{children}</span>
  </span>
)

/** Asked once before: who, when, on what occasion. One tap keeps it. */
export function EarlierAnswer({
  source,
  children,
  onKeep,
  onChange,
}: {
  readonly source: ReactNode
  readonly children: ReactNode
  readonly onKeep: () => void
  readonly onChange: () => void
}) {
  const { t } = useTranslation('platform')
  return (
    <Known title={source}>
      <p>{children}</p>
      <Acts>
        <Button variant="default" onClick={onKeep}>
          {t('earlier.keep')}
        </Button>
        <Button variant="subtle" onClick={onChange}>
          {t('earlier.change')}
        </Button>
      </Acts>
    </Known>
  )
}

/** Sunk ground: what was already said, or is kept exactly as written. */
export const Known = ({ title, children }: { readonly title: ReactNode; readonly children: ReactNode }) => (
  <div className={css.known}>
    <p className={css.source}>{title}</p>
    {children}
  </div>
)

export type ThenStep = { readonly what: ReactNode; readonly when?: ReactNode }

/** What will happen, in order of time, before the button. */
export const ThenList = ({ steps }: { readonly steps: readonly ThenStep[] }) => (
  <ol className={css.then}>
    {steps.map((step, index) => (
      <li key={index}>
        <div>
          {step.what}
          {step.when === undefined ? null : <small>{step.when}</small>}
        </div>
      </li>
    ))}
  </ol>
)

/** An empty screen, or a refusal, in three sentences and a button: what appears here (or happened), what was kept, the first step. */
export function EmptyState({
  title,
  children,
  action,
}: {
  readonly title: ReactNode
  readonly children: ReactNode
  readonly action?: ReactNode
}) {
  return (
    <div className={css.empty}>
      <p>
        <b>{title}</b>
      </p>
      <p className="two">{children}</p>
      {action === undefined ? null : <div className={css.emptyAction}>{action}</div>}
    </div>
  )
}

/** Said in place, where the person looks: "Tersimpan." Read aloud when it appears. */
export const Confirmation = ({ children }: { readonly children: ReactNode }) => (
  <p className={css.said} role="status">
    <Shape name="done" tone="today" /> {children}
  </p>
)
