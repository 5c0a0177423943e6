/** A file is chosen or dropped, is on its way, is read, or was refused. */
import { type DragEvent, type ReactNode, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, EmptyState, formatBytes, Progress, useLanguage } from '#platform/web/index.ts'
import type { Refusal } from '../types.ts'
import { useImportWords } from '../words.ts'
import css from './import.module.css'

export type Upload =
  | { readonly step: 'idle' }
  | { readonly step: 'sending'; readonly file: string; readonly sent: number; readonly size: number }
  | { readonly step: 'reading'; readonly file: string }
  | { readonly step: 'refused'; readonly file: string; readonly reason: Refusal; readonly again: boolean }

/** What a file picker offers first; what a file is, its content says. */
const SHEETS = '.xlsx,.xls,.csv,.xlsm,.txt'

export type UploadBoxProps = {
  readonly upload: Upload
  readonly kinds: string
  readonly onFile: (file: File) => void
  /** The same file once more. */
  readonly onAgain: () => void
}

export function UploadBox({ upload, kinds, onFile, onAgain }: UploadBoxProps) {
  const { t } = useTranslation('cases')
  switch (upload.step) {
    case 'idle':
      return (
        <Drop onFile={onFile}>
          <p>{t('import.start.drop')}</p>
          <p className="small two">{kinds}</p>
          <FilePick label={t('import.start.pick')} onFile={onFile} />
        </Drop>
      )
    case 'sending':
    case 'reading':
      return <OnItsWay upload={upload} />
    case 'refused':
      return <Refused {...upload} onFile={onFile} onAgain={onAgain} />
  }
}

function OnItsWay({ upload }: { readonly upload: Extract<Upload, { step: 'sending' | 'reading' }> }) {
  const { t } = useTranslation('cases')
  const { language } = useLanguage()
  const { file } = upload
  const sending = upload.step === 'sending'
  const title = sending ? t('import.start.sending', { file }) : t('import.start.reading', { file })
  return (
    <div className={css.stack} role="status">
      <p>
        <b>{title}</b>
      </p>
      {sending ? <Progress value={upload.sent} max={upload.size} label={title} thick /> : null}
      <p className="two">
        {sending
          ? t('import.start.sent', {
              sent: formatBytes(upload.sent, language),
              size: formatBytes(upload.size, language),
            })
          : t('import.start.readingSub')}
      </p>
    </div>
  )
}

type RefusedProps = Extract<Upload, { step: 'refused' }> & Pick<UploadBoxProps, 'onFile' | 'onAgain'>

function Refused({ file, reason, again, onFile, onAgain }: RefusedProps) {
  const { t } = useTranslation('cases')
  const words = useImportWords()
  return (
    <div role="alert">
      <Drop onFile={onFile}>
        <EmptyState
          title={t('import.refused.title', { file })}
          action={
            again ? (
              <Button onClick={onAgain}>{t('import.again')}</Button>
            ) : (
              <FilePick label={t('import.start.other')} onFile={onFile} />
            )
          }
        >
          {words.refusal(reason)} {again ? '' : t('import.refused.kept')}
        </EmptyState>
      </Drop>
    </div>
  )
}

type DropProps = { readonly onFile: (file: File) => void; readonly children: ReactNode }

function Drop({ onFile, children }: DropProps) {
  const [over, setOver] = useState(false)
  const onDrop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    const [file] = event.dataTransfer.files
    if (file !== undefined) onFile(file)
  }
  const onDragOver = (event: DragEvent) => {
    event.preventDefault()
    setOver(true)
  }
  return (
    <div
      className={css.drop}
      data-over={over}
      onDrop={onDrop}
      onDragOver={onDragOver}
      onDragLeave={() => setOver(false)}
    >
      {children}
    </div>
  )
}

export type FilePickProps = {
  readonly label: string
  readonly variant?: 'filled' | 'default'
  readonly onFile: (file: File) => void
}

/** A button that opens the picker; the native field stays out of sight and out of the order of Tab. */
export function FilePick({ label, variant = 'filled', onFile }: FilePickProps) {
  const field = useRef<HTMLInputElement>(null)
  return (
    <>
      <input
        ref={field}
        className="hide"
        type="file"
        tabIndex={-1}
        accept={SHEETS}
        aria-label={label}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0]
          // The same file may be chosen again.
          event.currentTarget.value = ''
          if (file !== undefined) onFile(file)
        }}
      />
      <Button variant={variant} onClick={() => field.current?.click()}>
        {label}
      </Button>
    </>
  )
}
