/** Import a list: sends the file, says from which day it is, and goes on to the match. */
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useCallback, useRef, useState } from 'react'
import { newUuid4 } from '#platform/pure/bytes/index.ts'
import { api, apiBytes, Unreachable } from '#platform/web/api.ts'
import { randomBytes } from '#platform/web/crypto/index.ts'
import { useToday } from '../../../web/pages/place.ts'
import * as contract from '../../contract.ts'
import { useImports } from '../data.ts'
import { StartScreen } from '../screens/start.tsx'
import { namedBody, useUpload } from '../upload.ts'

export function ImportStartPage() {
  const today = useToday()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const mine = useImports()
  const [asOf, setAsOf] = useState('')
  // One file that is sent again after a lost reply is one import.
  const sent = useRef<{ readonly file: File; readonly id: string } | null>(null)
  const send = useCallback(
    async (file: File, onSent: (sent: number) => void) => {
      const id = sent.current?.file === file ? sent.current.id : newUuid4(randomBytes)
      sent.current = { file, id }
      try {
        await apiBytes(contract.startImport, { params: { import: id } }, namedBody(file), onSent)
      } catch (error) {
        if (!(error instanceof Unreachable)) sent.current = null
        throw error
      }
      if (asOf !== '') await sayDay(id, asOf)
      void queries.invalidateQueries({ queryKey: ['import', 'mine'] })
      await navigate({ to: `/import/${id}/match` })
    },
    [asOf, navigate, queries],
  )
  const { upload, onFile, onAgain } = useUpload(send)
  return (
    <StartScreen
      imports={mine.data ?? null}
      upload={upload}
      asOf={asOf}
      onAsOf={setAsOf}
      onFile={onFile}
      onAgain={onAgain}
      today={today}
    />
  )
}

/** What is known of the columns from an earlier list stays: the latest entry holds everything. */
async function sayDay(id: string, asOf: string): Promise<void> {
  const { said } = await api(contract.readImport, { params: { import: id } })
  await api(contract.matchImport, { params: { import: id }, body: { columns: said.columns, asOf, remember: false } })
}
