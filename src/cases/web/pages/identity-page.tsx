/** What was learned about who the child is: true name, numbers, guardian, address. Nothing that is known already is shown here. */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newUuid4 } from '#platform/pure/bytes/index.ts'
import { randomBytes } from '#platform/web/crypto/index.ts'
import { Fields, Question } from '#platform/web/index.ts'
import { EntryForm } from './entry-form.tsx'
import type { OpenFile } from './file-frame.tsx'
import { IDENTITY_ASKED, identityField, identityValueIn, type IdentityFact } from './identity-draft.ts'
import { IdentityInput, useIdentityFault } from './identity-input.tsx'
import { WritingFrame } from './writing-frame.tsx'

export type IdentityDraft = { readonly [F in IdentityFact]?: string }

export function IdentityPage() {
  return <WritingFrame needs="decide">{(open) => <IdentityForm key={open.file} open={open} />}</WritingFrame>
}

function IdentityForm({ open }: { readonly open: OpenFile }) {
  const { t } = useTranslation('cases')
  const fault = useIdentityFault()
  // A file without a name yet gets its identity stream with the first thing that is learned.
  const [fresh] = useState(() => newUuid4(randomBytes))
  return (
    <EntryForm<IdentityDraft>
      open={open}
      word="identity"
      page="identity"
      stream={open.identity?.stream ?? fresh}
      title={t('identity.title', { alias: open.label.alias })}
      sub={t('identity.sub')}
      submit={t('identity.submit')}
      empty={{}}
      check={(draft) => {
        const written = writtenIn(draft)
        const [first] = IDENTITY_ASKED
        if (written.length === 0) return { [identityField(first)]: t('identity.fault.nothing') }
        return Object.fromEntries(written.map(([name, text]) => [identityField(name), fault(name, text)]))
      }}
      entry={(draft) => ({ kind: 'identity-set', data: { file: open.file, facts: factsIn(draft) } })}
    >
      {({ draft, change, errorOf }) => (
        <Question last>
          <Fields>
            {IDENTITY_ASKED.map((name) => (
              <IdentityInput
                key={name}
                name={name}
                label={t(`fact.${name}`)}
                error={errorOf(identityField(name))}
                text={draft[name] ?? ''}
                onText={(text) => change({ [name]: text })}
              />
            ))}
          </Fields>
        </Question>
      )}
    </EntryForm>
  )
}

/** The lines in which something was written: an empty one says nothing, and changes nothing. */
function writtenIn(draft: IdentityDraft): readonly (readonly [IdentityFact, string])[] {
  return IDENTITY_ASKED.flatMap((name) => {
    const text = draft[name] ?? ''
    return text.trim() === '' ? [] : [[name, text] as const]
  })
}

const factsIn = (draft: IdentityDraft): Readonly<Record<string, unknown>> =>
  Object.fromEntries(writtenIn(draft).map(([name, text]) => [name, identityValueIn(name, text)]))
