/** A file of unsent work from another device: its writer sees what is in it, and puts it into the outbox of this one. */
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Acts, Button, DueItem, DueList, ErrorLine, Known, Question, Section } from '#platform/web/index.ts'
import { useMomentWords } from '../words.ts'
import css from './form.module.css'

/** An entry of the file, as its writer knows it. */
export type FoundItem = {
  readonly id: string
  readonly title: string
  readonly alias: string
  readonly code: string
  readonly writtenAt: Date
  /** What was written, exactly. */
  readonly kept: string
  /** Whether this person was never signed in on the device that it names. */
  readonly strange: boolean
}

/** What stands in a file. */
export type Found = {
  readonly items: readonly FoundItem[]
  /** Entries that lie in this outbox already, are somebody else's, can be written no more, cannot be read. */
  readonly here: number
  readonly ofAnother: number
  readonly gone: number
  readonly unreadable: number
}

export type TakeInProps = {
  readonly busy: boolean
  readonly found: Found | null
  /** Why nothing was read: another file, the office out of reach, or no room on this device. */
  readonly failed: 'no-file' | 'away' | 'no-room' | null
  /** Entries that were put into the outbox just now. */
  readonly taken: number | null
  readonly onFile: (file: File) => void
  readonly onTake: () => void
  readonly onLeave: () => void
  /** ISO day. */
  readonly today: string
}

export function TakeIn({ busy, found, failed, taken, onFile, onTake, onLeave, today }: TakeInProps) {
  const { t } = useTranslation('cases')
  return (
    <Section title={t('outbox.file.title')} intro={t('outbox.file.intro')}>
      {failed === null ? null : <ErrorLine>{t(`outbox.file.failed.${failed}`)}</ErrorLine>}
      {found === null ? <Pick busy={busy} onFile={onFile} /> : <Look found={found} today={today} />}
      {found === null ? null : (
        <div className={css.gap}>
          <Acts>
            {found.items.length === 0 ? null : <Button onClick={onTake}>{t('outbox.file.take')}</Button>}
            <Button variant="default" onClick={onLeave}>
              {t('outbox.file.leave')}
            </Button>
          </Acts>
        </div>
      )}
      <p role="status" className="small">
        {busy ? t('outbox.file.busy') : taken === null ? null : t('outbox.file.taken', { count: taken })}
      </p>
    </Section>
  )
}

function Pick({ busy, onFile }: Pick<TakeInProps, 'busy' | 'onFile'>) {
  const { t } = useTranslation('cases')
  const field = useRef<HTMLInputElement>(null)
  return (
    <Acts>
      <input
        ref={field}
        className="hide"
        type="file"
        tabIndex={-1}
        accept="application/json,.json"
        aria-label={t('outbox.file.pick')}
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? []
          // The same file may be chosen again.
          event.currentTarget.value = ''
          if (file !== undefined) onFile(file)
        }}
      />
      <Button variant="default" disabled={busy} onClick={() => field.current?.click()}>
        {t('outbox.file.pick')}
      </Button>
    </Acts>
  )
}

const COUNTED = ['here', 'ofAnother', 'gone', 'unreadable'] as const

function Look({ found, today }: { readonly found: Found; readonly today: string }) {
  const { t } = useTranslation('cases')
  return (
    <>
      <p>{found.items.length === 0 ? t('outbox.file.none') : t('outbox.file.found', { count: found.items.length })}</p>
      {found.items.map((item) => (
        <One key={item.id} item={item} today={today} />
      ))}
      <div className={css.gap}>
        {COUNTED.filter((what) => found[what] > 0).map((what) => (
          <p key={what} className="small two">
            {t(`outbox.file.${what}`, { count: found[what] })}
          </p>
        ))}
      </div>
    </>
  )
}

function One({ item, today }: { readonly item: FoundItem; readonly today: string }) {
  const { t } = useTranslation('cases')
  const moment = useMomentWords(today)
  return (
    <div>
      <DueList>
        <DueItem
          lineless
          shape={item.strange ? 'query' : 'away'}
          shapeLabel={t(item.strange ? 'outbox.file.strangeWord' : 'outbox.waitingWord')}
          title={item.title}
          who={
            item.alias === '' ? undefined : (
              <>
                <b>{item.alias}</b> <bdi className="code">{item.code}</bdi>
              </>
            )
          }
          when={t('outbox.written', { at: moment(item.writtenAt) })}
        />
      </DueList>
      <Question>
        {item.strange ? <p>{t('outbox.file.strange')}</p> : null}
        <Known title={t('outbox.file.kept')}>
          <p>{item.kept}</p>
        </Known>
      </Question>
    </div>
  )
}
