import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { useWork } from './context.tsx'
import { draftKey } from './drafts.ts'
import type { Form } from './form.ts'
import { type ChosenFile, type FileRefusal, MOST_FILES, takeFile } from './take-file.ts'

/** A draft that may carry files. */
export type WithFiles = { readonly files: readonly ChosenFile[] }

export type NotTaken = { readonly name: string; readonly why: FileRefusal }

export type ChosenFiles = {
  readonly files: readonly ChosenFile[]
  readonly refused: readonly NotTaken[]
  /** One is being read and sealed. */
  readonly busy: boolean
  readonly add: (files: readonly File[]) => void
  readonly remove: (id: string) => void
  /** The bytes of one, for its preview; null when they are no longer here. */
  readonly bytes: (file: ChosenFile) => Promise<Blob | null>
  /** Submits the form, after the file that is being read. */
  readonly submit: () => void
}

/** The files of a form: taken, sealed on this device at once, and part of the draft. `name` is that of the draft. */
export function useChosenFiles<D extends WithFiles>(
  form: Pick<Form<D>, 'draft' | 'change' | 'submit'>,
  name: string,
): ChosenFiles {
  const { files: store, me } = useWork()
  const [refused, setRefused] = useState<readonly NotTaken[]>([])
  const [waiting, setWaiting] = useState(0)
  const latest = useRef(form.draft.files)
  useEffect(() => {
    latest.current = form.draft.files
  }, [form.draft.files])
  const busy = waiting > 0
  const wanted = useRef(false)
  const goOn = useEffectEvent(() => {
    if (!wanted.current) return
    wanted.current = false
    form.submit()
  })
  useEffect(() => {
    if (!busy) goOn()
  }, [busy])
  const put = (files: readonly ChosenFile[]) => {
    latest.current = files
    // `D` has this property.
    form.change({ files } as Partial<D>)
  }
  async function take(file: File): Promise<NotTaken | null> {
    if (latest.current.length >= MOST_FILES) return { name: file.name, why: 'too-many' }
    const taken = await takeFile(file)
    if (!taken.ok) return taken
    try {
      await store.keep(draftKey(me.person, name), taken.chosen.id, taken.bytes)
    } catch {
      return { name: file.name, why: 'full' }
    }
    put([...latest.current, taken.chosen])
    return null
  }
  async function addAll(files: readonly File[]): Promise<void> {
    setRefused([])
    setWaiting((n) => n + 1)
    for (const file of files) {
      const no = await take(file).catch((): NotTaken => ({ name: file.name, why: 'malformed' }))
      if (no !== null) setRefused((before) => [...before, no])
    }
    setWaiting((n) => n - 1)
  }
  return {
    files: form.draft.files,
    refused,
    busy,
    add: (files) => void addAll(files),
    remove(id) {
      put(latest.current.filter((file) => file.id !== id))
      void store.forget([id])
    },
    async bytes({ id, type }) {
      const bytes = await store.whole(id)
      return bytes === null ? null : new Blob([bytes], { type })
    },
    submit() {
      if (busy) wanted.current = true
      else form.submit()
    },
  }
}
