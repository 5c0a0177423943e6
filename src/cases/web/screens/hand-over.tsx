/** Files that are offered to me. Until I accept, the one who has it stays responsible: no child is ever without a worker. */
import { useTranslation } from 'react-i18next'
import {
  Acts,
  Aside,
  Button,
  Columns,
  DueItem,
  DueList,
  EmptyState,
  Go,
  GoButton,
  Load,
  PageHead,
  Pairs,
  Part,
  Row,
  Rows,
  Said,
  Section,
  ThenList,
  Withheld,
} from '#platform/web/index.ts'
import { type Act, draftFor, OpenAct } from '../parts/acting.tsx'
import { useAgeYears, useMomentWords } from '../words.ts'
import type { HandOverProps, OfferedFile } from './hand-over.props.ts'
import css from './form.module.css'

/** The act of answering "not yet". */
export const NOT_YET = 'not-yet'

export function HandOverScreen(props: HandOverProps) {
  const { t } = useTranslation('cases')
  const { from, offered, accepted, state } = props
  const count = offered.length + accepted.length
  return (
    <>
      <PageHead
        title={from === null ? t('handOver.titleMany') : t('handOver.title', { from })}
        sub={
          state === 'loading'
            ? t('inbox.loading')
            : [
                t('handOver.offered', { count }),
                ...(offered.length === 0
                  ? []
                  : [from === null ? t('handOver.untilAny') : t('handOver.until', { from })]),
              ].join(' ')
        }
      />
      <Columns>
        <div>
          <Waiting {...props} />
          <Accepted {...props} />
          <Given {...props} />
        </div>
        <Aside>
          <IfYouAccept {...props} />
          <YourLoad load={props.load} offered={offered.length} />
          <Workers {...props} />
        </Aside>
      </Columns>
    </>
  )
}

function Waiting(props: HandOverProps) {
  const { t } = useTranslation('cases')
  const { offered, openFile, state } = props
  const open = offered.find((one) => one.file === openFile) ?? offered[0]
  return (
    <Section title={t('handOver.waiting')} count={offered.length}>
      {offered.length > 0 || state === 'loading' ? null : (
        <div className={css.gap}>
          <EmptyState title={t(state === 'gone' ? 'file.goneTitle' : 'handOver.none')}>
            {t(state === 'gone' ? 'handOver.goneBody' : 'handOver.noneBody')}
          </EmptyState>
        </div>
      )}
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
  )
}

function useWho(): (file: OfferedFile) => string {
  const age = useAgeYears()
  return (file) => [file.sex, age(file.age), file.stage].filter((part) => part !== null).join(', ')
}

const shapeOf = ({ late }: OfferedFile) =>
  late === undefined ? ({ shape: 'open', tone: 'plain' } as const) : ({ shape: 'late', tone: 'late' } as const)

function useHead(): (file: OfferedFile) => Omit<Parameters<typeof DueItem>[0], 'action' | 'children'> {
  const { t } = useTranslation(['cases', 'platform'])
  const who = useWho()
  return (file) => ({
    ...shapeOf(file),
    shapeLabel: file.late === undefined ? t('cases:handOver.unread') : t('platform:shape.late'),
    title: file.alias,
    to: file.to,
    beside: <bdi className="code">{file.code}</bdi>,
    who: who(file),
    late: file.late?.word,
    when: file.late?.what ?? file.next ?? file.since,
  })
}

function Offered({ file, onOpen }: { readonly file: OfferedFile; readonly onOpen: () => void }) {
  const { t } = useTranslation('cases')
  const head = useHead()
  return (
    <DueItem
      {...head(file)}
      action={
        <Button variant="light" aria-label={t('handOver.readNamed', { alias: file.alias })} onClick={onOpen}>
          {t('handOver.read')}
        </Button>
      }
    />
  )
}

function OpenFile({ file, onAccept, onNotYet, kept }: HandOverProps & { readonly file: OfferedFile }) {
  const { t } = useTranslation('cases')
  const head = useHead()
  const notYet: Act = {
    key: NOT_YET,
    label: t('handOver.notYet'),
    variant: 'subtle',
    asks: {
      text: { label: t('handOver.whyNot'), hint: t('handOver.whyNotHint'), missing: t('inbox.emptyText') },
      send: t('handOver.sendNotYet'),
    },
    onAct: ({ text }) => onNotYet(file.file, text),
  }
  return (
    <DueItem {...head(file)}>
      {file.note === undefined ? null : <Said>“{file.note}”</Said>}
      {file.pairs.length === 0 ? null : (
        <Pairs
          items={file.pairs.map((pair) => ({
            name: pair.name,
            value: pair.withheld === true ? <Withheld>{pair.value}</Withheld> : pair.value,
          }))}
        />
      )}
      {kept.draft?.keys.includes(NOT_YET) === true ? (
        <OpenAct act={notYet} kept={kept} />
      ) : (
        <Acts>
          <Button onClick={() => onAccept(file.file)}>{t('handOver.accept', { alias: file.alias })}</Button>
          <GoButton variant="default" to={file.to}>
            {t('handOver.readStory')}
          </GoButton>
          <Button variant="subtle" onClick={() => kept.keep(draftFor(notYet))}>
            {t('handOver.notYet')}
          </Button>
        </Acts>
      )}
    </DueItem>
  )
}

function Accepted({ accepted, today }: HandOverProps) {
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
            when={t('handOver.told', { at: moment(one.at) })}
          />
        ))}
      </DueList>
    </Section>
  )
}

function Given({ given }: HandOverProps) {
  const { t } = useTranslation('cases')
  if (given.length === 0) return null
  return (
    <Section title={t('handOver.given')} count={given.length}>
      <DueList>
        {given.map((one) => (
          <DueItem
            key={one.file}
            shape="waiting"
            shapeLabel={t('inbox.askedWord')}
            title={one.alias}
            to={one.to}
            beside={<bdi className="code">{one.code}</bdi>}
            who={one.waits}
            when={one.stays}
          />
        ))}
      </DueList>
    </Section>
  )
}

function IfYouAccept({ from, offered }: HandOverProps) {
  const { t } = useTranslation('cases')
  if (offered.length === 0) return null
  return (
    <Part title={t('handOver.ifYouAccept')}>
      <ThenList
        steps={[
          { what: t('handOver.then.yours'), when: t('handOver.then.atOnce') },
          { what: t('handOver.then.duties'), when: t('handOver.then.atOnce') },
          {
            what: from === null ? t('handOver.then.closesAny') : t('handOver.then.closes', { from }),
            when: t('handOver.then.atOnce'),
          },
          { what: t('handOver.then.back'), when: t('handOver.then.never') },
        ]}
      />
    </Part>
  )
}

function YourLoad({ load, offered }: { readonly load: HandOverProps['load']; readonly offered: number }) {
  const { t } = useTranslation('cases')
  if (load.now + offered === 0) return null
  return (
    <div>
      <p>
        <b>{t('handOver.load')}</b>
      </p>
      <p className="two">
        {offered === 0
          ? t('handOver.loadNow', { count: load.now })
          : t('handOver.loadWords', { now: load.now, after: load.now + offered })}{' '}
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

function Workers({ workers }: HandOverProps) {
  const { t } = useTranslation('cases')
  if (workers.length === 0) return null
  return (
    <Part title={t('handOver.workers')}>
      <Rows>
        {workers.map((one) => (
          <Row
            key={one.id}
            title={
              <Go to={one.to} className="tall">
                {one.name}
              </Go>
            }
            {...(one.left ? { small: t('handOver.hasLeft') } : {})}
          />
        ))}
      </Rows>
    </Part>
  )
}
