/** A visitor's own list at the door of the demo: held in this page's memory, and in nothing else. */
import { useCallback, useState } from 'react'
import { apiBytes } from '#platform/web/api.ts'
import { dayOfInstant } from '#platform/web/index.ts'
import * as contract from '../../contract.ts'
import { TrialScreen } from '../screens/trial.tsx'
import type { Trial } from '../types.ts'
import { namedBody, useUpload } from '../upload.ts'

export type TrialPageProps = { readonly languages: React.ReactNode }

export function TrialPage({ languages }: TrialPageProps) {
  const [today] = useState(() => dayOfInstant(new Date(), 'Asia/Jakarta'))
  const [result, setResult] = useState<Trial | null>(null)
  const send = useCallback(async (file: File, onSent: (sent: number) => void) => {
    setResult(await apiBytes(contract.trySheet, {}, namedBody(file), onSent))
    window.scrollTo(0, 0)
  }, [])
  const { upload, onFile, onAgain } = useUpload(send)
  return (
    <TrialScreen
      upload={upload}
      result={result}
      onFile={onFile}
      onAgain={onAgain}
      onForget={() => setResult(null)}
      today={today}
      languages={languages}
    />
  )
}
