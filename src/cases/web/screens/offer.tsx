/** Offering a file: to whom, and what they need to know. The child is never without a worker: the old one stays until the new one accepts. */
import { useTranslation } from 'react-i18next'
import {
  Acts,
  Button,
  ErrorSummary,
  PageHead,
  Part,
  Said,
  SavedLine,
  SelectField,
  TaskColumns,
  TaskPage,
  TextAreaField,
  ThenList,
  WaitBadge,
} from '#platform/web/index.ts'
import { Acting } from '../parts/acting.tsx'
import { OFFER_FIELDS, type OfferedProps, type OfferProps } from './offer.props.ts'
import { capital } from '../words.ts'
import css from './form.module.css'

export function OfferScreen(props: OfferProps) {
  const { t } = useTranslation('cases')
  const { alias, owner, people, person, errors } = props
  const name = people.find(({ value }) => value === person)?.label.split(',')[0] ?? t('offer.someone')
  const errorOf = (id: string) => errors.find((error) => error.fieldId === id)?.message
  return (
    <TaskPage
      back={props.back}
      status={props.savedAt === null ? undefined : <SavedLine at={props.savedAt} where="device" />}
    >
      <TaskColumns
        main={
          <>
            <ErrorSummary errors={errors} attempt={props.attempt} />
            <PageHead
              kick={<bdi className="code">{props.code}</bdi>}
              title={t('offer.title', { alias })}
              sub={t('offer.sub', { owner })}
            />
            <div className={`${css.stack} ${css.foot}`}>
              <SelectField
                id={OFFER_FIELDS.person}
                label={t('offer.person')}
                error={errorOf(OFFER_FIELDS.person)}
                data={[{ value: '', label: t('offer.pick') }, ...people]}
                value={person ?? ''}
                onChange={(event) => props.onPerson(event.currentTarget.value)}
              />
              <TextAreaField
                id={OFFER_FIELDS.reason}
                label={t('offer.reason', { name })}
                hint={t('offer.reasonHint')}
                error={errorOf(OFFER_FIELDS.reason)}
                autosize
                minRows={3}
                value={props.reason}
                onChange={(event) => props.onReason(event.currentTarget.value)}
              />
            </div>
          </>
        }
        aside={
          <Part title={t('refer.then')}>
            <Then name={name} owner={owner} />
          </Part>
        }
        acts={
          <Acts>
            <Button onClick={props.onOffer}>{t('offer.submit', { name })}</Button>
          </Acts>
        }
      />
    </TaskPage>
  )
}

function Then({ name, owner }: { readonly name: string; readonly owner: string }) {
  const { t } = useTranslation('cases')
  return (
    <ThenList
      steps={[
        { what: capital(t('offer.then.reads', { name })), when: t('handOver.then.atOnce') },
        { what: t('offer.then.stays', { owner }), when: t('offer.then.until', { name }) },
        { what: t('offer.then.accepts', { name }), when: t('offer.then.whenAccepted') },
        { what: t('offer.then.declines', { name }), when: t('handOver.then.never') },
      ]}
    />
  )
}

/** An offer that waits for its answer. */
export function OfferedScreen({ back, alias, code, owner, person, since, reason, onWithdraw, kept }: OfferedProps) {
  const { t } = useTranslation('cases')
  return (
    <TaskPage narrow back={back}>
      <PageHead kick={<bdi className="code">{code}</bdi>} title={t('offer.offeredTitle', { alias, person })} />
      <div className={css.stack}>
        <WaitBadge small={t('offer.staysUntil', { owner, person })}>{t('offer.waits', { person, since })}</WaitBadge>
        {reason === null ? null : <Said>“{reason}”</Said>}
        <Acting
          kept={kept}
          acts={[
            {
              key: 'withdraw',
              label: t('offer.withdraw'),
              variant: 'default',
              asks: {
                text: { label: t('offer.withdrawWhy') },
                outcome: t('offer.withdrawThen', { owner, person }),
                send: t('offer.withdraw'),
              },
              onAct: ({ text }) => onWithdraw(text),
            },
          ]}
        />
      </div>
    </TaskPage>
  )
}
