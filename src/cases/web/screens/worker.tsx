/** One worker's files, for the supervisor: chosen once to whom and why, then offered one by one. */
import { useTranslation } from 'react-i18next'
import {
  Aside,
  Button,
  Columns,
  DueItem,
  DueList,
  EmptyState,
  ErrorLine,
  ErrorSummary,
  GoButton,
  PageHead,
  Part,
  PartText,
  Section,
  SelectField,
  TextAreaField,
} from '#platform/web/index.ts'
import { useAgeYears } from '../words.ts'
import type { WorkerFile, WorkerProps } from './worker.props.ts'
import css from './form.module.css'

export function WorkerScreen(props: WorkerProps) {
  const { t } = useTranslation('cases')
  const { name, left, files, total, state } = props
  return (
    <>
      <PageHead
        back={props.back}
        title={t('worker.title', { name })}
        sub={state === 'loading' ? t('inbox.loading') : t(left ? 'worker.left' : 'worker.here', { name, count: total })}
      />
      <Columns>
        <div>
          <ErrorSummary errors={props.errors} attempt={props.attempt} />
          {total === 0 ? <Nothing {...props} /> : <Whom {...props} />}
          {total === 0 ? null : (
            <Section title={t('worker.files')} count={total}>
              {props.failed === null ? null : <ErrorLine>{props.failed}</ErrorLine>}
              <DueList>
                {files.map((file) => (
                  <File key={file.file} file={file} onOffer={props.onOffer} />
                ))}
              </DueList>
              {files.length < total ? (
                <div className={css.gap}>
                  <Button variant="default" onClick={props.onMore}>
                    {t('caseload.more')}
                  </Button>
                </div>
              ) : null}
            </Section>
          )}
        </div>
        <Aside>
          <Part title={t('worker.howTitle')}>
            <PartText>{t('worker.how', { name })}</PartText>
          </Part>
        </Aside>
      </Columns>
    </>
  )
}

function Nothing({ state, name }: WorkerProps) {
  const { t } = useTranslation('cases')
  if (state === 'loading') return null
  return (
    <EmptyState title={t(state === 'gone' ? 'file.goneTitle' : 'worker.none', { name })}>
      {t(state === 'gone' ? 'handOver.goneBody' : 'worker.noneBody', { name })}
    </EmptyState>
  )
}

function Whom({ people, receiver, onReceiver, reason, onReason, errors }: WorkerProps) {
  const { t } = useTranslation('cases')
  const errorOf = (id: string) => errors.find((error) => error.fieldId === id)?.message
  return (
    <div className={css.stack}>
      <SelectField
        id="kepada"
        label={t('offer.person')}
        error={errorOf('kepada')}
        data={[{ value: '', label: t('offer.pick') }, ...people]}
        value={receiver}
        onChange={(event) => onReceiver(event.currentTarget.value)}
      />
      <TextAreaField
        id="alasan"
        label={t('worker.reason')}
        hint={t('offer.reasonHint')}
        error={errorOf('alasan')}
        value={reason}
        onChange={(event) => onReason(event.currentTarget.value)}
      />
    </div>
  )
}

function File({ file, onOffer }: { readonly file: WorkerFile; readonly onOffer: WorkerProps['onOffer'] }) {
  const { t } = useTranslation('cases')
  const age = useAgeYears()
  const waits = file.offered !== null
  return (
    <DueItem
      shape={waits ? 'waiting' : 'open'}
      shapeLabel={waits ? t('inbox.askedWord') : t('worker.notOffered')}
      title={file.alias}
      to={file.to}
      beside={<bdi className="code">{file.code}</bdi>}
      who={[file.sex, age(file.age), file.stage].filter((part) => part !== null).join(', ')}
      when={file.offered ?? file.next}
      action={
        waits ? (
          <GoButton variant="subtle" to={file.offerTo} aria-label={t('worker.lookNamed', { alias: file.alias })}>
            {t('file.see')}
          </GoButton>
        ) : (
          <Button
            variant="light"
            aria-label={t('worker.offerNamed', { alias: file.alias })}
            onClick={() => onOffer(file.file)}
          >
            {t('worker.offer')}
          </Button>
        )
      }
    />
  )
}
