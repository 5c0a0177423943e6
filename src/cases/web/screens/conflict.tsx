/** Two people changed one thing while apart. Both are kept; a person says which is right, and why. */
import { useTranslation } from 'react-i18next'
import {
  Acts,
  Button,
  ErrorSummary,
  PageHead,
  Picks,
  SavedLine,
  TaskPage,
  TextAreaField,
  formatList,
  useLanguage,
} from '#platform/web/index.ts'
import { CONFLICT_FIELDS, type ConflictProps } from './conflict.props.ts'
import css from './form.module.css'

export function ConflictScreen(props: ConflictProps) {
  const { t } = useTranslation('cases')
  const { language } = useLanguage()
  const { others, chosen, options, onAsk } = props
  const names = formatList(others, language)
  const picked = options.find((option) => option.value === chosen)
  const settle =
    picked === undefined || picked.quiet === true ? t('conflict.settle') : t('conflict.use', { value: picked.title })
  const ask =
    onAsk === undefined ? null : (
      <Button variant="default" onClick={onAsk}>
        {t('conflict.ask', { names })}
      </Button>
    )
  const main = <Button onClick={props.onSettle}>{settle}</Button>
  const errorOf = (id: string) => props.errors.find((error) => error.fieldId === id)?.message
  return (
    <TaskPage
      narrow
      back={props.back}
      status={
        props.savedAt == null ? (
          <bdi className="code">{props.code}</bdi>
        ) : (
          <SavedLine at={props.savedAt} where="device" />
        )
      }
      foot={
        <>
          {ask}
          {main}
        </>
      }
    >
      <ErrorSummary errors={props.errors} attempt={props.attempt} />
      <PageHead
        title={props.question}
        sub={props.mine ? t('conflict.both', { names }) : t('conflict.theirs', { names })}
      />
      <div className={css.stack}>
        {props.note}
        <Picks
          id={CONFLICT_FIELDS.choice}
          legend={t('conflict.pick')}
          options={options}
          value={chosen}
          onChange={props.onChoose}
        />
        {props.third}
        <TextAreaField
          id={CONFLICT_FIELDS.why}
          label={t('conflict.why')}
          error={errorOf(CONFLICT_FIELDS.why)}
          value={props.why}
          onChange={(event) => props.onWhy(event.currentTarget.value)}
        />
        <p className="two">{props.kept(names)}</p>
        <div className="only-wide">
          <Acts>
            {main}
            {ask}
          </Acts>
        </div>
      </div>
    </TaskPage>
  )
}
