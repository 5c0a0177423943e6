/** Is this instance safe? First what has to be done, then what is good, and what no software can guard. */
import { useTranslation } from 'react-i18next'
import {
  Button,
  DueItem,
  DueList,
  PageHead,
  Row,
  Rows,
  Section,
  TwoColumns,
  dayOfInstant,
  formatDay,
  formatTime,
  useLanguage,
  useTimeZone,
} from '#platform/web/index.ts'
import type { HealthProps, HealthTask } from './health.props.ts'
import css from './health.module.css'

export function HealthScreen(props: HealthProps) {
  const { t } = useTranslation('audit')
  const { tasks, groups, limits } = props
  const good = groups.reduce((sum, group) => sum + group.checks.length, 0)
  const titleOf = () => {
    if (props.unsafe > 0) return t('health.unsafe', { count: props.unsafe })
    return tasks.length === 0 ? t('health.safe') : t('health.todo', { count: tasks.length })
  }
  return (
    <>
      <PageHead
        kick={<Checked {...props} />}
        title={props.checkedAt === null ? t('health.checkingTitle') : titleOf()}
        sub={t('health.sub', { count: good })}
      />
      <TwoColumns>
        <div>
          <Section title={t('health.tasks')} count={tasks.length}>
            {tasks.length === 0 && props.checkedAt !== null ? (
              <p className={`two ${css.gap}`}>{t('health.noTasks')}</p>
            ) : null}
            <DueList>
              {tasks.map((task, n) => (
                <Task key={task.key} task={task} first={n === 0} />
              ))}
            </DueList>
          </Section>
          <Section title={t('health.limits')}>
            <Rows>
              {limits.map((limit, n) => (
                <Row key={n} title={limit} />
              ))}
            </Rows>
          </Section>
        </div>
        <Section title={t('health.good')} count={good}>
          {groups.map((group) => (
            <div key={group.key}>
              <h3 className={css.group}>{group.title}</h3>
              <Rows>
                {group.checks.map((check) => (
                  <Row
                    key={check.key}
                    shape="done"
                    shapeLabel={t('health.goodWord')}
                    title={check.title}
                    small={check.small}
                  />
                ))}
              </Rows>
            </div>
          ))}
          <div className={css.gap}>
            <Button variant="default" onClick={props.onCheckAgain}>
              {t('health.again')}
            </Button>
          </div>
        </Section>
      </TwoColumns>
    </>
  )
}

function Checked({ checkedAt, today }: HealthProps) {
  const { t } = useTranslation('audit')
  const { language } = useLanguage()
  const zone = useTimeZone()
  if (checkedAt === null) return <>{t('health.checking')}</>
  const time = formatTime(checkedAt, language, zone)
  const day = dayOfInstant(checkedAt, zone)
  return (
    <>
      {day === today
        ? t('health.checkedToday', { time })
        : t('health.checked', { day: formatDay(day, language), time })}
    </>
  )
}

function Task({ task, first }: { readonly task: HealthTask; readonly first: boolean }) {
  const { t } = useTranslation('platform')
  const { action } = task
  return (
    <DueItem
      shape={task.shape}
      shapeLabel={t(`shape.${task.shape}`)}
      tone={task.tone}
      title={task.title}
      who={task.what}
      late={task.late}
      when={task.when}
      action={
        action === undefined ? undefined : (
          <Button variant={first ? 'filled' : 'light'} onClick={action.onAct}>
            {action.label}
          </Button>
        )
      }
    />
  )
}
