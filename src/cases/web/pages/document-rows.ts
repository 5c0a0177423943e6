/** Documents as rows: from the view to what is shown, with where the bytes of each are. */
import { useTranslation } from 'react-i18next'
import { endingOf } from '#platform/pure/attachments/index.ts'
import { toHex } from '#platform/pure/bytes/index.ts'
import { isStrippable } from '#platform/pure/images/index.ts'
import { Problem } from '#platform/pure/problem.ts'
import { apiFile } from '#platform/web/api.ts'
import { sha256 } from '#platform/web/crypto/index.ts'
import { readBlob } from '../../contract.ts'
import type { Attachment } from '../../file/entry.ts'
import type { Document } from '../../view.ts'
import { useWork, useWorkState } from '../local/context.tsx'
import type { Files } from '../local/files.ts'
import type { DocumentFile, Loaded } from '../parts/document-files.tsx'
import type { DocumentRow } from '../screens/file.props.ts'
import { useSay } from './say.ts'

/** `awaited`: ids that the office does not have whole. */
export function useDocumentRows(): (
  documents: readonly Document[],
  awaited: readonly string[],
) => readonly DocumentRow[] {
  const { t } = useTranslation('cases')
  const say = useSay()
  const fileOf = useDocumentFile()
  return (documents, awaited) =>
    documents.map(({ id, title, by, day, files }) => {
      const said = say.message(title)
      return {
        key: id,
        title: said,
        small: t('file.documentBy', { who: say.person(by), day: say.date(day) }),
        files: files.map((file, n) => fileOf(file, { title: said, n, of: files.length, awaited })),
      }
    })
}

type Among = { readonly title: string; readonly n: number; readonly of: number; readonly awaited: readonly string[] }

function useDocumentFile(): (file: Attachment, among: Among) => DocumentFile {
  const { t } = useTranslation('cases')
  const { files: store } = useWork()
  const { files: here, moving } = useWorkState()
  return (file, { title, n, of, awaited }) => {
    const kind = t(`files.kind.${kindOf(file.type)}`)
    const name = of === 1 ? kind : t('files.nth', { kind, n: n + 1 })
    const kept = here.get(file.id)
    const sent = moving?.id === file.id ? moving.sent : 0
    return {
      key: file.id,
      name,
      size: file.size,
      picture: isStrippable(file.type),
      saveAs: `${of === 1 ? title : `${title} ${n + 1}`}.${endingOf(file.type)}`.replaceAll(/[/\\:*?"<>|]/g, ' '),
      onItsWay:
        kept === undefined
          ? awaited.includes(file.id)
            ? 'elsewhere'
            : null
          : { done: Math.min(kept.arrived + sent, file.size) },
      load: () => load(store, file),
    }
  }
}

/** From this device while it is still here; otherwise from the office, and only what its writer wrote. */
async function load(store: Files, file: Attachment): Promise<Loaded> {
  const own = await store.whole(file.id).catch(() => null)
  if (own !== null) return { ok: true, blob: new Blob([own], { type: file.type }) }
  try {
    const blob = await apiFile(readBlob, { params: { blob: file.id } })
    const bytes = new Uint8Array(await blob.arrayBuffer())
    if (toHex(await sha256(bytes)) !== file.sha256) return { ok: false, why: 'damaged' }
    return { ok: true, blob: new Blob([bytes], { type: file.type }) }
  } catch (error) {
    if (!(error instanceof Problem)) return { ok: false, why: 'gone' }
    return { ok: false, why: error.code === 'not-signed-in' ? 'signed-out' : 'not-there' }
  }
}

const kindOf = (type: string) => {
  if (type.startsWith('image/')) return 'picture'
  if (type.startsWith('audio/')) return 'sound'
  if (type === 'application/pdf') return 'pdf'
  return type === 'text/plain' ? 'text' : 'office'
}
