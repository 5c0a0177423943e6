import { useCallback, useEffect, useEffectEvent, useRef, useState } from 'react'
import type { FieldError } from '#platform/web/index.ts'
import { useWork } from './context.tsx'
import type { DraftAbout, Drafts } from './drafts.ts'
import { createSaver } from './saver.ts'

/** What is wrong, by the id of its field; in the order of the form. Empty: it can be written. */
export type Faults = Readonly<Record<string, string | null>>

export type FormOptions<D> = {
  /** Names what is written, such as `visit:<file>`: one draft for each. */
  readonly name: string
  readonly about: (draft: D) => DraftAbout
  /** The form before anything is typed. */
  readonly empty: D
  readonly check: (draft: D) => Faults
  /** Writes the entries; the draft is forgotten together with it (`work.write` takes its name). */
  readonly write: (draft: D) => Promise<void>
  /** Forgets what the draft alone needed, when it is thrown away. */
  readonly thrown?: (draft: D) => Promise<void>
}

/** A form whose every letter is kept, sealed, on this device, until it is written or thrown away. */
export type Form<D> = {
  readonly draft: D
  /** Changes some of it; kept at once. */
  readonly change: (over: Partial<D>) => void
  /** When the draft was kept last; null while nothing is typed. */
  readonly savedAt: Date | null
  /** When the draft that was found was kept; null for a new one. */
  readonly restoredAt: Date | null
  readonly errors: readonly FieldError[]
  readonly errorOf: (fieldId: string) => string | null
  /** Counts the tries: the summary of errors takes the focus each time. */
  readonly attempt: number
  /** This device could not keep it; the draft is still there. */
  readonly failed: boolean
  readonly submit: () => void
  readonly discard: () => Promise<void>
}

/** A form without what is typed: what the page around the fields needs. */
export type FormState = Omit<Form<object>, 'draft' | 'change'>

/**
 * The form, or null until its draft was looked for. Render the fields only then: they take what they show first from the draft.
 */
export function useForm<D extends object>(options: FormOptions<D>): Form<D> | null {
  const { drafts } = useWork()
  const { name, empty } = options
  const [found, setFound] = useState<{ name: string; draft: D; restoredAt: Date | null } | null>(null)
  const first = useRef(empty)
  useEffect(() => {
    let left = false
    void drafts.find<D>(name).then((kept) => {
      if (left) return
      const restoredAt = kept === null ? null : new Date(kept.savedAt)
      setFound({ name, draft: { ...first.current, ...kept?.value }, restoredAt })
    })
    return () => {
      left = true
    }
  }, [drafts, name])
  const form = useStarted(options, drafts, found?.draft ?? null, found?.restoredAt ?? null)
  return found?.name === name ? form : null
}

function useStarted<D extends object>(
  options: FormOptions<D>,
  drafts: Drafts,
  start: D | null,
  restoredAt: Date | null,
): Form<D> | null {
  const [typed, setTyped] = useState<D | null>(null)
  const [savedAt, setSavedAt] = useState<Date | null>(null)
  const [wrong, setWrong] = useState<Faults>({})
  const [attempt, setAttempt] = useState(0)
  const [saver] = useState(() =>
    createSaver<Kept<D>>(async ({ name, about, draft }) => {
      await drafts.save(name, about, draft)
      setSavedAt(new Date())
    }),
  )
  const [failed, setFailed] = useState(false)
  const writing = useRef(false)
  const draft = typed ?? start
  const change = useCallback(
    (over: Partial<D>) =>
      setTyped((before) => {
        const base = before ?? start
        return base === null ? null : { ...base, ...over }
      }),
    [start],
  )
  const keep = useEffectEvent((next: D) => saver.save({ name: options.name, about: options.about(next), draft: next }))
  useEffect(() => {
    if (typed !== null) keep(typed)
  }, [typed])
  if (draft === null) return null

  async function write(given: D): Promise<void> {
    if (writing.current) return
    writing.current = true
    try {
      // No letter may be kept after the draft was forgotten.
      await saver.stop()
      await options.write(given)
    } catch {
      saver.goOn()
      saver.save({ name: options.name, about: options.about(given), draft: given })
      setFailed(true)
    } finally {
      writing.current = false
    }
  }

  const now = options.check(draft)
  const errors = Object.entries(wrong).flatMap(([fieldId, message]) =>
    message === null || now[fieldId] == null ? [] : [{ fieldId, message: now[fieldId] }],
  )
  return {
    draft,
    change,
    savedAt,
    restoredAt,
    errors,
    errorOf: (fieldId) => errors.find((error) => error.fieldId === fieldId)?.message ?? null,
    attempt,
    failed,
    submit() {
      setAttempt((n) => n + 1)
      setWrong(now)
      if (Object.values(now).every((message) => message === null)) void write(draft)
    },
    async discard() {
      await saver.stop()
      await drafts.forget(options.name)
      await options.thrown?.(draft)
    },
  }
}

/** What is kept of a form. */
type Kept<D> = { readonly name: string; readonly about: DraftAbout; readonly draft: D }
