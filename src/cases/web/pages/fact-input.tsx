/** The fields of one fact. */
import { useTranslation } from 'react-i18next'
import { Choices, Fields, Pair } from '#platform/web/index.ts'
import { CHOICES, factField, type FactDraft, type FactName, factValueIn } from './fact-draft.ts'
import { DateField, options, Sentences, useDateFault, Words } from './fields.tsx'
import css from './pages.module.css'
import { useToday } from './place.ts'

export type FactInputProps = {
  readonly name: FactName
  readonly legend: string
  readonly draft: FactDraft
  readonly onDraft: (draft: FactDraft) => void
  readonly error: string | null
}

/** What is wrong with the draft of a fact, in words; null when it says a value. */
export function useFactFault(): (name: FactName, draft: FactDraft) => string | null {
  const { t } = useTranslation('cases')
  const today = useToday()
  const dateFault = useDateFault()
  return (name, draft) => {
    if (name === 'birth') return dateFault(draft.date)
    return factValueIn(name, draft, today) === undefined ? t(`ask.fault.${name}`) : null
  }
}

export function FactInput(props: FactInputProps) {
  switch (props.name) {
    case 'birth':
      return (
        <DateField
          id={factField('birth')}
          legend={props.legend}
          error={props.error}
          draft={props.draft.date}
          onDraft={(date) => props.onDraft({ ...props.draft, date })}
        />
      )
    case 'sex':
      return <Sex {...props} />
    case 'place':
      return <Place {...props} />
    case 'care':
      return <Care {...props} />
    case 'contact':
      return <Contact {...props} />
    case 'school':
      return <School {...props} />
    case 'alias':
    case 'guardianRelation':
    case 'language':
      return (
        <Words
          id={factField(props.name)}
          label={props.legend}
          error={props.error}
          maxLength={props.name === 'alias' ? 60 : 200}
          value={props.draft.first}
          onText={(first) => props.onDraft({ ...props.draft, first })}
        />
      )
  }
}

function Sex({ legend, draft, onDraft, error }: FactInputProps) {
  const { t } = useTranslation('cases')
  return (
    <Choices
      row
      id={factField('sex')}
      legend={legend}
      error={error}
      options={options(CHOICES.sex, (value) => t(`ask.sex.${value}`))}
      value={one(CHOICES.sex, draft.choice)}
      onChange={(choice) => onDraft({ ...draft, choice })}
    />
  )
}

function Place({ legend, draft, onDraft, error }: FactInputProps) {
  const { t } = useTranslation('cases')
  return (
    <fieldset>
      <legend className={css.legend}>{legend}</legend>
      <Pair>
        <Words
          id={factField('place')}
          label={t('ask.village')}
          error={error}
          value={draft.first}
          onText={(first) => onDraft({ ...draft, first })}
        />
        <Words
          id={`${factField('place')}-2`}
          label={t('ask.subdistrict')}
          value={draft.second}
          onText={(second) => onDraft({ ...draft, second })}
        />
      </Pair>
    </fieldset>
  )
}

function Care({ legend, draft, onDraft, error }: FactInputProps) {
  const { t } = useTranslation('cases')
  return (
    <Fields>
      <Choices
        id={factField('care')}
        legend={legend}
        error={error}
        options={options(CHOICES.care, (value) => t(`ask.care.${value}`), 'unknown')}
        value={one(CHOICES.care, draft.choice)}
        onChange={(choice) => onDraft({ ...draft, choice })}
      />
      <Words
        id={`${factField('care')}-2`}
        label={t('ask.careDetail')}
        optional
        value={draft.first}
        onText={(first) => onDraft({ ...draft, first })}
      />
    </Fields>
  )
}

function Contact({ legend, draft, onDraft, error }: FactInputProps) {
  const { t } = useTranslation('cases')
  return (
    <Fields>
      <Choices
        id={factField('contact')}
        legend={legend}
        error={error}
        options={options(CHOICES.contact, (value) => t(`ask.way.${value}`), 'none')}
        value={one(CHOICES.contact, draft.choice)}
        onChange={(choice) => onDraft({ ...draft, choice })}
      />
      <Choices
        row
        legend={t('ask.safe')}
        options={options(['yes', 'no'] as const, (value) => t(`ask.safeWord.${value}`))}
        value={draft.safe}
        onChange={(safe) => onDraft({ ...draft, safe })}
      />
      <Sentences
        id={`${factField('contact')}-2`}
        label={t('ask.contactNote')}
        optional
        value={draft.first}
        onText={(first) => onDraft({ ...draft, first })}
      />
    </Fields>
  )
}

function School({ legend, draft, onDraft, error }: FactInputProps) {
  const { t } = useTranslation('cases')
  return (
    <Fields>
      <Choices
        id={factField('school')}
        legend={legend}
        error={error}
        options={options(CHOICES.school, (value) => t(`ask.attends.${value}`), 'unknown')}
        value={one(CHOICES.school, draft.choice)}
        onChange={(choice) => onDraft({ ...draft, choice })}
      />
      <Pair>
        <Words
          id={`${factField('school')}-2`}
          label={t('ask.schoolName')}
          value={draft.first}
          onText={(first) => onDraft({ ...draft, first })}
        />
        <Words
          id={`${factField('school')}-3`}
          label={t('ask.schoolLevel')}
          value={draft.second}
          onText={(second) => onDraft({ ...draft, second })}
        />
      </Pair>
    </Fields>
  )
}

const one = <V extends string>(values: readonly V[], value: string | null): V | null =>
  values.find((each) => each === value) ?? null
