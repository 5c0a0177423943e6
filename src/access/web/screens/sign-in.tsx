/** Sign in. The right address stands on the page; what went wrong is said above the field, and what was typed stays. */
import { useState, type SubmitEvent } from 'react'
import { useTranslation } from 'react-i18next'
import {
  Acts,
  BrandSign,
  Button,
  Check,
  ErrorSummary,
  Fields,
  type FieldError,
  PageHead,
  Part,
  PasswordField,
  Row,
  Rows,
  TaskColumns,
  TextField,
  useLanguage,
} from '#platform/web/index.ts'
import { SIGN_IN_FIELDS, type SignInProblem, type SignInProps } from './sign-in.props.ts'
import css from './sign-in.module.css'

export function SignInScreen(props: SignInProps & { readonly languages?: React.ReactNode }) {
  return (
    <div className={css.page}>
      <header className={css.top}>
        <a href="/" className={css.brand}>
          <BrandSign />
          <span>Lindung</span>
        </a>
        {props.languages}
      </header>
      <main className={css.main} id="isi" tabIndex={-1}>
        <TaskColumns main={<Form {...props} />} aside={<Help help={props.help} />} />
      </main>
    </div>
  )
}

function useProblemWords(): (problem: SignInProblem) => string {
  const { t } = useTranslation('access')
  return (problem) => {
    switch (problem.code) {
      case 'wrong':
        return problem.left === null ? t('signIn.wrong') : t('signIn.wrongLeft', { count: problem.left })
      case 'paused':
        return problem.minutes === null ? t('signIn.paused') : t('signIn.pausedFor', { count: problem.minutes })
      case 'offline':
        return t('signIn.offline')
      case 'failed':
        return t('signIn.failed')
      case 'missing':
        return t('signIn.missing.password')
    }
  }
}

/** What is wrong, by field. */
function useErrors(): (props: SignInProps) => readonly FieldError[] {
  const { t } = useTranslation('access')
  const words = useProblemWords()
  return ({ problem, login, password }) => {
    if (problem === null) return []
    if (problem.code !== 'missing') return [{ fieldId: SIGN_IN_FIELDS.password, message: words(problem) }]
    return [
      ...(login.trim() === '' ? [{ fieldId: SIGN_IN_FIELDS.login, message: t('signIn.missing.login') }] : []),
      ...(password === '' ? [{ fieldId: SIGN_IN_FIELDS.password, message: t('signIn.missing.password') }] : []),
    ]
  }
}

function Form(props: SignInProps) {
  const { t } = useTranslation('access')
  const errors = useErrors()(props)
  const errorOf = (id: string) => errors.find(({ fieldId }) => fieldId === id)?.message ?? null
  const [visible, setVisible] = useState(false)
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    props.onSignIn()
  }
  return (
    <form onSubmit={submit} noValidate>
      <PageHead
        kick={props.organisation ?? undefined}
        title={t('signIn.title')}
        sub={
          <>
            {t('signIn.address')} <b>{props.address}</b>
          </>
        }
      />
      {props.returning ? <p className={css.returning}>{t('signIn.returning')}</p> : null}
      {props.demo ? <ToDoor /> : null}
      <ErrorSummary errors={errors} attempt={props.attempt ?? 0} />
      <Fields>
        <TextField
          id={SIGN_IN_FIELDS.login}
          label={t('signIn.login')}
          error={errorOf(SIGN_IN_FIELDS.login)}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          value={props.login}
          onChange={(event) => props.onLogin(event.currentTarget.value)}
        />
        <PasswordField
          id={SIGN_IN_FIELDS.password}
          label={t('signIn.password')}
          autoComplete="current-password"
          error={errorOf(SIGN_IN_FIELDS.password)}
          visible={visible}
          value={props.password}
          onChange={(event) => props.onPassword(event.currentTarget.value)}
        />
      </Fields>
      <Check checked={visible} onChange={setVisible}>
        {t('signIn.show')}
      </Check>
      <Ways {...props} />
    </form>
  )
}

/** In the demo: nobody there has a password, and one enters by the door. */
function ToDoor() {
  const { t } = useTranslation('access')
  const { language } = useLanguage()
  return (
    <div className={css.returning}>
      <p>{t('signIn.demo')}</p>
      <Acts>
        <Button component="a" href={`/?lang=${language}`}>
          {t('signIn.toDoor')}
        </Button>
      </Acts>
    </div>
  )
}

/** Where the device knows a passkey, that button comes first and is the filled one. */
function Ways({ onPasskey, passkeyKnown, working, demo }: SignInProps) {
  const { t } = useTranslation('access')
  const passkeyFirst = onPasskey !== null && passkeyKnown
  const password = (
    <Button key="password" type="submit" variant={passkeyFirst || demo ? 'default' : 'filled'}>
      {working ? t('signIn.working') : t('signIn.submit')}
    </Button>
  )
  const passkey =
    onPasskey === null ? null : (
      <Button key="passkey" variant={passkeyFirst ? 'filled' : 'default'} onClick={onPasskey}>
        {t('signIn.passkey')}
      </Button>
    )
  return (
    <div className={css.ways}>
      <Acts>{passkeyFirst ? [passkey, password] : [password, passkey]}</Acts>
    </div>
  )
}

function Help({ help }: { readonly help: string | null }) {
  const { t } = useTranslation('access')
  return (
    <Part title={t('signIn.help')}>
      <Rows>
        <Row
          title={<b>{t('signIn.forgot')}</b>}
          small={help === null ? t('signIn.forgotBody') : t('signIn.forgotCall', { help })}
        />
        <Row title={<b>{t('signIn.noAccount')}</b>} small={t('signIn.noAccountBody')} />
        <Row title={<b>{t('signIn.shared')}</b>} small={t('signIn.sharedBody')} />
      </Rows>
    </Part>
  )
}
