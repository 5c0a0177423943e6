/**
 * The true name on demand. It shows for thirty seconds and is then forgotten, here too; that it was looked at is recorded, and
 * said beforehand. Leaving the page, hiding the window or pressing the button again ends it at once.
 */
import { useCallback, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, Go, Part, PartText, Shape } from '#platform/web/index.ts'
import css from './true-name.module.css'

const SHOWN_SECONDS = 30

/** One thing that is known of who the child is, in words; where two answers stand, the page on which one is chosen. */
export type TrueNameLine = { readonly text: string; readonly settleTo?: string }

type Look =
  | { readonly state: 'hidden' | 'asking' | 'failed' }
  | { readonly state: 'shown'; readonly lines: readonly TrueNameLine[]; readonly left: number }

export function TrueName({ reveal }: { readonly reveal: () => Promise<readonly TrueNameLine[]> }) {
  const { t } = useTranslation('cases')
  const [look, setLook] = useState<Look>({ state: 'hidden' })
  const hide = useCallback(() => setLook({ state: 'hidden' }), [])
  useHiding(look, setLook, hide)
  const ask = async () => {
    setLook({ state: 'asking' })
    try {
      setLook({ state: 'shown', lines: await reveal(), left: SHOWN_SECONDS })
    } catch {
      setLook({ state: 'failed' })
    }
  }
  return (
    <Part title={t('name.title')} id="nama">
      {look.state === 'shown' ? (
        <>
          <div className={css.shown} role="status" data-fading={look.left <= 3}>
            {look.lines.map((line, n) => (
              <div key={n}>
                <p>{n === 0 ? <b>{line.text}</b> : line.text}</p>
                {line.settleTo === undefined ? null : (
                  <Go to={line.settleTo} className="tall">
                    <Shape name="fork" /> <span className={css.after}>{t('name.differ')}</span>
                  </Go>
                )}
              </div>
            ))}
          </div>
          <p className={css.left} aria-hidden="true">
            {t('name.left', { count: look.left })}
          </p>
          <Button variant="default" onClick={hide}>
            {t('name.hide')}
          </Button>
        </>
      ) : (
        <>
          <PartText>{t('name.before')}</PartText>
          {look.state === 'failed' ? (
            <p className={css.failed} role="alert">
              <Shape name="away" /> {t('name.failed')}
            </p>
          ) : null}
          <Button variant="default" onClick={() => void ask()}>
            {look.state === 'asking' ? t('name.asking') : t('name.show')}
          </Button>
        </>
      )}
    </Part>
  )
}

function useHiding(look: Look, setLook: (next: Look) => void, hide: () => void): void {
  const shown = look.state === 'shown' ? look : null
  useEffect(() => {
    if (shown === null) return
    const next: Look = shown.left <= 1 ? { state: 'hidden' } : { ...shown, left: shown.left - 1 }
    const timer = setTimeout(() => setLook(next), 1000)
    document.addEventListener('visibilitychange', hide)
    return () => {
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', hide)
    }
  }, [shown, setLook, hide])
}
