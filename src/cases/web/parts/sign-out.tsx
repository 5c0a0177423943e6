/** Leaving: at once when everything is sent; otherwise it says first what stays here, and offers it as a file only the office opens. */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSigned } from '#access/web/index.ts'
import { Acts, Button, ConfirmDialog, ErrorLine } from '#platform/web/index.ts'
import { UNFINISHED } from '../../outbox/model/machine.ts'
import { useWork, useWorkState } from '../local/context.tsx'

export function SignOut() {
  const { t } = useTranslation('cases')
  const { leave } = useSigned()
  const work = useWork()
  const { items, drafts } = useWorkState()
  const [asking, setAsking] = useState(false)
  const [failed, setFailed] = useState(false)
  const unsent = items.filter(({ state }) => UNFINISHED.has(state) && state !== 'accepted').length
  const carrying = items.filter(({ state }) => state === 'accepted').length
  const go = async () => {
    setAsking(false)
    try {
      await work.leave()
      await leave()
    } catch {
      setFailed(true)
    }
  }
  return (
    <>
      {failed ? <ErrorLine>{t('leave.failed')}</ErrorLine> : null}
      <Acts>
        <Button
          variant="default"
          onClick={() => (unsent + carrying + drafts.length === 0 ? void go() : setAsking(true))}
        >
          {t('leave.now')}
        </Button>
      </Acts>
      <ConfirmDialog
        open={asking}
        title={t('leave.title')}
        confirm={t('leave.confirm')}
        onConfirm={() => void go()}
        onClose={() => setAsking(false)}
      >
        {unsent === 0 ? null : <p>{t('leave.unsent', { count: unsent })}</p>}
        {carrying === 0 ? null : <p>{t('leave.files', { count: carrying })}</p>}
        {drafts.length === 0 ? null : <p>{t('leave.drafts', { count: drafts.length })}</p>}
        <p>{t('leave.stays')}</p>
        {unsent === 0 ? null : (
          <Acts>
            <Button variant="light" onClick={() => void work.unsentForInstance().then(download)}>
              {t('leave.save')}
            </Button>
          </Acts>
        )}
      </ConfirmDialog>
    </>
  )
}

/** A file of entries, each sealed to the instance (docs/formats.md): whoever carries it cannot read it. */
function download(entries: readonly unknown[]): void {
  const text = JSON.stringify({ lindung: 'unsent/1', entries })
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
  const link = document.createElement('a')
  link.href = address
  link.download = 'lindung-belum-terkirim.json'
  link.click()
  URL.revokeObjectURL(address)
}
