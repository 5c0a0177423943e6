/** Adds a person to a team. What is missing is said above its field; nothing typed is lost. */
import { useState, type SubmitEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, ErrorSummary, Fields, Section, SelectField, TextField, type FieldError } from '#platform/web/index.ts'
import type { NewPerson, PeopleProps } from '../screens/people.props.ts'
import css from './add-person.module.css'

const EMPTY: NewPerson = { name: '', login: '', team: '', role: '' }
const FIELDS = ['name', 'login', 'team', 'role'] as const

type AddPersonProps = Pick<PeopleProps, 'teams' | 'roles' | 'taken'> & {
  readonly onAdd: (person: NewPerson) => Promise<boolean>
}

export function AddPerson({ teams, roles, taken, onAdd }: AddPersonProps) {
  const { t } = useTranslation('access')
  const [person, setPerson] = useState(EMPTY)
  const [attempt, setAttempt] = useState(0)
  const missing = FIELDS.filter((field) => person[field].trim() === '')
  const clash = taken !== null && taken === person.login.trim().toLowerCase()
  const errors: readonly FieldError[] = [
    ...(attempt === 0
      ? []
      : missing.map((field) => ({ fieldId: `orang-${field}`, message: t(`add.missing.${field}`) }))),
    ...(clash ? [{ fieldId: 'orang-login', message: t('add.taken') }] : []),
  ]
  const errorOf = (field: keyof NewPerson) => errors.find((one) => one.fieldId === `orang-${field}`)?.message ?? null
  const set = (field: keyof NewPerson) => (event: { currentTarget: { value: string } }) =>
    setPerson({ ...person, [field]: event.currentTarget.value })
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    setAttempt(attempt + 1)
    if (missing.length > 0) return
    // What was typed stays until the office has taken it.
    void onAdd(person).then((added) => {
      if (!added) return
      setPerson(EMPTY)
      setAttempt(0)
    })
  }
  return (
    <Section title={t('add.title')} intro={t('add.intro')}>
      <form onSubmit={submit} noValidate className={css.form}>
        <ErrorSummary errors={errors} attempt={attempt} />
        <Fields>
          <TextField
            id="orang-name"
            label={t('add.name')}
            error={errorOf('name')}
            value={person.name}
            onChange={set('name')}
          />
          <TextField
            id="orang-login"
            label={t('add.login')}
            hint={t('add.loginHint')}
            error={errorOf('login')}
            autoCapitalize="none"
            spellCheck={false}
            value={person.login}
            onChange={set('login')}
          />
          <SelectField
            id="orang-team"
            label={t('add.team')}
            error={errorOf('team')}
            data={[{ value: '', label: t('add.pick') }, ...teams.map((team) => ({ value: team.id, label: team.name }))]}
            value={person.team}
            onChange={set('team')}
          />
          <SelectField
            id="orang-role"
            label={t('add.role')}
            hint={t('add.roleHint')}
            error={errorOf('role')}
            data={[{ value: '', label: t('add.pick') }, ...roles]}
            value={person.role}
            onChange={set('role')}
          />
        </Fields>
        <Button type="submit">{t('add.submit')}</Button>
      </form>
    </Section>
  )
}
