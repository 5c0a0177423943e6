/** People and teams, simply: who works where, as what. No child stands here. */
import { useTranslation } from 'react-i18next'
import {
  Acts,
  Button,
  EmptyState,
  Fold,
  PageHead,
  Register,
  Row,
  Rows,
  SearchField,
  Section,
  TwoColumns,
} from '#platform/web/index.ts'
import { AddPerson } from '../parts/add-person.tsx'
import type { PeopleProps, PersonRow } from './people.props.ts'
import css from './people.module.css'

export function PeopleScreen(props: PeopleProps) {
  const { t } = useTranslation('access')
  const here = props.people.filter((one) => !one.left)
  const left = props.people.filter((one) => one.left)
  return (
    <>
      <PageHead
        title={t('people.title')}
        sub={t('people.sub', { count: here.length })}
        tools={<SearchField label={t('people.search')} value={props.search} onChange={props.onSearch} />}
      />
      {props.link === null ? null : <OneTimeLink {...props.link} />}
      {here.length === 0 ? (
        <div className={css.gap}>
          <EmptyState title={t('people.none')}>{t('people.noneBody')}</EmptyState>
        </div>
      ) : (
        <People people={here} />
      )}
      {left.length === 0 ? null : (
        <Fold shape="open" summary={t('people.left', { count: left.length })}>
          <Rows>
            {left.map((one) => (
              <Row key={one.id} title={<b>{one.name}</b>} small={one.organisation} />
            ))}
          </Rows>
        </Fold>
      )}
      <TwoColumns>
        {props.onAdd === null ? null : (
          <AddPerson teams={props.teams} roles={props.roles} problem={props.problem} onAdd={props.onAdd} />
        )}
        <Section title={t('people.teams')} count={props.teams.length}>
          <Rows>
            {props.teams.map((team) => (
              <Row
                key={team.id}
                title={<b>{team.name}</b>}
                small={`${team.organisation}, ${team.provides ? t('people.provides') : t('people.cares')}`}
                third={t('people.members', { count: team.people })}
              />
            ))}
          </Rows>
        </Section>
      </TwoColumns>
    </>
  )
}

function People({ people }: { readonly people: readonly PersonRow[] }) {
  const { t } = useTranslation('access')
  const mayChange = people.some((one) => one.onNewLink !== null || one.onLeave !== null)
  return (
    <Register
      caption={t('people.title')}
      columns={[
        { key: 'who', head: t('people.who'), role: 'name', width: '12rem' },
        { key: 'organisation', head: t('people.organisation') },
        { key: 'roles', head: t('people.roles') },
        ...(mayChange ? [{ key: 'act', head: t('people.change'), width: '14rem' } as const] : []),
      ]}
      groups={[
        {
          key: 'all',
          rows: people.map((one) => ({
            key: one.id,
            cells: {
              who: <b>{one.name}</b>,
              organisation: one.organisation,
              roles: one.roles.map((role) => <div key={role}>{role}</div>),
              act: <Changes person={one} />,
            },
          })),
        },
      ]}
    />
  )
}

function Changes({ person }: { readonly person: PersonRow }) {
  const { t } = useTranslation('access')
  return (
    <Acts>
      {person.onNewLink === null ? null : (
        <Button variant="subtle" aria-label={t('people.newLinkNamed', person)} onClick={person.onNewLink}>
          {t('people.newLink')}
        </Button>
      )}
      {person.onLeave === null ? null : (
        <Button variant="subtle" aria-label={t('people.leaveNamed', person)} onClick={person.onLeave}>
          {t('people.leave')}
        </Button>
      )}
    </Acts>
  )
}

/** Shown once: the secret stands behind `#`, so that it never reaches a log. */
function OneTimeLink({ name, address }: { readonly name: string; readonly address: string }) {
  const { t } = useTranslation('access')
  return (
    <div className={css.link} role="status">
      <p>
        <b>{t('people.linkFor', { name })}</b>
      </p>
      <p className={css.address}>
        <bdi>{address}</bdi>
      </p>
      <p className="two">{t('people.linkOnce')}</p>
    </div>
  )
}
