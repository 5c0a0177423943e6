/** Forgets this browser. What would be lost is said first and can be sent or carried away; without a word that it may go, nothing goes. */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMe, useSigned } from '#access/web/index.ts'
import { Acts, Button, Check, ConfirmDialog, ErrorLine, GoButton, Section } from '#platform/web/index.ts'
import { NOT_AT_OFFICE } from '../../outbox/model/machine.ts'
import { useWork, useWorkState } from '../local/context.tsx'
import { forgetIfMarked, keptOfOthers, markForForgetting, unmark, unsentOfAll } from '../local/forget.ts'
import { carriesFiles, hasRefusedFiles } from '../local/late.ts'
import { saveUnsent } from './save-unsent.ts'

export function ForgetDevice() {
  const { t } = useTranslation('cases')
  const { person } = useMe()
  const { leave } = useSigned()
  const [others, setOthers] = useState<number | null>(null)
  const [failed, setFailed] = useState(false)
  const ask = async () => setOthers(await keptOfOthers(person).catch(() => 0))
  const forget = async () => {
    setOthers(null)
    setFailed(false)
    markForForgetting()
    try {
      await leave()
    } catch {
      // Still signed in: what is written from now on must not go away at the next start.
      unmark()
      return setFailed(true)
    }
    await forgetIfMarked()
  }
  return (
    <Section title={t('forget.section')} intro={t('forget.intro')}>
      {failed ? <ErrorLine>{t('forget.failed')}</ErrorLine> : null}
      <Acts>
        <Button variant="default" onClick={() => void ask()}>
          {t('forget.now')}
        </Button>
      </Acts>
      {others === null ? null : <Ask others={others} onClose={() => setOthers(null)} onForget={() => void forget()} />}
    </Section>
  )
}

type AskProps = { readonly others: number; readonly onClose: () => void; readonly onForget: () => void }

function Ask({ others, onClose, onForget }: AskProps) {
  const { t } = useTranslation('cases')
  const { lost, unsent } = useLost(others)
  const [known, setKnown] = useState(false)
  const [missing, setMissing] = useState(false)
  const confirm = () => (lost.length === 0 || known ? onForget() : setMissing(true))
  return (
    <ConfirmDialog open title={t('forget.title')} confirm={t('forget.now')} onConfirm={confirm} onClose={onClose}>
      {lost.length === 0 ? (
        <p>{t('forget.nothingLost')}</p>
      ) : (
        <>
          <p>{t('forget.lost')}</p>
          <ul>
            {lost.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
          <Rescue unsent={unsent} others={others} />
          {missing && !known ? <ErrorLine>{t('forget.missing')}</ErrorLine> : null}
          <Check checked={known} onChange={setKnown}>
            {t('forget.known')}
          </Check>
        </>
      )}
      <p className="two">{t('forget.after')}</p>
    </ConfirmDialog>
  )
}

/** What only this browser has, in words; and how many entries of one's own are not sent. */
function useLost(others: number): { readonly lost: readonly string[]; readonly unsent: number } {
  const { t } = useTranslation('cases')
  const { items, drafts, files } = useWorkState()
  const unsent = items.filter(({ state }) => NOT_AT_OFFICE.has(state)).length
  const carrying = items.filter((item) => carriesFiles(item, files) || hasRefusedFiles(item, files)).length
  const unread = items.filter(({ state }) => state === 'left-out').length
  const lost = [
    ...(unsent === 0 ? [] : [t('leave.unsent', { count: unsent })]),
    ...(carrying === 0 ? [] : [t('leave.files', { count: carrying })]),
    ...(unread === 0 ? [] : [t('forget.leftOut', { count: unread })]),
    ...(drafts.length === 0 ? [] : [t('leave.drafts', { count: drafts.length })]),
    ...(others === 0 ? [] : [t('forget.others', { count: others })]),
  ]
  return { lost, unsent }
}

type RescueProps = { readonly unsent: number; readonly others: number }

/** Ways not to lose it: look at it, send it now, or carry the entries to the office as a file. Drafts and photos go by neither. */
function Rescue({ unsent, others }: RescueProps) {
  const { t } = useTranslation('cases')
  const work = useWork()
  const send = (
    <Button variant="light" onClick={() => void work.sendNow()}>
      {t('forget.send')}
    </Button>
  )
  const carry = (
    <Button variant="light" onClick={() => void unsentOfAll().then(saveUnsent)}>
      {t('leave.save')}
    </Button>
  )
  return (
    <>
      {unsent + others === 0 ? null : <p className="small two">{t('forget.rescue')}</p>}
      <Acts>
        {unsent === 0 ? null : send}
        {unsent + others === 0 ? null : carry}
        <GoButton variant="light" to="/outbox">
          {t('forget.look')}
        </GoButton>
      </Acts>
    </>
  )
}
