/** Photos and documents of a form: chosen, dropped or photographed; what was left out of them, and what cannot be taken. */
import { type DragEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { attachmentTypes } from '#platform/pure/attachments/index.ts'
import { isStrippable } from '#platform/pure/images/index.ts'
import { Acts, Button, ErrorLine, formatBytes, useLanguage } from '#platform/web/index.ts'
import type { ChosenFiles, NotTaken } from '../local/chosen-files.ts'
import type { ChosenFile } from '../local/take-file.ts'
import css from './files.module.css'

export type FilesFieldProps = {
  /** The error summary links to it. */
  readonly id: string
  readonly legend: ReactNode
  readonly error?: string | null
  readonly chosen: ChosenFiles
}

export function FilesField({ id, legend, error = null, chosen }: FilesFieldProps) {
  const { t } = useTranslation('cases')
  const name = useId()
  const pictures = chosen.files.some(({ type }) => isStrippable(type))
  const others = chosen.files.some(({ type }) => !isStrippable(type))
  return (
    <div id={id} role="group" aria-labelledby={name} tabIndex={-1} className={css.stack}>
      <p id={name}>
        <b>{legend}</b>
      </p>
      {error === null ? null : <ErrorLine>{error}</ErrorLine>}
      <Drop onFiles={chosen.add}>
        <Acts>
          <Pick label={t('files.pick')} accept={attachmentTypes.join(',')} several onFiles={chosen.add} />
          <div className="only-phone">
            <Pick label={t('files.camera')} accept="image/jpeg" camera onFiles={chosen.add} />
          </div>
        </Acts>
        <p className="small two">
          <span className="only-wide">{t('files.drop')} </span>
          {t('files.kinds')}
        </p>
      </Drop>
      <div role="status" className="small">
        {chosen.busy ? t('files.busy') : null}
      </div>
      {chosen.refused.length === 0 ? null : <NotTakenList refused={chosen.refused} />}
      {chosen.files.length === 0 ? null : (
        <ul className={css.list}>
          {chosen.files.map((file) => (
            <Chosen key={file.id} file={file} chosen={chosen} />
          ))}
        </ul>
      )}
      {pictures ? <p className="small two">{t('files.stripped')}</p> : null}
      {others ? <p className="small two">{t('files.asIs')}</p> : null}
    </div>
  )
}

function Chosen({ file, chosen }: { readonly file: ChosenFile; readonly chosen: ChosenFiles }) {
  const { t } = useTranslation('cases')
  const { language } = useLanguage()
  const address = usePreview(file, chosen)
  return (
    <li>
      {address === null ? null : (
        <img src={address} alt={t('files.preview', { name: file.name })} className={css.preview} />
      )}
      <div>
        <bdi>{file.name}</bdi>
        <br />
        <small className="two">{t('files.keptHere', { size: formatBytes(file.size, language) })}</small>
      </div>
      <Button
        variant="subtle"
        onClick={() => chosen.remove(file.id)}
        aria-label={t('files.removeNamed', { name: file.name })}
      >
        {t('files.remove')}
      </Button>
    </li>
  )
}

/** The picture as it will be sent, shown from this device. */
function usePreview(file: ChosenFile, { bytes }: ChosenFiles): string | null {
  const [address, setAddress] = useState<string | null>(null)
  const look = useRef(bytes)
  useEffect(() => {
    if (!isStrippable(file.type)) return
    let made: string | null = null
    let gone = false
    void look.current(file).then((blob) => {
      if (gone || blob === null) return
      made = URL.createObjectURL(blob)
      setAddress(made)
    })
    return () => {
      gone = true
      if (made !== null) URL.revokeObjectURL(made)
    }
  }, [file])
  return address
}

function NotTakenList({ refused }: { readonly refused: readonly NotTaken[] }) {
  const { t } = useTranslation('cases')
  return (
    <div role="alert" className={css.stack}>
      {refused.map(({ name, why }, n) => (
        <ErrorLine key={n}>
          <bdi>{name}</bdi>: {t(`files.refused.${why}`)}
        </ErrorLine>
      ))}
    </div>
  )
}

type DropProps = { readonly onFiles: (files: readonly File[]) => void; readonly children: ReactNode }

function Drop({ onFiles, children }: DropProps) {
  const [over, setOver] = useState(false)
  const onDrop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    onFiles([...event.dataTransfer.files])
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

type PickProps = {
  readonly label: string
  readonly accept: string
  readonly several?: boolean
  readonly camera?: boolean
  readonly onFiles: (files: readonly File[]) => void
}

/** A button that opens the picker; the native field stays out of sight and out of the order of Tab. */
function Pick({ label, accept, several = false, camera = false, onFiles }: PickProps) {
  const field = useRef<HTMLInputElement>(null)
  return (
    <>
      <input
        ref={field}
        className="hide"
        type="file"
        tabIndex={-1}
        accept={accept}
        multiple={several}
        {...(camera ? { capture: 'environment' as const } : {})}
        aria-label={label}
        onChange={(event) => {
          const files = [...(event.currentTarget.files ?? [])]
          // The same file may be chosen again.
          event.currentTarget.value = ''
          onFiles(files)
        }}
      />
      <Button variant="default" onClick={() => field.current?.click()}>
        {label}
      </Button>
    </>
  )
}
