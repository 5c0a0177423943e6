/** A package: a card, because each fact can be taken out. The recipient sees the same card without the buttons. */
import { useId, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, Withheld } from '#platform/web/index.ts'
import css from './package-card.module.css'

export type PackageFact = {
  readonly key: string
  readonly name: string
  readonly value: ReactNode
  /** `always` is sent whatever one does; `withheld` shows a bar, and `value` says by whom. */
  readonly keep: 'may-take-out' | 'always' | 'withheld' | 'plain'
}

export type PackageCardProps = {
  readonly from: ReactNode
  readonly title: ReactNode
  readonly facts: readonly PackageFact[]
  /** Only for the sender. */
  readonly onTakeOut?: (key: string) => void
}

export function PackageCard({ from, title, facts, onTakeOut }: PackageCardProps) {
  const id = useId()
  return (
    <section className={css.package} aria-labelledby={id}>
      <header>
        <small>{from}</small>
        <h2 id={id}>{title}</h2>
      </header>
      <ul>
        {facts.map((fact) => (
          <li key={fact.key}>
            <div>
              <small>{fact.name}</small>
              {fact.keep === 'withheld' ? <Withheld>{fact.value}</Withheld> : fact.value}
            </div>
            {onTakeOut === undefined ? null : <End fact={fact} onTakeOut={onTakeOut} />}
          </li>
        ))}
      </ul>
    </section>
  )
}

function End({ fact, onTakeOut }: { readonly fact: PackageFact; readonly onTakeOut: (key: string) => void }) {
  const { t } = useTranslation('cases')
  if (fact.keep === 'always') return <span className="small three">{t('package.always')}</span>
  if (fact.keep !== 'may-take-out') return null
  return (
    <Button
      variant="subtle"
      aria-label={t('package.takeOutNamed', { name: fact.name })}
      onClick={() => onTakeOut(fact.key)}
    >
      {t('package.takeOut')}
    </Button>
  )
}
