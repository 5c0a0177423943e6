/** Files that are offered to me. Until I accept, the one who leaves stays responsible: no child is ever without a worker. */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  Acts,
  Button,
  DueItem,
  DueList,
  EmptyState,
  Load,
  PageHead,
  Pairs,
  Part,
  Said,
  Section,
  TaskColumns,
  TaskPage,
  ThenList,
  Withheld,
  formatDay,
  useLanguage,
} from '#platform/web/index.ts'
import { ReasonForm } from '../parts/referral-forms.tsx'
import { useAgeYears, useMomentWords } from '../words.ts'
import type { HandOverProps, OfferedFile } from './hand-over.props.ts'
import css from './form.module.css'

export function HandOverScreen(props: HandOverProps) {
  const { t } = useTranslation('cases')
  const { language } = useLanguage()
  const { from, leaves, offered, accepted } = props
  const open = offered.find((one) => one.file === props.openFile) ?? offered[0]
  return (
    <TaskPage back={props.back}>
      <TaskColumns
        main={
          <>
            <PageHead
              kick={
                leaves === null
                  ? undefined
                  : t('handOver.leaves', { from, day: formatDay(leaves, language, { weekday: true }) })
              }
              title={t('handOver.title', { from })}
              sub={`${t('handOver.offered', { count: offered.length + accepted.length })} ${t('handOver.until', { from })}`}
            />
            <Section title={t('handOver.waiting')} count={offered.length}>
              {offered.length === 0 ? (
                <div className={css.gap}>
                  <EmptyState title={t('handOver.none')}>{t('handOver.noneBody')}</EmptyState>
                </div>
              ) : null}
              <DueList>
                {offered.map((file) =>
                  file === open ? (
                    <OpenFile key={file.file} file={file} {...props} />
                  ) : (
                    <Offered key={file.file} file={file} onOpen={() => props.onOpen(file.file)} />
                  ),
                )}
              </DueList>
            </Section>
            <Accepted {...props} />
          </>
        }
        aside={
          <>
            <Part title={t('handOver.ifYouAccept')}>
              <ThenList
                steps={[
                  { what: t('handOver.then.yours'), when: t('handOver.then.atOnce') },
                  { what: t('handOver.then.duties'), when: t('handOver.then.atOnce') },
                  { what: t('handOver.then.closes', { from }), when: t('handOver.then.atOnce') },
                  { what: t('handOver.then.back', { supervisor: props.supervisor }), when: t('handOver.then.never') },
                ]}
              />
            </Part>
            <YourLoad load={props.load} offered={offered.length} />
          </>
        }
      />
    </TaskPage>
  )
}

function useWho(): (file: OfferedFile) => string {
  const age = useAgeYears()
  return (file) => [file.sex, age(file.age), file.stage].filter((part) => part !== null).join(', ')
}

const shapeOf = (file: OfferedFile) => {
  if (file.late !== undefined) return { shape: 'late', tone: 'late' } as const
  return file.asked === undefined
    ? ({ shape: 'open', tone: 'plain' } as const)
    : ({ shape: 'waiting', tone: 'plain' } as const)
}

function useShapeWord(): (file: OfferedFile) => string {
  const { t } = useTranslation(['cases', 'platform'])
  return (file) => {
    const { shape } = shapeOf(file)
    return shape === 'open' ? t('cases:handOver.unread') : t(`platform:shape.${shape}`)
  }
}

function Offered({ file, onOpen }: { readonly file: OfferedFile; readonly onOpen: () => void }) {
  const { t } = useTranslation('cases')
  const who = useWho()
  const word = useShapeWord()
  return (
    <DueItem
      {...shapeOf(file)}
      shapeLabel={word(file)}
      title={file.alias}
      to={file.to}
      beside={<bdi className="code">{file.code}</bdi>}
      who={who(file)}
      late={file.late?.word}
      when={file.asked ?? file.late?.what ?? file.next}
      action={
        <Button variant="light" aria-label={t('handOver.readNamed', { alias: file.alias })} onClick={onOpen}>
          {t('handOver.read')}
        </Button>
      }
    />
  )
}

function OpenFile({ file, from, onAccept, onAsk, onNotYet }: HandOverProps & { readonly file: OfferedFile }) {
  const { t } = useTranslation('cases')
  const who = useWho()
  const word = useShapeWord()
  const [notYet, setNotYet] = useState(false)
  return (
    <DueItem
      {...shapeOf(file)}
      shapeLabel={word(file)}
      title={file.alias}
      to={file.to}
      beside={<bdi className="code">{file.code}</bdi>}
      who={who(file)}
      late={file.late?.word}
      when={file.late?.what ?? file.next}
    >
      {file.note === undefined ? null : <Said>“{file.note}”</Said>}
      {file.pairs.length === 0 ? null : (
        <Pairs
          items={file.pairs.map((pair) => ({
            name: pair.name,
            value: pair.withheld === true ? <Withheld>{pair.value}</Withheld> : pair.value,
          }))}
        />
      )}
      {notYet ? (
        <ReasonForm
          label={t('handOver.whyNot')}
          hint={t('handOver.whyNotHint')}
          send={t('handOver.sendNotYet')}
          onSend={(reason) => onNotYet(file.file, reason)}
          onCancel={() => setNotYet(false)}
        />
      ) : (
        <Acts>
          <Button onClick={() => onAccept(file.file)}>{t('handOver.accept', { alias: file.alias })}</Button>
          {onAsk === undefined ? null : (
            <Button variant="default" onClick={() => onAsk(file.file)}>
              {t('handOver.ask', { from })}
            </Button>
          )}
          <Button variant="subtle" onClick={() => setNotYet(true)}>
            {t('handOver.notYet')}
          </Button>
        </Acts>
      )}
    </DueItem>
  )
}

function Accepted({ accepted, supervisor, today }: HandOverProps) {
  const { t } = useTranslation('cases')
  const moment = useMomentWords(today)
  if (accepted.length === 0) return null
  return (
    <Section title={t('handOver.accepted')} count={accepted.length}>
      <DueList>
        {accepted.map((one) => (
          <DueItem
            key={one.file}
            shape="done"
            shapeLabel={t('handOver.acceptedWord')}
            title={one.alias}
            to={one.to}
            beside={<bdi className="code">{one.code}</bdi>}
            when={t('handOver.told', { at: moment(one.at), supervisor })}
          />
        ))}
      </DueList>
    </Section>
  )
}

function YourLoad({ load, offered }: { readonly load: HandOverProps['load']; readonly offered: number }) {
  const { t } = useTranslation('cases')
  return (
    <div>
      <p>
        <b>{t('handOver.load')}</b>
      </p>
      <p className="two">
        {t('handOver.loadWords', { now: load.now, after: load.now + offered })}{' '}
        {load.limit === null ? null : t('handOver.limit', { count: load.limit })}
      </p>
      {load.limit === null ? null : (
        <Load
          value={load.now}
          limit={load.limit}
          label={t('handOver.loadLabel', { now: load.now, limit: load.limit })}
        />
      )}
    </div>
  )
}
