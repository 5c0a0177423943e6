/** A referral: what the provider will see, exactly; what stays behind and why; who agreed; what will happen. */
import { useTranslation } from 'react-i18next'
import {
  Acts,
  Button,
  Check,
  Choices,
  DueItem,
  DueList,
  ErrorSummary,
  ManyChoices,
  PartialDateInput,
  PageHead,
  Part,
  Question,
  SavedLine,
  Section,
  SelectField,
  TaskColumns,
  TaskPage,
  TextAreaField,
  TextField,
  ThenList,
} from '#platform/web/index.ts'
import { PackageCard } from '../parts/package-card.tsx'
import { REFER_FIELDS, type AgreedBy, type NotSent, type ReferProps } from './refer.props.ts'
import css from './form.module.css'

const AGREED: readonly AgreedBy[] = ['child', 'caregiver', 'guardian']

export function ReferScreen(props: ReferProps) {
  const { t } = useTranslation('cases')
  const name = props.providers.find((one) => one.value === props.provider)?.label ?? t('refer.someone')
  const errorOf = (id: string) => props.errors.find((error) => error.fieldId === id)?.message
  return (
    <TaskPage
      back={props.back}
      status={props.savedAt === null ? undefined : <SavedLine at={props.savedAt} where="device" />}
    >
      <TaskColumns
        main={
          <>
            <ErrorSummary errors={props.errors} attempt={props.attempt} />
            <PageHead kick={t('refer.kick')} title={t('refer.title', { name })} sub={t('refer.sub')} />
            <WhoAndWhat {...props} errorOf={errorOf} />
            <PackageCard
              from={t('refer.from', { sender: props.sender })}
              title={
                props.need === ''
                  ? t('refer.forAlias', { alias: props.alias })
                  : t('refer.needForAlias', { need: props.need, alias: props.alias })
              }
              facts={props.facts}
              onTakeOut={props.onTakeOut}
            />
            {props.notSent.length === 0 ? null : <Left items={props.notSent} />}
            <Basis {...props} errorOf={errorOf} />
            <Question>
              <Choices
                row
                id={REFER_FIELDS.answerBy}
                legend={t('refer.answerBy')}
                error={errorOf(REFER_FIELDS.answerBy)}
                options={props.deadlines}
                value={props.answerBy}
                onChange={props.onAnswerBy}
              />
            </Question>
            <Question last>
              <TextAreaField
                id={REFER_FIELDS.message}
                label={t('refer.message', { name })}
                hint={t('refer.messageHint')}
                error={errorOf(REFER_FIELDS.message)}
                value={props.message}
                onChange={(event) => props.onMessage(event.currentTarget.value)}
              />
            </Question>
          </>
        }
        aside={
          <Part title={t('refer.then')}>
            <ThenList steps={props.steps} />
          </Part>
        }
        acts={
          <Acts>
            <Button onClick={props.onSend}>{t('refer.send', { name })}</Button>
          </Acts>
        }
      />
    </TaskPage>
  )
}

type WithErrors = ReferProps & { readonly errorOf: (id: string) => string | undefined }

function WhoAndWhat({ providers, provider, onProvider, need, onNeed, errorOf }: WithErrors) {
  const { t } = useTranslation('cases')
  return (
    <div className={`${css.stack} ${css.gap}`}>
      <SelectField
        id={REFER_FIELDS.provider}
        label={t('refer.provider')}
        error={errorOf(REFER_FIELDS.provider)}
        data={[{ value: '', label: t('refer.pickProvider') }, ...providers]}
        value={provider ?? ''}
        onChange={(event) => onProvider(event.currentTarget.value)}
      />
      <TextField
        id={REFER_FIELDS.need}
        label={t('refer.need')}
        hint={t('refer.needHint')}
        error={errorOf(REFER_FIELDS.need)}
        value={need}
        onChange={(event) => onNeed(event.currentTarget.value)}
      />
    </div>
  )
}

function Left({ items }: { readonly items: readonly NotSent[] }) {
  const { t } = useTranslation('cases')
  return (
    <Section title={t('refer.notSent')}>
      <DueList>
        {items.map((item) => (
          <DueItem
            key={item.key}
            shape={item.withheld ? 'held' : 'open'}
            shapeLabel={item.withheld ? t('refer.withheld') : t('refer.takenOut')}
            title={item.title}
            who={item.value === undefined ? undefined : <del>{item.value}</del>}
            when={item.why}
            action={
              item.onInclude === undefined ? undefined : (
                <Button
                  variant="light"
                  aria-label={t('refer.includeNamed', { name: item.title })}
                  onClick={item.onInclude}
                >
                  {t('refer.include')}
                </Button>
              )
            }
          />
        ))}
      </DueList>
    </Section>
  )
}

function Basis(props: WithErrors) {
  const { agreed, onAgreed, emergency, onEmergency, errorOf } = props
  const { t } = useTranslation('cases')
  return (
    <Question>
      {emergency === null ? (
        <ManyChoices
          row
          id={REFER_FIELDS.agreed}
          legend={t('refer.agreed')}
          hint={t('refer.agreedHint')}
          error={errorOf(REFER_FIELDS.agreed)}
          options={AGREED.map((value) => ({ value, label: t(`refer.agreedBy.${value}`) }))}
          value={agreed}
          onChange={onAgreed}
        />
      ) : (
        <TextAreaField
          id={REFER_FIELDS.emergency}
          label={t('refer.emergencyWhy')}
          hint={t('refer.emergencyHint')}
          error={errorOf(REFER_FIELDS.emergency)}
          value={emergency}
          onChange={(event) => onEmergency(event.currentTarget.value)}
        />
      )}
      {emergency === null ? <AgreedOn {...props} /> : null}
      <Check checked={emergency !== null} onChange={(on) => onEmergency(on ? '' : null)}>
        {t('refer.emergency')}
      </Check>
    </Question>
  )
}

function AgreedOn({ agreedOn, onAgreedOn, today, errorOf }: WithErrors) {
  const { t } = useTranslation('cases')
  return (
    <PartialDateInput
      id={REFER_FIELDS.on}
      legend={t('refer.agreedOn')}
      error={errorOf(REFER_FIELDS.on) ?? null}
      past
      modes={['day']}
      initial={null}
      initialDraft={agreedOn}
      today={today}
      onChange={(_, draft) => onAgreedOn(draft)}
    />
  )
}
