/** Questions gathered: one stroke answers all rows of one, or they are answered one by one. Answered ones stay, with a way to change them. */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Answered, Ask, Asks, Button } from '#platform/web/index.ts'
import { useMomentWords } from '../../../web/words.ts'
import type { AskedRow, Choice, Given, Group, TriedRow } from '../types.ts'
import { useImportWords } from '../words.ts'
import { AnswerButtons, type AnswerState } from './answer-buttons.tsx'
import { Evidence } from './evidence.tsx'
import { OneByOne, type RowAnswer } from './one-by-one.tsx'
import { Pairs } from './pair.tsx'

/** The group whose rows are shown one by one; `rows` is null while they are fetched. */
export type OpenGroup = {
  readonly group: string
  readonly answered: boolean
  readonly rows: readonly AskedRow[] | null
  readonly total: number
}

export type Answering = {
  readonly stateOf: (group: string) => AnswerState
  readonly rowAnswers: ReadonlyMap<string, RowAnswer>
  readonly open: OpenGroup | null
  readonly onGroup: (group: Group, choice: Choice, value?: string) => void
  readonly onRow: (group: Group, row: TriedRow, choice: Choice, value?: string) => void
  readonly onOpen: (group: string | null, answered: boolean) => void
  readonly onMore: () => void
}

export type QuestionsProps = {
  readonly groups: readonly Group[]
  readonly given: readonly Given[]
  readonly several: boolean
  readonly today: string
  /** Null where nothing can be answered: at the door of the demo. */
  readonly answering: Answering | null
}

export function Questions({ groups, given, several, today, answering }: QuestionsProps) {
  return (
    <Asks>
      {given.map((one, index) => (
        <GivenAnswer
          key={`${one.about?.group ?? one.code} ${one.choice} ${one.value ?? ''} ${index}`}
          given={one}
          several={several}
          today={today}
          answering={answering}
        />
      ))}
      {groups.map((group, index) => (
        <GroupAsk key={group.group} group={group} several={several} first={index === 0} answering={answering} />
      ))}
    </Asks>
  )
}

const isPair = ({ code }: Pick<Group, 'code'>) => code === 'duplicate' || code === 'duplicate-of-file'

function useTitle(): (group: Pick<Group, 'code' | 'field' | 'rows'>) => string {
  const words = useImportWords()
  return ({ code, rows }) => {
    const params = rows[0]?.question.params
    // Rows that are asked for different reasons share the plain question.
    const alike = rows.every(({ question }) => question.params?.['how'] === params?.['how'])
    return words.question({ code, ...(alike && params !== undefined ? { params } : {}) }).replace(/\.$/, '')
  }
}

function useSmall(): (group: Group) => string | undefined {
  const { t } = useTranslation('cases')
  return ({ code, field, rows, examples }) => {
    if (isPair({ code })) {
      const certainty = rows[0]?.question.params?.['certainty']
      return certainty === 'same' || certainty === 'probable' || certainty === 'possible'
        ? t(`import.check.certainty.${certainty}`)
        : undefined
    }
    const shown = field === 'status' ? examples.filter((text) => !/^[0-9A-F]{6}$/i.test(text)) : examples
    return shown.length === 0
      ? undefined
      : t('import.check.such', { list: shown.map((text) => `“${text}”`).join(', ') })
  }
}

type GroupAskProps = {
  readonly group: Group
  readonly several: boolean
  readonly first: boolean
  readonly answering: Answering | null
}

function GroupAsk({ group, several, first, answering }: GroupAskProps) {
  const words = useImportWords()
  const title = useTitle()
  const small = useSmall()
  return (
    <Ask
      shape={isPair(group) ? 'fork' : 'query'}
      title={title(group)}
      small={small(group)}
      count={words.rows(group.count)}
      open={first || answering?.open?.group === group.group}
    >
      <GroupBody group={group} several={several} answering={answering} />
    </Ask>
  )
}

type BodyProps = Omit<GroupAskProps, 'first'> & {
  /** The answer that holds, when it is being changed. */
  readonly chosen?: Choice
}

function GroupBody({ group, several, answering, chosen }: BodyProps) {
  const { t } = useTranslation('cases')
  const open = answering?.open?.group === group.group ? answering.open : null
  if (isPair(group)) return <PairBody group={group} several={several} answering={answering} open={open} />
  const rows = group.rows.map(({ row }) => row)
  return (
    <>
      {open === null ? <Evidence group={group} rows={rows} several={several} /> : null}
      {answering === null ? null : (
        <>
          <AnswerButtons
            id={`semua-${group.group.replaceAll(/\W+/g, '-')}`}
            group={group}
            count={group.count}
            state={answering.stateOf(group.group)}
            chosen={chosen}
            onAnswer={(choice, value) => answering.onGroup(group, choice, value)}
          >
            {group.count > 1 ? (
              <Button
                variant="default"
                aria-expanded={open !== null}
                onClick={() => answering.onOpen(open === null ? group.group : null, chosen !== undefined)}
              >
                {open === null ? t('import.check.one') : t('import.check.oneClose')}
              </Button>
            ) : null}
          </AnswerButtons>
          {open === null ? null : (
            <OneByOne
              group={group}
              rows={open.rows}
              total={open.total}
              answers={answering.rowAnswers}
              several={several}
              onRow={(row, choice, value) => answering.onRow(group, row, choice, value)}
              onMore={answering.onMore}
            />
          )}
        </>
      )}
    </>
  )
}

function PairBody({ group, several, answering, open }: BodyProps & { readonly open: OpenGroup | null }) {
  const rows = open?.rows?.map((row) => ({ row, other: row.other, file: row.like })) ?? group.rows
  return (
    <Pairs
      group={answering === null ? { ...group, options: [] } : group}
      rows={rows}
      several={several}
      state={answering?.stateOf(group.group) ?? 'open'}
      onRow={(row, choice) => answering?.onRow(group, row, choice)}
      onAll={answering === null ? null : (choice) => answering.onGroup(group, choice)}
      onMore={() => answering?.onOpen(group.group, false)}
    />
  )
}

type GivenAnswerProps = {
  readonly given: Given
  readonly several: boolean
  readonly today: string
  readonly answering: Answering | null
}

function GivenAnswer({ given, several, today, answering }: GivenAnswerProps) {
  const { t } = useTranslation('cases')
  const words = useImportWords()
  const moment = useMomentWords(today)
  const title = useTitle()
  const [changing, setChanging] = useState(false)
  const { about, code, choice, value, count, at } = given
  const question = about === null ? words.question({ code }) : title(about)
  const said =
    value === undefined
      ? words.choice(code, choice)
      : t('import.check.answeredValue', { value: words.value(given.field, value) })
  const small = t('import.check.answeredBy', {
    choice: said,
    rows: words.rows(count),
    at: at === null ? '' : moment(new Date(at)),
  })
  if (changing && about !== null && answering !== null)
    return (
      <Ask shape="done" title={question} small={small} count={words.rows(count)} open>
        <GroupBody group={about} several={several} answering={answering} chosen={choice} />
      </Ask>
    )
  const change =
    answering === null || about === null ? undefined : (
      <Button variant="subtle" aria-label={t('import.check.changeOf', { question })} onClick={() => setChanging(true)}>
        {t('import.check.change')}
      </Button>
    )
  return <Answered title={question} small={small} action={change} />
}
