/** A file on its way to the office: how far it is, and in words why it was refused. */
import { useCallback, useRef, useState } from 'react'
import { Problem } from '#platform/pure/problem.ts'
import type { Upload } from './parts/upload-box.tsx'

/** The body of an upload: its name as a line of JSON, then the file. Names may name a child; they stand in no address. */
export const namedBody = (file: File): Blob => new Blob([`${JSON.stringify({ name: file.name.slice(-200) })}\n`, file])

/** Why a file was not taken, by the keys of `import.refused`. */
export function refusalOf(error: unknown): { readonly reason: string; readonly again: boolean } {
  if (!(error instanceof Problem)) return { reason: 'unreachable', again: true }
  switch (error.code) {
    case 'unreadable-file':
      return { reason: error.reason ?? 'broken', again: false }
    case 'too-large':
      return { reason: 'too-large', again: false }
    case 'busy':
    case 'too-many-requests':
      return { reason: error.code, again: true }
    case 'not-found':
      return { reason: 'not-here', again: false }
    default:
      return { reason: 'other', again: true }
  }
}

/** Sends files: `send` gets the file and whom to tell how much has left; it may go on with what came of it. */
export function useUpload(send: (file: File, onSent: (sent: number) => void) => Promise<void>) {
  const [upload, setUpload] = useState<Upload>({ step: 'idle' })
  const last = useRef<File | null>(null)
  const onFile = useCallback(
    async (file: File) => {
      last.current = file
      const { name, size } = file
      setUpload({ step: 'sending', file: name, sent: 0, size })
      const onSent = (sent: number) =>
        setUpload(sent >= size ? { step: 'reading', file: name } : { step: 'sending', file: name, sent, size })
      try {
        await send(file, onSent)
        setUpload({ step: 'idle' })
      } catch (error) {
        setUpload({ step: 'refused', file: name, ...refusalOf(error) })
      }
    },
    [send],
  )
  return {
    upload,
    onFile: (file: File) => void onFile(file),
    onAgain: () => {
      if (last.current !== null) void onFile(last.current)
    },
  }
}
