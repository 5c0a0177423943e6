import { refusalOfClaim, typeOf } from '#platform/pure/attachments/index.ts'
import { type Bytes, fromUtf8, newUuid4 } from '#platform/pure/bytes/index.ts'
import { prepareAttachment, randomBytes } from '#platform/web/crypto/index.ts'
import type { Attachment } from '../../file/entry.ts'

/** A file as a draft keeps it: what the entry will say of it, and its name for whoever chose it. */
export type ChosenFile = Attachment & { readonly name: string }

/** Why a file was not taken: a key under `files.refused`. */
export type FileRefusal = 'heic' | 'type' | 'too-large' | 'empty' | 'malformed' | 'not-text' | 'full' | 'too-many'

/** An entry announces at most so many. */
export const MOST_FILES = 20

export type Taken =
  | { readonly ok: true; readonly chosen: ChosenFile; readonly bytes: Bytes }
  | { readonly ok: false; readonly name: string; readonly why: FileRefusal }

/** Looks at a chosen file and makes it final: place data leaves pictures before anything is hashed, kept or sent. */
export async function takeFile(file: File): Promise<Taken> {
  const { name } = file
  const no = (why: FileRefusal): Taken => ({ ok: false, name, why })
  const head = new Uint8Array(await file.slice(0, 16).arrayBuffer())
  const type = typeOf(file, head)
  if (type === 'heic') return no('heic')
  if (type === undefined) return no('type')
  const refusal = refusalOfClaim({ type, size: file.size })
  if (refusal !== undefined) return no(refusal === 'type-not-allowed' ? 'type' : refusal)
  const bytes = new Uint8Array(await file.arrayBuffer())
  if (type === 'text/plain' && !isText(bytes)) return no('not-text')
  const prepared = await prepareAttachment(newUuid4(randomBytes), type, bytes)
  return prepared === undefined
    ? no('malformed')
    : { ok: true, chosen: { ...prepared.file, name }, bytes: prepared.bytes }
}

function isText(bytes: Bytes): boolean {
  try {
    return !fromUtf8(bytes).includes('\0')
  } catch {
    return false
  }
}

/** What an entry says of chosen files: their names stay on the device. */
export const announcedOf = (files: readonly ChosenFile[]): readonly Attachment[] =>
  files.map(({ id, size, type, sha256, key }) => ({ id, size, type, sha256, key }))
