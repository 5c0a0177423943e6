/** The outbox: what this person wrote on this device, and where each of it is. */
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { dayOfInstant, useTimeZone } from '#platform/web/index.ts'
import { useWork, useWorkState } from '../local/context.tsx'
import { carriesFiles, hasRefusedFiles } from '../local/late.ts'
import { isUnseen, type OutboxItem } from '../local/outbox.ts'
import type { WorkState } from '../local/work.ts'
import { OutboxScreen } from '../screens/outbox.tsx'
import { mend } from './mend.ts'
import { useItemWords } from './outbox-words.ts'
import { useToday } from './place.ts'
import { useSay } from './say.ts'
import { TakeInFile } from './take-in.tsx'
import { WithdrawDialog } from './withdraw-dialog.tsx'

export function OutboxPage() {
  const work = useWork()
  const { items, drafts, files, moving, lastTry } = useWorkState()
  const [withdrawing, setWithdrawing] = useState<OutboxItem | null>(null)
  const say = useSay()
  const today = useToday()
  const zone = useTimeZone()
  const words = useItemWords(items)
  const { carried, notTaken, againTo, about, reason, kept, heldBy, withdrawal, newOwner, decider } = words
  useSeen(items)
  const mending = useMending(items)
  const inState = (...states: readonly OutboxItem['state'][]) => items.filter(({ state }) => states.includes(state))
  const ofToday = ({ answeredAt, writtenAt }: OutboxItem) =>
    dayOfInstant(new Date(answeredAt ?? writtenAt), zone) === today
  return (
    <>
      <OutboxScreen
        refused={inState('refused').map((item) => ({
          ...about(item),
          writtenAt: new Date(item.writtenAt),
          refusedAt: new Date(item.answeredAt ?? item.writtenAt),
          reason: reason(item),
          kept: kept(item),
          ...mending(item),
          onWithdraw: () => setWithdrawing(item),
        }))}
        held={inState('held').map((item) => ({ ...about(item), why: heldBy(item) }))}
        setAside={inState('quarantined').map((item) => ({
          ...about(item),
          writtenAt: new Date(item.writtenAt),
          since: new Date(item.answeredAt ?? item.writtenAt),
          owner: newOwner,
          decider,
          filesThere: item.entry.files.length > 0 && !item.entry.files.some(({ id }) => files.has(id)),
        }))}
        decided={items.flatMap((item) =>
          item.decision === undefined || item.state === 'withdrawn'
            ? []
            : [
                {
                  ...about(item),
                  writtenAt: new Date(item.writtenAt),
                  decidedAt: new Date(item.decision.at),
                  by: words.decidedBy(item.decision),
                  because: words.because(item.decision.because),
                  leftOut:
                    item.state === 'left-out' ? { kept: kept(item), onPutAway: () => void work.putAway(item) } : null,
                },
              ],
        )}
        notTaken={items
          .filter((item) => hasRefusedFiles(item, files))
          .map((item) => ({
            ...about(item),
            why: notTaken(item),
            againTo: againTo(item),
            onGiveUp: () => void work.giveUpFiles(item),
          }))}
        waiting={items.filter(isOnItsWay(files)).map((item) => ({
          ...carried(item),
          ...bytesOf(item, files, moving),
          writtenAt: new Date(item.writtenAt),
          lastTry: lastTry === null ? null : new Date(lastTry),
        }))}
        drafts={drafts.map((draft) => ({
          id: draft.key,
          title: say.message({ key: `form.name.${draft.form}` }),
          alias: draft.alias,
          code: draft.code,
          to: draft.to,
          savedAt: new Date(draft.savedAt),
        }))}
        sentToday={inState('complete')
          .filter((item) => item.decision === undefined && ofToday(item))
          .toReversed()
          .map((item) => ({
            ...about(item),
            writtenAt: new Date(item.writtenAt),
            receivedAt: new Date(item.answeredAt ?? item.writtenAt),
          }))}
        withdrawn={inState('withdrawn')
          .filter(ofToday)
          .map((item) => ({ ...about(item), writtenAt: new Date(item.writtenAt), why: withdrawal(item) }))}
        takeIn={<TakeInFile />}
        onTryNow={() => void work.sendNow()}
        today={today}
      />
      <WithdrawDialog
        item={withdrawing}
        onClose={() => setWithdrawing(null)}
        onWithdraw={(item, why) => {
          setWithdrawing(null)
          void work.withdraw(item, why)
        }}
      />
    </>
  )
}

/** Waits for the network: the entry itself, or the files that it announced. */
const isOnItsWay = (here: WorkState['files']) => (item: OutboxItem) =>
  item.state === 'queued' || item.state === 'sending' || carriesFiles(item, here)

/** What was decided is kept until it has been seen here. */
function useSeen(items: readonly OutboxItem[]): void {
  const work = useWork()
  useEffect(() => {
    const unseen = items.filter(isUnseen)
    if (unseen.length > 0) void work.seen(unseen)
  }, [items, work])
}

/** How much of an item's files has arrived. */
function bytesOf({ entry }: OutboxItem, here: WorkState['files'], moving: WorkState['moving']) {
  if (entry.files.length === 0) return {}
  const done = entry.files.map(({ id, size }) => {
    const kept = here.get(id)
    // Forgotten here means that the office has it.
    return kept === undefined ? size : Math.min(size, kept.arrived + (moving?.id === id ? moving.sent : 0))
  })
  const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0)
  return { bytes: { done: sum(done), of: sum(entry.files.map(({ size }) => size)) } }
}

/** Opens the form with what was typed, or puts it among the drafts. */
function useMending(items: readonly OutboxItem[]) {
  const work = useWork()
  const navigate = useNavigate()
  const today = useToday()
  return (item: OutboxItem) => {
    const mended = mend(item, items, today)
    if (mended === null) return {}
    if (!('draft' in mended)) return { againTo: mended.to }
    const save = () => work.drafts.save(mended.name, { ...item.label, form: mended.form, to: mended.to }, mended.draft)
    return {
      onMend: () => void save().then(() => navigate({ to: mended.to })),
      onDraft: () => void save().then(() => work.withdraw(item, 'draft')),
    }
  }
}
