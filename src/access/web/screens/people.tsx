/** People and teams, simply: who works where, as what. No child stands here. */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  Acts,
  Button,
  Confirmation,
  EmptyState,
  ErrorLine,
  Fold,
  PageHead,
  Register,
  Row,
  Rows,
  SearchField,
  Section,
  ThenList,
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
      {props.done === null ? null : <Confirmation>{props.done}</Confirmation>}
      {props.onAdd === null || props.problem === null ? null : <ErrorLine>{props.problem}</ErrorLine>}
      {props.link === null ? null : <OneTimeLink {...props.link} onKept={props.onLinkKept} />}
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
      <div className={css.below}>
        <TwoColumns>
          {props.onAdd === null ? null : (
            <AddPerson teams={props.teams} roles={props.roles} taken={props.taken} onAdd={props.onAdd} />
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
      </div>
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

type OneTimeLinkProps = { readonly name: string; readonly address: string; readonly onKept: () => void }

/** Shown once: the secret stands behind `#`, so that it never reaches a log. */
function OneTimeLink({ name, address, onKept }: OneTimeLinkProps) {
  const { t } = useTranslation('access')
  const [copied, setCopied] = useState<'no' | 'yes' | 'failed'>('no')
  const copy = () =>
    navigator.clipboard.writeText(address).then(
      () => setCopied('yes'),
      () => setCopied('failed'),
    )
  return (
    <section className={css.link} aria-labelledby="tautan">
      <h2 id="tautan">{t('people.linkFor', { name })}</h2>
      <p className={css.address}>
        <bdi>{address}</bdi>
      </p>
      <ThenList
        steps={[
          { what: t('people.linkDo.give', { name }), when: t('people.linkDo.giveHow') },
          { what: t('people.linkDo.opens', { name }), when: t('people.linkDo.opensWhen') },
          { what: t('people.linkDo.lost'), when: t('people.linkDo.lostHow') },
        ]}
      />
      <Acts>
        <Button onClick={() => void copy()}>{t('people.copy')}</Button>
        <Button variant="subtle" onClick={onKept}>
          {t('people.linkKept')}
        </Button>
      </Acts>
      <p className="two" role="status">
        {copied === 'no' ? null : t(copied === 'yes' ? 'people.copied' : 'people.copyFailed')}
      </p>
    </section>
  )
}
