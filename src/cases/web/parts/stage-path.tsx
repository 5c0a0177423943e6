/** The way of a file as a path: the steps behind, the present one, those ahead, and the end as a bar. */
import { useTranslation } from 'react-i18next'
import css from './stage-path.module.css'

export type StageStep = { readonly name: string; /** "14 Agu", "sejak 3 Sep" */ readonly note?: string }

export type StagePathProps = {
  readonly steps: readonly StageStep[]
  /** Index of the present step; `steps.length` when the file is closed. */
  readonly at: number
}

const placeOf = (index: number, at: number): 'was' | 'here' | 'ahead' => {
  if (index < at) return 'was'
  return index === at ? 'here' : 'ahead'
}

export function StagePath({ steps, at }: StagePathProps) {
  const { t } = useTranslation('cases')
  const closed = at >= steps.length
  const present = steps[at]
  const step = t('stagePath.step', { n: at + 1, of: steps.length })
  return (
    <div>
      <ol className={css.path} aria-label={t('stagePath.name')} style={{ '--steps': steps.length }}>
        {steps.map((s, index) => (
          <li key={s.name} data-place={placeOf(index, at)} aria-current={index === at ? 'step' : undefined}>
            <i />
            <b>{s.name}</b>
            {s.note === undefined ? null : <span>{s.note}</span>}
          </li>
        ))}
        <li data-place={closed ? 'here' : 'ahead'} data-end="true" aria-current={closed ? 'step' : undefined}>
          <i />
          <span className="hide">{t('stagePath.closed')}</span>
        </li>
      </ol>
      <p className={css.line}>
        <b>{closed ? t('stagePath.closed') : present?.name}</b>{' '}
        {closed ? null : (
          <span className="three">{present?.note === undefined ? step : `${step}, ${present.note}`}</span>
        )}
      </p>
    </div>
  )
}

/** The path in a list; its word stands beside it. */
export function StagePathMini({ total, at }: { readonly total: number; readonly at: number }) {
  return (
    <span className={css.mini} aria-hidden="true">
      {Array.from({ length: total }, (_, index) => (
        <i key={index} data-place={placeOf(index, at)} />
      ))}
    </span>
  )
}
