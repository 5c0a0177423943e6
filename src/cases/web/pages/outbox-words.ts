/** What is said of an item of the outbox. */
import { useTranslation } from 'react-i18next'
import { kinds } from '../../kinds.ts'
import { partsOf } from '../../view.ts'
import type { Decision } from '../local/database.ts'
import { fileOf, type OutboxItem } from '../local/outbox.ts'
import { to } from './place.ts'
import { useSay } from './say.ts'

export function useItemWords(items: readonly OutboxItem[]) {
  const { t, i18n } = useTranslation('cases')
  const say = useSay()
  const title = ({ entry }: OutboxItem) =>
    entry.kind === 'attachment-added' ? String(entry.data['title']) : say.message({ key: `story.kind.${entry.kind}` })
  const about = (item: OutboxItem) => ({
    id: item.id,
    title: title(item),
    alias: item.label.alias,
    code: item.label.code,
    to: `${pageOf(item)}#e-${item.id}`,
  })
  /** Why it was refused; the code of a newer server says at least that it was. */
  const reason = ({ code }: OutboxItem) =>
    i18n.exists(`refusal.${code ?? ''}`, { ns: 'cases' }) ? say.message({ key: `refusal.${code}` }) : t('refusal.other')
  /** What was written, as it was written. */
  const kept = ({ entry }: OutboxItem): string => {
    const known = kinds.trusted(entry)
    const said = known?.kind.sentence(known.data)
    const facts = Object.entries(said?.facts ?? {}).flatMap(([name, value]) =>
      value === undefined ? [] : [`${say.message({ key: `fact.${name}` })}: ${say.parts(partsOf(name, value))}`],
    )
    const own = [said?.text, said?.quote].filter((one) => one !== undefined)
    return [...own, ...facts].join('\n') || title({ entry } as OutboxItem)
  }
  /** The item that must be mended first. */
  const heldBy = (item: OutboxItem): string => {
    const before = items.find(
      (one) => one.state === 'refused' && (item.refs.includes(one.id) || (one.opens && one.stream === item.stream)),
    )
    return before === undefined ? t('outbox.heldByOther') : t('outbox.heldBy', { title: title(before) })
  }
  /** Why it was left out, in words; empty when it was taken in. */
  const because = (word: string | null): string =>
    word === null
      ? ''
      : say.message({
          key: `outbox.decided.because.${i18n.exists(`outbox.decided.because.${word}`, { ns: 'cases' }) ? word : 'unsaid'}`,
        })
  const withdrawal = ({ code, decision }: OutboxItem) =>
    decision !== undefined
      ? because(decision.because)
      : i18n.exists(`withdrawal.${code ?? ''}`, { ns: 'cases' })
        ? say.message({ key: `withdrawal.${code}` })
        : ''
  /** An item whose entry has arrived and whose files are on their way. */
  const carried = (item: OutboxItem) => {
    const what = about(item)
    return (item.state === 'accepted' || item.state === 'quarantined') && item.entry.kind !== 'attachment-added'
      ? { ...what, title: t('outbox.filesOf', { title: what.title }) }
      : what
  }
  const notTaken = ({ code }: OutboxItem) =>
    i18n.exists(`files.notTaken.${code ?? ''}`, { ns: 'cases' })
      ? say.message({ key: `files.notTaken.${code}` })
      : t('files.notTaken.other')
  const againTo = ({ label, stream }: OutboxItem) => label.form ?? to.page(stream, 'document')
  return {
    carried,
    notTaken,
    againTo,
    about,
    reason,
    kept,
    heldBy,
    withdrawal,
    because,
    decidedBy: ({ by }: Decision) => say.personWithin(by),
    newOwner: t('outbox.newOwner'),
    decider: t('outbox.decider'),
  }
}

/** Where an item is read: the page it names, the page above its form, or its file. */
function pageOf(item: OutboxItem): string {
  const { at, form } = item.label
  return at ?? (form === undefined ? to.file(fileOf(item)) : form.slice(0, form.lastIndexOf('/')))
}
