/** Half-written acts of a referral or a hand-over: kept, sealed, as they are typed, and forgotten together with what they become. */
import { useEffect, useState } from 'react'
import type { Entry } from '../../file/entry.ts'
import { useWork } from '../local/context.tsx'
import type { DraftAbout } from '../local/drafts.ts'
import type { ItemLabel } from '../local/outbox.ts'
import { oneAtATime } from '../local/one-at-a-time.ts'
import { createSaver } from '../local/saver.ts'
import type { ActDraft, KeptAct } from '../parts/acting.tsx'
import { type Amending, useAmended } from './file-form.tsx'

export type KeptActDraft = ActDraft & Amending

/** Where an act is written: into which stream, and on which page it stands. */
export type ActPlace = {
  readonly stream: string
  /** A word under `form.name.` of the catalogue. */
  readonly form: 'referral' | 'offer' | 'decline'
  /** Address of the page on which the act is found again, and what it became is read. */
  readonly at: string
  readonly label: ItemLabel
}

type Written = { readonly kind: string; readonly data: Record<string, unknown>; readonly refs?: readonly string[] }

export type ActKeeping = {
  readonly kept: KeptAct
  /** Writes what an act says, once however often it is pressed; its draft goes at the same moment. Resolves to the entry. */
  readonly write: (what: Written) => Promise<Entry | undefined>
}

/** One draft for each stream: one does one thing at a time there. */
export const actDraftName = (stream: string): string => `act:${stream}`

type Found = { readonly name: string; readonly draft: KeptActDraft | null }

/** Nothing is open until its draft was looked for. */
export function useActKeeping({ stream, form, at, label }: ActPlace): ActKeeping {
  const work = useWork()
  const amended = useAmended()
  const { drafts } = work
  const name = actDraftName(stream)
  const [found, setFound] = useState<Found | null>(null)
  const [saver] = useState(() =>
    createSaver<Found & { readonly about: DraftAbout }>(({ name: of, about, draft }) =>
      draft === null ? drafts.forget(of) : drafts.save(of, about, draft),
    ),
  )
  useEffect(() => {
    let left = false
    void drafts.find<KeptActDraft>(name).then((kept) => {
      if (!left) setFound({ name, draft: kept?.value ?? null })
    })
    return () => {
      left = true
    }
  }, [drafts, name])
  const draft = found?.name === name ? found.draft : null
  const { alias, code } = label

  async function writeOnce({ kind, data, refs = [] }: Written): Promise<Entry | undefined> {
    const amends = draft?.amends ?? []
    // No letter may be kept after the draft was forgotten.
    await saver.stop()
    try {
      const [entry] = await work.write(
        [{ stream, what: { kind, data, refs: [...refs, ...amends] } }],
        { ...label, at },
        name,
      )
      // Meanwhile another row may have been opened.
      setFound((now) => (now?.name === name ? { name, draft: null } : now))
      await amended({ amends })
      return entry
    } finally {
      saver.goOn()
    }
  }

  // The form is still there until the entry is kept; a second press within that moment must not become a second entry.
  const [once] = useState(() => oneAtATime((run: () => Promise<Entry | undefined>) => run()))

  return {
    kept: {
      draft,
      keep(next) {
        const amends = draft?.amends
        const kept = next === null || amends === undefined ? next : { ...next, amends }
        setFound({ name, draft: kept })
        saver.save({ name, draft: kept, about: { form, to: at, alias, code } })
      },
    },
    write: (what) => once(() => writeOnce(what)),
  }
}
