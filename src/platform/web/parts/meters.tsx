/** Load against a limit, and progress. The number always stands beside it in words. */
import type {} from '../css-properties.ts'
import css from './meters.module.css'

/** The line is the limit. `label` says both numbers, e.g. "16 dari 25". */
export function Load({
  value,
  limit,
  label,
}: {
  readonly value: number
  readonly limit: number
  readonly label: string
}) {
  const scale = Math.max(limit * 1.2, value)
  return (
    <span
      className={css.load}
      data-over={value > limit}
      role="img"
      aria-label={label}
      style={{ '--value': value / scale, '--limit': limit / scale }}
    >
      <i />
    </span>
  )
}

export function Progress({
  value,
  max,
  label,
  thick = false,
}: {
  readonly value: number
  readonly max: number
  readonly label: string
  readonly thick?: boolean
}) {
  const part = max === 0 ? 0 : Math.min(1, value / max)
  return (
    <div
      className={css.progress}
      data-thick={thick}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={max}
      aria-valuenow={value}
      style={{ '--value': part }}
    >
      <i />
    </div>
  )
}
