/** Who becomes the caseworker of the children of a list. Only a supervisor has a choice beside themselves. */
import { useTranslation } from 'react-i18next'
import { Choices, type ChoiceOption, SelectField } from '#platform/web/index.ts'
import type { OwnerChoice, Owners, ReadList } from '../types.ts'
import { useImportWords } from '../words.ts'
import css from './import.module.css'

export const OWNERS_FIELD = 'pendamping'

export type OwnersProps = {
  readonly owners: Owners | null
  /** The person who imports. */
  readonly me: string
  readonly people: readonly OwnerChoice[]
  readonly villages: ReadList['villages']
  readonly error: string | null
  readonly onOwners: (owners: Owners) => void
}

type Rule = Owners['rule']

export function OwnersQuestion({ owners, me, people, villages, error, onOwners }: OwnersProps) {
  const { t } = useTranslation('cases')
  const [first] = people
  const rules: readonly Rule[] = [
    ...(villages.length > 0 && people.length > 0 ? (['village'] as const) : []),
    ...(people.length > 0 ? (['person'] as const) : []),
    'me',
  ]
  const choose = (rule: Rule) => {
    if (rule === 'me') onOwners({ rule })
    else if (rule === 'person') onOwners({ rule, person: first?.id ?? me })
    else onOwners({ rule, villages: [], others: me })
  }
  return (
    <div className={css.stack}>
      <Choices
        id={OWNERS_FIELD}
        legend={t('import.owners.legend')}
        hint={t('import.owners.hint')}
        error={error}
        options={rules.map((value): ChoiceOption<Rule> => ({ value, label: t(`import.owners.${value}`) }))}
        value={owners?.rule ?? null}
        onChange={choose}
      />
      {owners?.rule === 'person' ? (
        <div className={css.narrow}>
          <PersonSelect
            id="pendamping-semua"
            label={t('import.owners.who')}
            people={people}
            value={owners.person}
            onPick={(person) => onOwners({ rule: 'person', person })}
          />
        </div>
      ) : null}
      {owners?.rule === 'village' ? (
        <ByVillage owners={owners} me={me} people={people} villages={villages} onOwners={onOwners} />
      ) : null}
    </div>
  )
}

type ByVillageProps = Pick<OwnersProps, 'me' | 'people' | 'villages' | 'onOwners'> & {
  readonly owners: Extract<Owners, { rule: 'village' }>
}

function ByVillage({ owners, me, people, villages, onOwners }: ByVillageProps) {
  const { t } = useTranslation('cases')
  const words = useImportWords()
  const all = [{ id: me, name: t('import.owners.self') }, ...people.filter(({ id }) => id !== me)]
  const of = (village: string) => owners.villages.find((one) => one.village === village)?.person ?? owners.others
  const give = (village: string, person: string) =>
    onOwners({
      ...owners,
      villages: [...owners.villages.filter((one) => one.village !== village), { village, person }],
    })
  return (
    <div className={css.stack}>
      {villages.map(({ village, rows }, index) => (
        <PersonSelect
          key={village}
          id={`desa-${index}`}
          label={t('import.owners.villageOf', { village, rows: words.rows(rows) })}
          people={all}
          value={of(village)}
          onPick={(person) => give(village, person)}
        />
      ))}
      <PersonSelect
        id="desa-lain"
        label={t('import.owners.others')}
        people={all}
        value={owners.others}
        onPick={(others) => onOwners({ ...owners, others })}
      />
    </div>
  )
}

type PersonSelectProps = {
  readonly id: string
  readonly label: string
  readonly people: readonly OwnerChoice[]
  readonly value: string
  readonly onPick: (person: string) => void
}

const PersonSelect = ({ id, label, people, value, onPick }: PersonSelectProps) => (
  <SelectField
    id={id}
    label={label}
    value={value}
    data={people.map((person) => ({ value: person.id, label: person.name }))}
    onChange={(event) => onPick(event.currentTarget.value)}
  />
)

/** Who it is, in a few words. */
export function useOwnersWords(): (owners: Owners | null, people: readonly OwnerChoice[]) => string {
  const { t } = useTranslation('cases')
  return (owners, people) => {
    switch (owners?.rule) {
      case 'me':
        return t('import.owners.saysMe')
      case 'person':
        return t('import.owners.saysPerson', {
          name: people.find(({ id }) => id === owners.person)?.name ?? t('who.somebody'),
        })
      case 'village':
        return t('import.owners.saysVillage')
      case undefined:
        return t('import.owners.saysNone')
    }
  }
}
