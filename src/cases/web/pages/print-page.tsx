/** The file's summary on paper: no true name, no numbers. It is recorded before it is printed. */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMe } from '#access/web/index.ts'
import { api } from '#platform/web/api.ts'
import {
  Acts,
  Button,
  CorrectionPair,
  ErrorLine,
  PageHead,
  Pairs,
  TaskPage,
  useDateWords,
} from '#platform/web/index.ts'
import { printFile } from '../../contract.ts'
import { useAgeYears } from '../words.ts'
import { useFactRows } from './fact-rows.ts'
import type { OpenFile } from './file-frame.tsx'
import css from './pages.module.css'
import { to, useToday } from './place.ts'
import { ageOf } from './rows.ts'
import { ByName, useSay } from './say.ts'
import { useStoryEntries } from './story-entries.ts'
import { WritingFrame } from './writing-frame.tsx'

export function PrintPage() {
  return <WritingFrame needs="write">{(open) => <Summary key={open.file} open={open} />}</WritingFrame>
}

function Summary({ open }: { readonly open: OpenFile }) {
  const { t } = useTranslation('cases')
  const { file, label } = open
  const me = useMe()
  const say = useSay()
  const day = say.day(useToday())
  return (
    <TaskPage narrow back={{ to: to.file(file), label: label.alias }}>
      <title>{`${label.alias} – Lindung`}</title>
      <div className={css.paper}>
        <PageHead
          kick={<bdi className="code">{label.code}</bdi>}
          title={label.alias}
          sub={t('print.printedBy', { name: me.name, day })}
        />
        <Ask file={file} />
        <ByName value>
          <Facts open={open} />
          <Told open={open} />
        </ByName>
      </div>
    </TaskPage>
  )
}

/** Says what will be recorded, records it, prints. */
function Ask({ file }: { readonly file: string }) {
  const { t } = useTranslation('cases')
  const [failed, setFailed] = useState(false)
  const print = async () => {
    try {
      await api(printFile, { params: { file } })
      setFailed(false)
      window.print()
    } catch {
      setFailed(true)
    }
  }
  return (
    <div className={`no-print ${css.stack}`}>
      <p className="two">{t('print.before')}</p>
      {failed ? <ErrorLine>{t('print.failed')}</ErrorLine> : null}
      <Acts>
        <Button onClick={() => void print()}>{t('print.now')}</Button>
      </Acts>
    </div>
  )
}

function Facts({ open }: { readonly open: OpenFile }) {
  const { t } = useTranslation('cases')
  const { header } = open.view
  const say = useSay()
  const date = useDateWords()
  const years = useAgeYears()
  const rows = useFactRows()(open)
  return (
    <>
      <h2>{t('file.known')}</h2>
      <Pairs
        items={[
          { name: t('caseload.stage'), value: t(`value.stage.${header.stage}`) },
          { name: t('caseload.age'), value: `${years(ageOf(header))} (${date(header.birth)})` },
          ...rows.filter(({ key }) => key !== 'birth').map(({ name, value }) => ({ name, value })),
          ...(header.owner === null ? [] : [{ name: t('value.grant.owner'), value: say.person(header.owner) }]),
        ]}
      />
    </>
  )
}

function Told({ open }: { readonly open: OpenFile }) {
  const { t } = useTranslation('cases')
  const story = useStoryEntries()(open).filter(({ retracted }) => retracted === undefined)
  return (
    <>
      <h2>{t('file.story')}</h2>
      <ol>
        {story.map((entry) => (
          <li key={entry.id}>
            <b>
              {entry.date}. {entry.kind}: {entry.title}
            </b>
            {[...(entry.lines ?? []), ...(entry.quote === undefined ? [] : [`“${entry.quote}”`])].map((line, n) => (
              <p key={n}>{line}</p>
            ))}
            {entry.correction === undefined ? null : <CorrectionPair {...entry.correction} />}
            <p className="small two">{entry.by}</p>
          </li>
        ))}
      </ol>
    </>
  )
}
