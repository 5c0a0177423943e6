/** Signing in with a password: data for `SignInScreen`. */
import { type ReactNode, useState } from 'react'
import { Problem } from '#platform/pure/problem.ts'
import { api } from '#platform/web/api.ts'
import { signIn } from '../../contract.ts'
import { isDemoHere } from '../demo-here.ts'
import { deviceId } from '../device.ts'
import { SignInScreen } from '../screens/sign-in.tsx'
import type { SignInProblem } from '../screens/sign-in.props.ts'

export type SignInPageProps = {
  /** A session ended in the middle of work. */
  readonly returning: boolean
  /** The way to another language. */
  readonly languages: ReactNode
  readonly onSignedIn: () => void
}

export function SignInPage({ returning, languages, onSignedIn }: SignInPageProps) {
  const [login, setLogin] = useState('')
  const [password, setPassword] = useState('')
  const [working, setWorking] = useState(false)
  const [problem, setProblem] = useState<SignInProblem | null>(null)
  const [attempt, setAttempt] = useState(0)
  const enter = async () => {
    if (working) return
    setAttempt((n) => n + 1)
    if (login.trim() === '' || password === '') return setProblem({ code: 'missing' })
    setWorking(true)
    try {
      await api(signIn, { body: { login, password, device: deviceId() } })
      onSignedIn()
    } catch (error) {
      setProblem(problemOf(error))
    } finally {
      setWorking(false)
    }
  }
  return (
    <SignInScreen
      organisation={null}
      address={location.host}
      demo={isDemoHere()}
      login={login}
      onLogin={setLogin}
      password={password}
      onPassword={setPassword}
      onSignIn={() => void enter()}
      working={working}
      problem={problem}
      attempt={attempt}
      onPasskey={null}
      passkeyKnown={false}
      returning={returning}
      help={null}
      languages={languages}
    />
  )
}

function problemOf(error: unknown): SignInProblem {
  if (!(error instanceof Problem)) return { code: 'offline' }
  switch (error.code) {
    case 'too-many-requests':
      return { code: 'paused', minutes: null }
    case 'wrong-sign-in':
    case 'bad-input':
      return { code: 'wrong', left: null }
    default:
      return { code: 'failed' }
  }
}
