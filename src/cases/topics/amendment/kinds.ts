import { z } from 'zod'
import { defineKind, type Kind, type StreamKind, type Writer } from '../../file/kind.ts'
import { type Facts, longText, occurredSchema, someFacts, sourceSchema } from '../../file/schemas.ts'

const worksHere = (writer: Writer) => writer.reasons.some((reason) => reason === 'owner' || reason === 'supervisor')

/**
 * Saying, correcting, settling facts and taking entries back: the same for every topic, over the facts that the topics declare.
 * Nothing is ever overwritten: the old value stays in the story, with who and why.
 */
export function amendmentKinds(facts: Facts, correctable: Facts): readonly Kind[] {
  const streams: readonly StreamKind[] = ['case', 'identity']
  const factsSet = defineKind({
    name: 'facts-set',
    kv: 2,
    streams: ['case'],
    schema: z
      .object({ facts: someFacts(facts), occurred: occurredSchema.optional(), source: sourceSchema.optional() })
      .strict(),
    may: worksHere,
    effect: (data) => ({ do: 'set', facts: data.facts }),
    sentence: (data) => ({ key: 'facts-set', facts: data.facts }),
    mark: 'open',
    // Version 1 wrote a birth date as bare text, which could say neither "about" nor "not known".
    upcast: { 1: ({ facts: old, ...rest }) => ({ ...rest, facts: birthFromText(old) }) },
  })
  const corrected = defineKind({
    name: 'corrected',
    kv: 1,
    streams,
    schema: z.object({ facts: someFacts(correctable), why: longText, occurred: occurredSchema.optional() }).strict(),
    may: worksHere,
    refs: 1,
    effect: (data) => ({ do: 'amend', how: 'corrected', facts: data.facts }),
    sentence: (data) => ({ key: 'corrected', text: data.why, facts: data.facts }),
    mark: 'fix',
  })
  const settled = defineKind({
    name: 'settled',
    kv: 1,
    streams,
    schema: z.object({ facts: someFacts(correctable), why: longText.optional() }).strict(),
    may: worksHere,
    refs: 2,
    effect: (data) => ({ do: 'amend', how: 'settled', facts: data.facts }),
    sentence: (data) => ({
      key: 'settled',
      facts: data.facts,
      ...(data.why === undefined ? {} : { text: data.why }),
    }),
    mark: 'fork',
  })
  const retracted = defineKind({
    name: 'retracted',
    kv: 1,
    streams: ['case', 'identity', 'referral'],
    schema: z
      .object({ reason: z.enum(['wrong-child', 'written-twice', 'not-true', 'other']), why: longText.optional() })
      .strict(),
    may: (writer) => worksHere(writer) || writer.reasons.includes('referral'),
    refs: 1,
    effect: () => ({ do: 'retract' }),
    // A step has moved grants and other people's work: it is undone by its own opposite step, never by taking it back.
    refuse: (state, _, __, refs) =>
      Object.values(state.steps).some((way) => way.some((step) => refs.includes(step.id)))
        ? 'step-not-retractable'
        : null,
    sentence: ({ reason, why }) => ({ key: `retracted.${reason}`, ...(why === undefined ? {} : { text: why }) }),
    mark: 'fix',
  })
  return [factsSet, corrected, settled, retracted]
}

function birthFromText(facts: unknown): Record<string, unknown> {
  const old = { ...(facts as Record<string, unknown>) }
  const birth = old['birth']
  if (typeof birth !== 'string') return old
  const precision = { 4: 'year', 7: 'month', 10: 'day' }[birth.length]
  return { ...old, birth: precision === undefined ? { precision: 'unknown' } : { precision, value: birth } }
}
