import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, useEffect, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { type Session, SessionContext, isLanguage, useLanguage } from '#platform/web/index.ts'
import { type Me, SignedContext } from './me.tsx'
import { ServerGonePage } from './pages/server-gone-page.tsx'
import { SignInPage } from './pages/sign-in-page.tsx'
import { type SessionState, useSessionState } from './session-state.ts'

export type GateProps = {
  /** How many entries and drafts are kept on this device, of whoever wrote them. */
  readonly countKept: () => Promise<number>
  /** The way to another language, on the sign-in page. */
  readonly languages: ReactNode
  readonly children: (me: Me) => ReactNode
}

/**
 * Shows its children to who is signed in. A session that ends in the middle of work asks to sign in over the same address; whoever
 * comes back finds the screen as it was, and what was half written as a draft.
 */
export function Gate({ countKept, languages, children }: GateProps) {
  const { seen, ask, leave } = useSessionState()
  useStartAnew(seen)
  switch (seen.state) {
    case 'asking':
      return null
    case 'gone':
      return <ServerGonePage countKept={countKept} onTry={() => void ask()} />
    case 'out':
      return (
        <SignInPage returning={seen.before !== null} languages={languages} onSignedIn={() => void ask(seen.before)} />
      )
    case 'in':
      return (
        <Inside me={seen.me} leave={leave}>
          {children(seen.me)}
        </Inside>
      )
  }
}

/** Somebody else's address is nothing for the one who signs in after them. */
function useStartAnew(seen: SessionState): void {
  const navigate = useNavigate()
  const other = seen.state === 'in' && !seen.sameAsBefore
  useEffect(() => {
    if (other) void navigate({ to: '/', replace: true })
  }, [other, navigate])
}

function Inside({ me, leave, children }: { me: Me; leave: () => Promise<void>; children: ReactNode }) {
  const session = useSessionOf(me)
  const signed = useMemo(() => ({ me, leave }), [me, leave])
  return (
    <SignedContext value={signed}>
      <SessionContext value={session}>{children}</SessionContext>
    </SignedContext>
  )
}

/** What the parts of the screen need to know of the person. */
function useSessionOf(me: Me): Session {
  const { t } = useTranslation('access')
  const { language } = useLanguage()
  const [first] = me.memberships
  return useMemo(
    () => ({
      person: {
        name: me.name,
        roleWord: first === undefined ? '' : t(`role.${first.role}`),
        orgName: first?.organisationName ?? '',
        teamName: first?.teamName ?? null,
      },
      language: isLanguage(me.language) ? me.language : language,
      demo: me.demo,
      permissions: me.permissions,
      timeZone: first?.zone ?? new Intl.DateTimeFormat().resolvedOptions().timeZone,
    }),
    [me, first, t, language],
  )
}
