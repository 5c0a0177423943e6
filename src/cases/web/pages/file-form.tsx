/** What every form about a file needs: its name, its draft, and the way back to where the new entry stands. */
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Writing } from '../local/work.ts'
import type { WithFiles } from '../local/chosen-files.ts'
import { useWork } from '../local/context.tsx'
import { type Faults, type Form, useForm } from '../local/form.ts'
import type { OpenFile } from './file-frame.tsx'
import { to } from './place.ts'

type FormWord = 'visit' | 'note' | 'facts' | 'correct' | 'retract' | 'close' | 'reopen' | 'identity'

export type FileFormOptions<D> = {
  readonly open: OpenFile
  readonly word: FormWord
  /** The page below the file, such as `visit` or `correct/<entry>`; also names the draft. */
  readonly page: string
  /** Where it is written; the case stream unless said. */
  readonly stream?: string
  readonly empty: D
  readonly check: (draft: D) => Faults
  /** What the draft says, as an entry of that stream. Only asked of a draft without faults. */
  readonly entry: (draft: D) => Writing['what']
}

export type FileForm<D> = {
  readonly form: Form<D> | null
  /** Of the draft. */
  readonly name: string
  readonly back: { readonly to: string; readonly label: string }
  /** Of whom: alias and code. */
  readonly kick: string
}

/** Refused entries that a draft replaces: the new entry refers to them, and they are withdrawn. */
export type Amending = { readonly amends?: readonly string[] }

/** Withdraws what was written anew. */
export function useAmended(): (draft: object) => Promise<void> {
  const work = useWork()
  return async (draft) => {
    const amends = (draft as Amending).amends ?? []
    for (const item of work.state().items) {
      if (amends.includes(item.id) && item.state === 'refused') await work.withdraw(item, 'amended')
    }
  }
}

/** A form that writes one entry into the case stream; afterwards the file opens at that entry. */
export function useFileForm<D extends object>(options: FileFormOptions<D>): FileForm<D> {
  const { open, word, page, empty, check, entry } = options
  const { t } = useTranslation('cases')
  const work = useWork()
  const navigate = useNavigate()
  const amended = useAmended()
  const { file, label } = open
  const { stream = file } = options
  const name = `${page}:${file}`
  const form = useForm<D>({
    name,
    thrown: async (draft) => {
      const { files = [] } = draft as Partial<WithFiles>
      await work.files.forget(files.map(({ id }) => id))
    },
    about: () => ({ form: word, to: to.page(file, page), ...label }),
    empty,
    check,
    write: async (draft) => {
      const what = entry(draft)
      const refs = [...(what.refs ?? []), ...((draft as Amending).amends ?? [])]
      const [written] = await work.write([{ stream, what: { ...what, refs } }], label, name)
      await amended(draft)
      await navigate({ to: to.file(file), hash: `e-${written?.id ?? ''}`, replace: true })
    },
  })
  return {
    form,
    name,
    back: { to: to.file(file), label: label.alias },
    kick: `${t(`form.name.${word}`)}, ${label.code}`,
  }
}
