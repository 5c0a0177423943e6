/** The files of one document: a picture is shown in place when somebody asks for it, the rest is saved; or they are still on their way. */
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Acts, Button, formatBytes, Progress, useLanguage } from '#platform/web/index.ts'
import css from './files.module.css'

/** Why a file cannot be shown now: a key under `files.cannot`. */
export type CannotShow = 'gone' | 'not-there' | 'damaged' | 'signed-out'
export type Loaded = { readonly ok: true; readonly blob: Blob } | { readonly ok: false; readonly why: CannotShow }

export type DocumentFile = {
  readonly key: string
  /** "Foto", "PDF", and which of several. */
  readonly name: string
  /** Bytes. */
  readonly size: number
  readonly picture: boolean
  /** The name under which it is saved. */
  readonly saveAs: string
  /** Not all of it is at the office: sent from this device, or from the writer's. */
  readonly onItsWay: { readonly done: number } | 'elsewhere' | null
  readonly load: () => Promise<Loaded>
}

export function DocumentFiles({ files }: { readonly files: readonly DocumentFile[] }) {
  return (
    <div className={css.files}>
      {files.map((file) => (
        <OneFile key={file.key} file={file} />
      ))}
    </div>
  )
}

/** What is shown of a file: its picture, that it is being fetched, or why it cannot be. */
type Shown =
  | { readonly is: 'picture'; readonly address: string }
  | { readonly is: 'asking' }
  | { readonly is: CannotShow }
  | null

function useShown(load: DocumentFile['load']) {
  const [shown, setShown] = useState<Shown>(null)
  const address = shown?.is === 'picture' ? shown.address : null
  useEffect(
    () => () => {
      if (address !== null) URL.revokeObjectURL(address)
    },
    [address],
  )
  const open = async (then: (blob: Blob) => Shown) => {
    setShown({ is: 'asking' })
    const loaded = await load()
    setShown(loaded.ok ? then(loaded.blob) : { is: loaded.why })
  }
  return {
    shown,
    show: () => void open((blob) => ({ is: 'picture', address: URL.createObjectURL(blob) })),
    hide: () => setShown(null),
    save: (name: string) =>
      void open((blob) => {
        saveBlob(blob, name)
        return null
      }),
  }
}

function OneFile({ file }: { readonly file: DocumentFile }) {
  const { t } = useTranslation('cases')
  const { language } = useLanguage()
  const { shown, show, hide, save } = useShown(file.load)
  const what = `${file.name}, ${formatBytes(file.size, language)}`
  if (file.onItsWay === 'elsewhere') return <p className="small two">{t('files.elsewhere', { what })}</p>
  const seen = shown?.is === 'picture'
  return (
    <div className={css.way}>
      {file.onItsWay === null ? null : <OnItsWay file={file} done={file.onItsWay.done} />}
      {seen ? (
        <figure className={css.shown}>
          <img src={shown.address} alt={file.name} />
        </figure>
      ) : null}
      <Acts>
        {file.picture ? (
          <Button variant="light" onClick={seen ? hide : show}>
            {seen ? t('files.hide') : t('files.show', { what })}
          </Button>
        ) : null}
        {seen || !file.picture ? (
          <Button variant="light" onClick={() => save(file.saveAs)}>
            {t('files.save', { what })}
          </Button>
        ) : null}
      </Acts>
      <Told shown={shown} />
    </div>
  )
}

function Told({ shown }: { readonly shown: Shown }) {
  const { t } = useTranslation('cases')
  const words =
    shown === null || shown.is === 'picture'
      ? null
      : shown.is === 'asking'
        ? t('files.asking')
        : t(`files.cannot.${shown.is}`)
  return (
    <div role="status" className="small">
      {words}
    </div>
  )
}

function OnItsWay({ file, done }: { readonly file: DocumentFile; readonly done: number }) {
  const { t } = useTranslation('cases')
  const { language } = useLanguage()
  const words = t(done === 0 ? 'files.onItsWayNone' : 'files.onItsWay', {
    of: formatBytes(file.size, language),
    done: formatBytes(done, language),
  })
  return (
    <>
      <p className="small two">{words}</p>
      <Progress value={done} max={file.size} label={words} />
    </>
  )
}

/** Hands the bytes to the browser's own saving. */
function saveBlob(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // The browser reads it a moment later.
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
