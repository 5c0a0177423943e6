import { z } from 'zod'
import { defineKind, type Kind, type Refusal, type Sentence, type StreamKind, type Writer } from '../../file/kind.ts'
import { type Facts, longText, dateSchema, someFacts, sourceSchema } from '../../file/schemas.ts'
import type { StreamState } from '../../file/state.ts'
import { isResponsible } from '../../file/writers.ts'

/**
 * Saying, correcting, settling facts and taking entries back: the same for every topic, over the facts that the topics declare.
 * Nothing is ever overwritten: the old value stays in the story, with who and why.
 */
export function amendmentKinds(caseFacts: Facts, identityFacts: Facts): readonly Kind[] {
  const all = { ...caseFacts, ...identityFacts }
  const streams: readonly StreamKind[] = ['case', 'identity']
  // A true name in the case stream would be read by everybody who reads the story.
  const belongs = (state: StreamState, data: { facts: Record<string, unknown> }): Refusal | null => {
    const here = state.kind === 'identity' ? identityFacts : caseFacts
    return Object.keys(data.facts).every((name) => Object.hasOwn(here, name)) ? null : 'fact-of-other-stream'
  }
  const factsSet = defineKind({
    name: 'facts-set',
    kv: 2,
    streams: ['case'],
    schema: z
      .object({ facts: someFacts(caseFacts), occurred: dateSchema.optional(), source: sourceSchema.optional() })
      .strict(),
    may: isResponsible,
    effect: ({ facts }) => ({ do: 'set', facts }),
    sentence: ({ facts }) => about('facts-set', facts),
    mark: 'open',
    // Version 1 wrote a birth date as bare text, which could say neither "about" nor "not known".
    upcast: { 1: ({ facts: old, ...rest }) => ({ ...rest, facts: birthFromText(old) }) },
  })
  const corrected = defineKind({
    name: 'corrected',
    kv: 1,
    streams,
    schema: z.object({ facts: someFacts(all), why: longText, occurred: dateSchema.optional() }).strict(),
    may: isResponsible,
    refs: 1,
    effect: ({ facts }) => ({ do: 'amend', how: 'corrected', facts }),
    refuse: belongs,
    sentence: ({ facts, why }) => ({ ...about('corrected', facts), text: why }),
    mark: 'fix',
  })
  const settled = defineKind({
    name: 'settled',
    kv: 1,
    streams,
    schema: z.object({ facts: someFacts(all), why: longText.optional() }).strict(),
    may: isResponsible,
    refs: 2,
    effect: ({ facts }) => ({ do: 'amend', how: 'settled', facts }),
    refuse: belongs,
    sentence: ({ facts, why }) => ({ ...about('settled', facts), ...(why === undefined ? {} : { text: why }) }),
    mark: 'fork',
  })
  return [factsSet, corrected, settled, retracted]
}

const retracted = defineKind({
  name: 'retracted',
  kv: 1,
  streams: ['case', 'identity', 'referral'],
  schema: z
    .object({ reason: z.enum(['wrong-child', 'written-twice', 'not-true', 'other']), why: longText.optional() })
    .strict(),
  may: (writer) => isResponsible(writer) || writer.reasons.includes('referral'),
  refs: 1,
  effect: () => ({ do: 'retract' }),
  refuse: (state, _, writer, refs) => refusedRetraction(state, writer, refs),
  sentence: ({ reason, why }) => ({ key: `retracted.${reason}`, ...(why === undefined ? {} : { text: why }) }),
  mark: 'fix',
})

function refusedRetraction(state: StreamState, writer: Writer, refs: readonly string[]): Refusal | null {
  // A step has moved grants and other people's work: it is undone by its own opposite step, never by taking it back.
  if (Object.values(state.steps).some((way) => way.some((step) => refs.includes(step.id))))
    return 'step-not-retractable'
  if (state.kind !== 'referral') return null
  // Two sides write to a referral. Neither takes back the other's words; of older ones the state no longer knows the author.
  const items = Object.values(state.items).flatMap(({ recent }) => recent)
  const mine = (id: string) => items.some((item) => item.id === id && item.by === writer.person)
  // Giving words back is for whose words they were: all that a retraction named. A set gives out what is added while it is gone through.
  const named = new Set(refs)
  for (const id of named) {
    const back = Object.hasOwn(state.retractions, id) ? state.retractions[id] : undefined
    if (back === undefined && !mine(id)) return 'not-yours-to-retract'
    for (const one of back ?? []) named.add(one)
  }
  return null
}

/** The title names the fact when there is one, else says how many. */
function about(key: string, facts: Readonly<Record<string, unknown>>): Sentence {
  const [name, ...more] = Object.keys(facts)
  if (name === undefined || more.length > 0) return { key: `${key}.many`, params: { count: more.length + 1 }, facts }
  return { key: `${key}.one`, params: { fact: { words: `fact.${name}` } }, facts }
}

function birthFromText(facts: unknown): Record<string, unknown> {
  const old = { ...(facts as Record<string, unknown>) }
  const birth = old['birth']
  if (typeof birth !== 'string') return old
  const precision = { 4: 'year', 7: 'month', 10: 'day' }[birth.length]
  return { ...old, birth: precision === undefined ? { precision: 'unknown' } : { precision, value: birth } }
}
