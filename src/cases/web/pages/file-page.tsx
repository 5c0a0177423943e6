/** A child's file: data for `FileScreen`. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '#platform/web/api.ts'
import { formatDay, useLanguage, useSyncState } from '#platform/web/index.ts'
import { readFileAccess } from '../../contract.ts'
import type { FileView } from '../../view.ts'
import type { AccessRow, FileProps } from '../screens/file.props.ts'
import { FileScreen } from '../screens/file.tsx'
import { useAgeYears } from '../words.ts'
import { useDocumentRows } from './document-rows.ts'
import { useFactRows } from './fact-rows.ts'
import { FileFrame, type OpenFile } from './file-frame.tsx'
import { useNextThing, useWriteActions } from './file-acts.ts'
import { useNotices } from './file-notices.ts'
import { to, useExists, useToday } from './place.ts'
import { useReveal } from './reveal.ts'
import { ageOf } from './rows.ts'
import { useSay } from './say.ts'
import { useStoryEntries } from './story-entries.ts'

export function FilePage() {
  return <FileFrame>{(open) => <OpenedFile key={open.file} open={open} />}</FileFrame>
}

function OpenedFile({ open }: { readonly open: OpenFile }) {
  const { t } = useTranslation('cases')
  const { view, label, file } = open
  const [order, setOrder] = useState<FileProps['order']>('newest')
  const exists = useExists()
  const story = useStoryEntries()(open)
  const facts = useHeaderFacts()
  const reveal = useReveal(open)
  return (
    <FileScreen
      back={{ to: to.children, label: t('file.toList') }}
      alias={label.alias}
      code={label.code}
      facts={facts(view)}
      stage={useStage()(view)}
      next={useNextThing()(open)}
      write={useWriteActions()(open)}
      notices={useNotices(open)}
      story={order === 'newest' ? story : story.toReversed()}
      order={order}
      onOrder={() => setOrder(order === 'newest' ? 'oldest' : 'newest')}
      known={useFactRows()(open)}
      deadlines={[]}
      access={useAccess(open)}
      accessLogTo={exists('/children/$file/access') ? to.page(file, 'access') : null}
      documents={useDocumentRows()(view.documents, open.awaited)}
      addDocumentTo={open.may.write ? to.page(file, 'document') : null}
      revealName={reveal}
    />
  )
}

/** "perempuan, 13 tahun", where the child lives, when born. */
function useHeaderFacts(): (view: FileView) => readonly string[] {
  const { t } = useTranslation('cases')
  const years = useAgeYears()
  const say = useSay()
  return ({ header }) => {
    const age = years(ageOf(header))
    const first =
      header.sex === 'unknown'
        ? t('file.sexUnknown', { age })
        : t('file.about', { sex: t(`value.sex.${header.sex}`), age })
    const place = [header.place?.village, header.place?.subdistrict].filter((part) => part !== undefined)
    return [
      first,
      ...(place.length === 0 ? [] : [place.join(', ')]),
      ...(header.owner === null ? [] : [t('file.worker', { name: say.personWithin(header.owner) })]),
    ]
  }
}

function useStage(): (view: FileView) => FileProps['stage'] {
  const { t } = useTranslation('cases')
  const { language } = useLanguage()
  const today = useToday()
  return ({ path }) => {
    const steps = path.slice(0, -1).map(({ step, since }) => ({
      name: t(`value.stage.${step}`),
      ...(since === null || since.length < 10
        ? {}
        : {
            note: t('file.since', {
              day: formatDay(since, language, { short: true, year: since.slice(0, 4) !== today.slice(0, 4) }),
            }),
          }),
    }))
    const at = path.findIndex(({ is }) => is === 'here')
    return { steps, at: at === -1 ? 0 : at }
  }
}

/** Who may open it, as the office says: this list is never guessed. */
function useAccess({ file, main }: OpenFile): readonly AccessRow[] {
  const { t } = useTranslation('cases')
  const say = useSay()
  const away = useSyncState().state === 'offline'
  const { data } = useQuery({
    queryKey: ['access', file, main.state.steps],
    queryFn: () => api(readFileAccess, { params: { file } }),
    staleTime: 300_000,
    enabled: main.state.seq > main.pending.size && main.reasons.some((one) => one === 'owner' || one === 'supervisor'),
  })
  if (data === undefined) return away ? [{ key: 'away', who: t('file.access'), why: t('file.accessWhenThere') }] : []
  const grants = data.grants.filter(({ kind, reason }) => kind === (reason === 'referral' ? 'referral' : 'case'))
  return grants.map((grant) => ({
    key: `${grant.stream}-${grant.reason}-${grant.person ?? grant.team ?? ''}`,
    who: grant.person === null ? say.team(grant.team ?? '') : say.person(grant.person),
    why: whyOf(grant),
  }))

  function whyOf({ reason, since, until }: (typeof grants)[number]): string {
    const day = say.day(since.slice(0, 10))
    switch (reason) {
      case 'owner':
        return t('file.accessOwner', { day })
      case 'supervisor':
        return t('file.accessSupervisor')
      case 'pending-owner':
        return t('file.accessOffered', { day })
      case 'importer':
        return t('file.accessImporter')
      case 'referral':
        return until === null
          ? t('file.accessReferral', { day })
          : t('file.accessReferralUntil', { day: say.day(until.slice(0, 10)) })
    }
  }
}
