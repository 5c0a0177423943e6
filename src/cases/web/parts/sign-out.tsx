/** Leaving: at once when everything is sent; otherwise it says first what stays here, and offers it as a file only the office opens. */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSigned } from '#access/web/index.ts'
import { Acts, Button, ConfirmDialog, ErrorLine } from '#platform/web/index.ts'
import { NOT_AT_OFFICE } from '../../outbox/model/machine.ts'
import { useWork, useWorkState } from '../local/context.tsx'
import { carriesFiles, hasRefusedFiles } from '../local/late.ts'
import { saveUnsent } from './save-unsent.ts'

export function SignOut() {
  const { t } = useTranslation('cases')
  const { leave } = useSigned()
  const work = useWork()
  const { items, drafts, files } = useWorkState()
  const [asking, setAsking] = useState(false)
  const [failed, setFailed] = useState(false)
  const unsent = items.filter(({ state }) => NOT_AT_OFFICE.has(state)).length
  const carrying = items.filter((item) => carriesFiles(item, files) || hasRefusedFiles(item, files)).length
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
            <Button variant="light" onClick={() => void work.unsentForInstance().then(saveUnsent)}>
              {t('leave.save')}
            </Button>
          </Acts>
        )}
      </ConfirmDialog>
    </>
  )
}
