/** The fields of a registration: the alias first, the true name last and apart. */
import { useTranslation } from 'react-i18next'
import { Acts, Button, Choices, Fields, Question } from '#platform/web/index.ts'
import type { Form } from '../local/form.ts'
import { factField } from './fact-draft.ts'
import { FactInput } from './fact-input.tsx'
import { DateField, options, Sentences, WHEN, Words } from './fields.tsx'
import { CAME, REGISTER_FIELDS as FIELD, type RegisterDraft } from './register-draft.ts'

type Props = { readonly form: Form<RegisterDraft> }

export function RegisterFields({ form, onSuggest }: Props & { readonly onSuggest: () => void }) {
  return (
    <>
      <Alias form={form} onSuggest={onSuggest} />
      <Who form={form} />
      <How form={form} />
      <Identity form={form} />
    </>
  )
}

function Alias({ form, onSuggest }: Props & { readonly onSuggest: () => void }) {
  const { t } = useTranslation('cases')
  const { draft, change, errorOf } = form
  return (
    <Question>
      <Words
        id={factField('alias')}
        label={t('register.alias')}
        hint={t('register.aliasHint')}
        error={errorOf(factField('alias'))}
        maxLength={60}
        value={draft.alias.first}
        onText={(first) => change({ alias: { ...draft.alias, first } })}
      />
      <Acts>
        <Button variant="light" onClick={onSuggest}>
          {t('register.another')}
        </Button>
        <span className="small two">
          {t('register.code')} <bdi className="code">{draft.code}</bdi>
        </span>
      </Acts>
    </Question>
  )
}

function Who({ form: { draft, change, errorOf } }: Props) {
  const { t } = useTranslation('cases')
  return (
    <>
      <Question>
        <FactInput
          name="sex"
          legend={t('ask.legend.sex')}
          draft={draft.sex}
          onDraft={(sex) => change({ sex })}
          error={errorOf(factField('sex'))}
        />
      </Question>
      <Question>
        <FactInput
          name="birth"
          legend={t('ask.legend.birth')}
          draft={draft.birth}
          onDraft={(birth) => change({ birth })}
          error={errorOf(factField('birth'))}
        />
      </Question>
      <Question>
        <FactInput
          name="place"
          legend={t('ask.legend.place')}
          draft={draft.place}
          onDraft={(place) => change({ place })}
          error={null}
        />
      </Question>
    </>
  )
}

function How({ form: { draft, change, errorOf } }: Props) {
  const { t } = useTranslation('cases')
  return (
    <>
      <Question>
        <Choices
          id={FIELD.came}
          legend={t('register.came')}
          error={errorOf(FIELD.came)}
          options={options(CAME, (value) => t(`value.came.${value}`), 'other')}
          value={draft.came}
          onChange={(came) => change({ came })}
        />
      </Question>
      <Question>
        <DateField
          id={FIELD.when}
          legend={t('register.when')}
          error={errorOf(FIELD.when)}
          draft={draft.when}
          onDraft={(when) => change({ when })}
          modes={WHEN}
        />
        <Sentences
          id={FIELD.note}
          label={t('register.note')}
          hint={t('register.noteHint')}
          optional
          value={draft.note}
          onText={(note) => change({ note })}
        />
      </Question>
    </>
  )
}

function Identity({ form: { draft, change, errorOf } }: Props) {
  const { t } = useTranslation('cases')
  return (
    <Question last>
      <h2>{t('register.identity')}</h2>
      <p className="two">{t('register.identityHint')}</p>
      <Fields>
        <Words
          id={FIELD.name}
          label={t('fact.trueName')}
          optional
          value={draft.trueName}
          onText={(trueName) => change({ trueName })}
        />
        <Words
          id={FIELD.phones}
          label={t('register.phones')}
          error={errorOf(FIELD.phones)}
          optional
          inputMode="tel"
          value={draft.phones}
          onText={(phones) => change({ phones })}
        />
        <Words
          id={FIELD.guardian}
          label={t('fact.guardianName')}
          optional
          value={draft.guardian}
          onText={(guardian) => change({ guardian })}
        />
      </Fields>
    </Question>
  )
}
