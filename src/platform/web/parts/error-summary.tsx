/** After a refused form: what is wrong, each a way to its field. It takes the focus, so that a screen reader says it first. */
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import css from './error-summary.module.css'

export type FieldError = { readonly fieldId: string; readonly message: string }

export type ErrorSummaryProps = {
  readonly errors: readonly FieldError[]
  /** Changes with each attempt: the summary takes the focus again though the errors are the same. */
  readonly attempt: number
}

export function ErrorSummary({ errors, attempt }: ErrorSummaryProps) {
  const { t } = useTranslation('platform')
  const box = useRef<HTMLDivElement>(null)
  const shown = errors.length > 0
  useEffect(() => {
    if (shown) box.current?.focus()
  }, [attempt, shown])
  if (!shown) return null
  return (
    <div className={css.box} role="alert" tabIndex={-1} ref={box} aria-labelledby="error-summary">
      <h2 id="error-summary">{t('errors.title', { count: errors.length })}</h2>
      <p className="two">{t('errors.kept')}</p>
      <ul>
        {errors.map((error) => (
          <li key={error.fieldId}>
            <a className="tall" href={`#${error.fieldId}`} onClick={(event) => focusField(event, error.fieldId)}>
              {error.message}
            </a>
          </li>
        ))}
      </ul>
    </div>
  )
}

function focusField(event: React.MouseEvent, id: string): void {
  const field = document.getElementById(id)
  if (field === null) return
  event.preventDefault()
  field.focus()
  field.scrollIntoView({ block: 'center' })
}
