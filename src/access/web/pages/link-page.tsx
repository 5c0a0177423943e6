/** A one-time link: its secret stands in the fragment, which no server and no log sees, and is sent in a body. */
import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '#platform/pure/problem.ts'
import { api } from '#platform/web/api.ts'
import {
  Acts,
  Button,
  Check,
  EmptyState,
  ErrorSummary,
  Fields,
  type FieldError,
  PageHead,
  PasswordField,
  TaskPage,
} from '#platform/web/index.ts'
import { useLink } from '../../contract.ts'
import { deviceId } from '../device.ts'

const FIELD = { first: 'sandi', again: 'sandi-lagi' } as const
const SHORTEST = 12

type Fault = 'short' | 'differ' | 'spent' | 'paused' | 'offline'

export function LinkPage() {
  const { t } = useTranslation('access')
  const [secret] = useState(() => decodeURIComponent(location.hash.slice(1)))
  return (
    <TaskPage narrow back={{ to: '/', label: t('link.toSignIn') }}>
      <PageHead title={t('link.title')} sub={t('link.sub')} />
      {secret.length < 20 ? (
        <EmptyState title={t('link.title')}>{t('link.none')}</EmptyState>
      ) : (
        <Form secret={secret} />
      )}
    </TaskPage>
  )
}

function Form({ secret }: { readonly secret: string }) {
  const { t } = useTranslation('access')
  const [first, setFirst] = useState('')
  const [again, setAgain] = useState('')
  const [visible, setVisible] = useState(false)
  const [working, setWorking] = useState(false)
  const [fault, setFault] = useState<Fault | null>(null)
  const [attempt, setAttempt] = useState(0)

  const keep = async (event: SubmitEvent) => {
    event.preventDefault()
    if (working) return
    setAttempt((n) => n + 1)
    const found = first.length < SHORTEST ? 'short' : first === again ? null : 'differ'
    setFault(found)
    if (found !== null) return
    setWorking(true)
    try {
      await api(useLink, { body: { secret, password: first, device: deviceId() } })
      // A new start: the address with the secret leaves the history of this tab.
      location.replace('/app/')
    } catch (error) {
      setFault(faultOf(error))
      setWorking(false)
    }
  }
  const errors: readonly FieldError[] =
    fault === null ? [] : [{ fieldId: fault === 'differ' ? FIELD.again : FIELD.first, message: t(`link.${fault}`) }]
  return (
    <form noValidate onSubmit={(event) => void keep(event)}>
      <ErrorSummary errors={errors} attempt={attempt} />
      <Fields>
        <PasswordField
          id={FIELD.first}
          label={t('link.password')}
          hint={t('link.hint')}
          autoComplete="new-password"
          error={fault === null || fault === 'differ' ? null : t(`link.${fault}`)}
          visible={visible}
          value={first}
          onChange={(event) => setFirst(event.currentTarget.value)}
        />
        <PasswordField
          id={FIELD.again}
          label={t('link.again')}
          autoComplete="new-password"
          error={fault === 'differ' ? t('link.differ') : null}
          visible={visible}
          value={again}
          onChange={(event) => setAgain(event.currentTarget.value)}
        />
      </Fields>
      <Check checked={visible} onChange={setVisible}>
        {t('link.show')}
      </Check>
      <Acts>
        <Button type="submit">{working ? t('link.working') : t('link.submit')}</Button>
      </Acts>
    </form>
  )
}

function faultOf(error: unknown): Fault {
  if (!(error instanceof Problem)) return 'offline'
  if (error.code === 'too-many-requests') return 'paused'
  return error.code === 'wrong-sign-in' ? 'spent' : 'offline'
}
