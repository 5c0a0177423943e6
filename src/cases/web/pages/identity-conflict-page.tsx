/**
 * `/children/$file/identity/settle/$fact`: two answers about who the child is. They are fetched when a person asks to see them, which is
 * recorded as every look at the true name is, and go away again by themselves; a half-made choice keeps which entry, never what it says.
 */
import { useParams } from '@tanstack/react-router'
import { useCallback, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Acts, Button, ErrorLine, PageHead, TaskPage } from '#platform/web/index.ts'
import type { FactLine } from '../../view.ts'
import { Settled } from './conflict-page.tsx'
import { FileFrame, type OpenFile } from './file-frame.tsx'
import { identityField, type IdentityFact, identityValueIn, isIdentityFact } from './identity-draft.ts'
import { IdentityInput, useIdentityFault } from './identity-input.tsx'
import { MayNotDecide } from './may-not-decide.tsx'
import css from './pages.module.css'
import { to } from './place.ts'
import { useLook } from './reveal.ts'
import { SettleForm, type Third } from './settle-form.tsx'

/** So long both answers stay on the screen: time to read a card that lies beside it, and to write why. */
const SHOWN_MINUTES = 3

export function IdentityConflictPage() {
  const name = useParams({ strict: false, select: ({ fact }) => fact ?? '' })
  return (
    <FileFrame alone>
      {(open) => {
        if (!open.may.decide) return <MayNotDecide open={open} />
        if (open.identity === null || !isIdentityFact(name)) return <Settled open={open} where="identity" />
        return <Ask key={`${open.file}-${name}`} open={open} stream={open.identity.stream} name={name} />
      }}
    </FileFrame>
  )
}

type AskProps = { readonly open: OpenFile; readonly stream: string; readonly name: IdentityFact }
type Shown = 'hidden' | 'asking' | 'failed' | { readonly fact: FactLine | null }

function Ask({ open, stream, name }: AskProps) {
  const { t } = useTranslation('cases')
  const look = useLook(open)
  const [shown, setShown] = useState<Shown>('hidden')
  const isShown = typeof shown === 'object'
  useHiding(
    isShown,
    useCallback(() => setShown('hidden'), []),
  )
  const ask = async () => {
    setShown('asking')
    try {
      const facts = await look()
      setShown({ fact: facts.find((one) => one.name === name) ?? null })
    } catch {
      setShown('failed')
    }
  }
  if (isShown) {
    if (shown.fact === null || shown.fact.conflict.length === 0) return <Settled open={open} where="identity" />
    return <Settle open={open} stream={stream} name={name} fact={shown.fact} />
  }
  const title = t('conflict.question', { fact: t(`fact.${name}`) })
  return (
    <TaskPage
      narrow
      back={{ to: to.file(open.file), label: open.label.alias }}
      status={<bdi className="code">{open.label.code}</bdi>}
    >
      <title>{`${title} – Lindung`}</title>
      <PageHead title={title} sub={t('identityConflict.sub')} />
      <div className={css.stack}>
        {shown === 'failed' ? <ErrorLine>{t('identityConflict.failed')}</ErrorLine> : null}
        <p className="two">{t('identityConflict.before', { count: SHOWN_MINUTES })}</p>
        <Acts>
          <Button onClick={() => void ask()}>{t(shown === 'asking' ? 'name.asking' : 'identityConflict.show')}</Button>
        </Acts>
      </div>
    </TaskPage>
  )
}

/** Hides after some minutes, and at once when the window is left. */
function useHiding(shown: boolean, hide: () => void): void {
  useEffect(() => {
    if (!shown) return
    const timer = setTimeout(hide, SHOWN_MINUTES * 60_000)
    const left = () => {
      if (document.hidden) hide()
    }
    document.addEventListener('visibilitychange', left)
    return () => {
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', left)
    }
  }, [shown, hide])
}

function Settle({ open, stream, name, fact }: AskProps & { readonly fact: FactLine }) {
  const { t } = useTranslation('cases')
  return (
    <SettleForm
      open={open}
      fact={fact}
      stream={stream}
      page={`identity/settle/${name}`}
      third={useThird(name)}
      kept={() => t('identityConflict.kept', { alias: open.label.alias })}
      note={<p className="note">{t('identityConflict.shown', { count: SHOWN_MINUTES })}</p>}
    />
  )
}

function useThird(name: IdentityFact): Third<string> {
  const fault = useIdentityFault()
  return {
    field: identityField(name),
    empty: '',
    fault: (text) => fault(name, text),
    valueIn: (text) => identityValueIn(name, text),
    input: ({ legend, draft, error, onDraft }) => (
      <IdentityInput name={name} label={legend} text={draft} error={error} onText={onDraft} />
    ),
  }
}
