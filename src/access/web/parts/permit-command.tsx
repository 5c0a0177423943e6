/** Permission for one run of a command on the server that touches files: it acts in this person's name, once. */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '#platform/web/api.ts'
import { Acts, Button, ErrorLine, formatTime, Section, useLanguage, useTimeZone } from '#platform/web/index.ts'
import { permitCommand } from '../../contract.ts'
import { commandsOf, type PermittedCommand } from '../../model/roles.ts'
import { useMe } from '../me.tsx'
import css from '../screens/people.module.css'

type Permitted = { readonly command: PermittedCommand; readonly token: string; readonly until: Date }

export function PermitCommand() {
  const { t } = useTranslation('access')
  const { memberships } = useMe()
  const [given, setGiven] = useState<Permitted | null>(null)
  const [failed, setFailed] = useState(false)
  const permit = async (command: Permitted['command']) => {
    setFailed(false)
    try {
      const { token, until } = await api(permitCommand, { body: { command } })
      setGiven({ command, token, until: new Date(until) })
    } catch {
      setFailed(true)
    }
  }
  return (
    <Section title={t('permit.title')} intro={t('permit.intro')}>
      {failed ? <ErrorLine>{t('permit.failed')}</ErrorLine> : null}
      {given === null ? null : <Token given={given} />}
      <Acts>
        {commandsOf(memberships).map((command) => (
          <Button key={command} variant="default" onClick={() => void permit(command)}>
            {t(`permit.command.${command}`)}
          </Button>
        ))}
      </Acts>
    </Section>
  )
}

function Token({ given: { command, token, until } }: { readonly given: Permitted }) {
  const { t } = useTranslation('access')
  const { language } = useLanguage()
  const zone = useTimeZone()
  return (
    <div role="status" className={css.link}>
      <p>{t('permit.given', { command: t(`permit.command.${command}`), until: formatTime(until, language, zone) })}</p>
      <p>
        <bdi className={css.address}>
          <code>{token}</code>
        </bdi>
      </p>
    </div>
  )
}
