/** Step 2 with the office: answers are saved as given; one button makes the files. */
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '#platform/pure/problem.ts'
import { api, apiBytes, apiFile } from '#platform/web/api.ts'
import { useToday } from '../../../web/pages/place.ts'
import * as contract from '../../contract.ts'
import { useImportId, useRead, useStale, useTried } from '../data.ts'
import { OWNERS_FIELD } from '../parts/owners-question.tsx'
import { type Saver, useSaver } from '../saver.ts'
import { type CheckProps, CheckScreen } from '../screens/check.tsx'
import type { ReadAnswer, TriedList, ImportState } from '../types.ts'
import { refusalOf } from '../upload.ts'
import { useAnswering } from './answering.ts'
import { ImportTrouble } from './import-frame.tsx'
import { useOwners } from './owners.ts'

export function ImportCheckPage() {
  const id = useImportId()
  const tried = useTried(id)
  const read = useRead(id)
  if (tried.data === undefined || read.data === undefined) return <ImportTrouble of={[tried, read]} />
  return <Check key={id} id={id} read={read.data} {...tried.data} />
}

type CheckData = {
  readonly id: string
  readonly read: ReadAnswer
  readonly run: ImportState
  readonly tried: TriedList
  readonly savedAt: string
}

function Check({ id, read, run, tried, savedAt }: CheckData) {
  const saver = useSaver()
  const answering = useAnswering(id, saver, savedAt)
  const { settle, ...owners } = useOwners(id, read, saver)
  const making = useMaking(id, settle, saver)
  const excel = useExcel(id, saver)
  const { t } = useTranslation('cases')
  const today = useToday()
  return (
    <CheckScreen
      file={read.list.file}
      run={run}
      tried={tried}
      answering={answering}
      owners={{ ...owners, error: making.missing && owners.owners === null ? t('import.owners.missing') : null }}
      villages={read.list.villages}
      saving={{ ...saver, savedAt: saver.savedAt ?? (tried.given.length === 0 ? null : new Date(savedAt)) }}
      excel={excel}
      trouble={making.trouble ?? (saver.problem === null ? null : t('import.trouble.failed'))}
      errors={
        making.missing && owners.owners === null ? [{ fieldId: OWNERS_FIELD, message: t('import.owners.missing') }] : []
      }
      attempt={making.attempt}
      starting={making.starting}
      onMake={() => void making.make()}
      today={today}
    />
  )
}

function useMaking(id: string, settle: () => Promise<boolean>, saver: Saver) {
  const { t } = useTranslation('cases')
  const navigate = useNavigate()
  const stale = useStale(id)
  const [starting, setStarting] = useState(false)
  const [missing, setMissing] = useState(false)
  const [attempt, setAttempt] = useState(0)
  const [trouble, setTrouble] = useState<string | null>(null)
  const make = async () => {
    setAttempt((n) => n + 1)
    setTrouble(null)
    const settled = await settle()
    setMissing(!settled)
    if (!settled) return
    setStarting(true)
    // After the answers that are still on their way.
    const made = await saver.save(async () => {
      await api(contract.confirmImport, { params: { import: id } })
      return { savedAt: new Date().toISOString() }
    })
    setStarting(false)
    await stale.moved()
    if (made) await navigate({ to: `/import/${id}` })
    else setTrouble(t('import.trouble.changed'))
  }
  return { make, starting, missing, attempt, trouble }
}

function useExcel(id: string, saver: Saver): CheckProps['excel'] {
  const { t } = useTranslation('cases')
  const stale = useStale(id)
  const [state, setState] = useState<CheckProps['excel']['state']>('idle')
  const download = async () => {
    try {
      keepFile(await apiFile(contract.downloadQuestions, { params: { import: id } }), `${t('importSheet.sheet')}.xlsx`)
    } catch (error) {
      setState({ refused: refusalOf(error).reason })
    }
  }
  const upload = async (file: File) => {
    setState('reading')
    try {
      const taken = await apiBytes(contract.uploadAnswers, { params: { import: id } }, file)
      // It is saved; the line above says when.
      await saver.save(() => Promise.resolve(taken))
      await stale.answered()
      setState({ answers: taken.answers })
    } catch (error) {
      const changed = error instanceof Problem && error.code === 'bad-input'
      setState({ refused: changed ? 'no-answers' : refusalOf(error).reason })
    }
  }
  return { state, onDownload: () => void download(), onUpload: (file) => void upload(file) }
}

/** Gives a file to the person. */
function keepFile(bytes: Blob, name: string): void {
  const address = URL.createObjectURL(bytes)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
