import { z } from 'zod'
import { defineKind, type Writer } from '../../file/kind.ts'
import type { Message } from '../../file/message.ts'
import { dateSchema, idSchema, longText, shortText } from '../../file/schemas.ts'
import { isHelper, isResponsible } from '../../file/writers.ts'

/**
 * A referral is a stream of its own: a new document made of chosen facts, never an opened file. The provider sees this stream and
 * nothing else; the caseworker holds a grant on it too.
 */
const ITEM = 'referral'
const asProvider = (writer: Writer) => writer.reasons.includes('referral')

/** What the provider sees of the child. The order is the order of the card. */
const packageSchema = z
  .object({
    alias: shortText,
    birth: dateSchema.optional(),
    sex: z.enum(['female', 'male', 'unknown']).optional(),
    village: shortText.optional(),
    contact: longText.optional(),
    school: shortText.optional(),
    care: shortText.optional(),
    name: shortText.optional(),
  })
  .strict()

/** Who agreed that it is sent, or why it could not wait. */
const agreedSchema = z.discriminatedUnion('basis', [
  z
    .object({
      basis: z.literal('agreement'),
      who: z.array(z.enum(['child', 'caregiver', 'guardian'])).min(1),
      on: dateSchema,
    })
    .strict(),
  z.object({ basis: z.literal('emergency'), reason: longText }).strict(),
])

export const referralSent = defineKind({
  name: 'referral-sent',
  kv: 1,
  opens: 'referral',
  streams: ['referral'],
  schema: z
    .object({
      file: idSchema,
      /** The provider's team. */
      team: idSchema,
      need: shortText,
      detail: longText.optional(),
      /** Exactly what the provider will see of the child. */
      package: packageSchema,
      /** Required: nothing leaves without one of the two. */
      agreed: agreedSchema,
      /** What was left out on somebody's wish, by name of the fact; never its content. */
      withheld: z.array(z.enum(['name', 'birth', 'sex', 'village', 'contact', 'school', 'care', 'story'])).max(10),
      answerBy: z.iso.date(),
      /** Last day on which the provider may open it; without it, until it is withdrawn. */
      until: z.iso.date().optional(),
      occurred: dateSchema.optional(),
    })
    .strict(),
  // The stream does not exist yet, so there is no grant to look at; the database checks that the writer works on the file.
  may: isHelper,
  effect: ({ team, file, need, answerBy, package: { alias } }) => ({
    do: 'step',
    item: ITEM,
    from: [null],
    to: 'sent',
    with: { team, file, need, answerBy, alias },
  }),
  grants: ({ team, until }) => [{ do: 'share', team, ...(until === undefined ? {} : { until: `${until}T23:59:59Z` }) }],
  sentence: ({ team, need, detail, withheld, agreed, package: sent }) => ({
    key: 'referral-sent',
    params: { team: { team }, need },
    lines: [
      { key: 'referral-shared', params: { facts: factWords(Object.keys(sent)) } },
      ...(withheld.length === 0 ? [] : [{ key: 'referral-withheld', params: { facts: factWords(withheld) } }]),
      agreedLine(agreed),
    ],
    ...(detail === undefined ? {} : { text: detail }),
  }),
  mark: 'waiting',
})

const factWords = (names: readonly string[]) => ({ list: names.map((name) => ({ words: `fact.package.${name}` })) })

function agreedLine(agreed: z.output<typeof agreedSchema>): Message {
  if (agreed.basis === 'emergency') return { key: 'referral-emergency', params: { reason: agreed.reason } }
  const who = { list: agreed.who.map((one) => ({ words: `value.agreed.${one}` })) }
  return { key: 'referral-agreed', params: { who, on: { date: agreed.on } } }
}

export const referralAnswered = defineKind({
  name: 'referral-answered',
  kv: 1,
  streams: ['referral'],
  schema: z.discriminatedUnion('answer', [
    z.object({ answer: z.literal('accepted'), first: dateSchema.optional(), note: longText.optional() }).strict(),
    z.object({ answer: z.literal('asked'), note: longText }).strict(),
    z.object({ answer: z.literal('declined'), note: longText }).strict(),
  ]),
  may: asProvider,
  effect: ({ answer }) => ({ do: 'step', item: ITEM, from: ['sent', 'asked'], to: answer }),
  sentence: (data) => ({
    key: `referral-answered.${data.answer}`,
    ...(data.answer === 'accepted' && data.first !== undefined
      ? { lines: [{ key: 'referral-first', params: { day: { date: data.first } } }] }
      : {}),
    ...(data.note === undefined ? {} : { text: data.note }),
  }),
  mark: 'decision',
})

/** A note of the provider, or the caseworker's answer to a question. */
export const referralNoted = defineKind({
  name: 'referral-noted',
  kv: 1,
  streams: ['referral'],
  schema: z
    .object({ text: longText, occurred: dateSchema, served: z.enum(['served', 'not-served', 'message']) })
    .strict(),
  may: (writer) => asProvider(writer) || isResponsible(writer),
  effect: ({ served }) => ({ do: 'add', item: 'referral-note', as: served }),
  sentence: ({ text, served }) => ({ key: `referral-noted.${served}`, text }),
  mark: 'open',
})

export const referralClosed = defineKind({
  name: 'referral-closed',
  kv: 1,
  streams: ['referral'],
  schema: z
    .object({ outcome: z.enum(['done', 'stopped', 'not-needed', 'withdrawn']), note: longText.optional() })
    .strict(),
  may: (writer, { outcome }) =>
    outcome === 'withdrawn' ? isResponsible(writer) : asProvider(writer) || isResponsible(writer),
  effect: ({ outcome }) => ({
    do: 'step',
    item: ITEM,
    from: outcome === 'withdrawn' ? ['sent', 'asked', 'accepted'] : ['accepted', 'declined', 'asked', 'sent'],
    to: outcome === 'withdrawn' ? 'withdrawn' : 'closed',
    with: { outcome },
  }),
  grants: ({ outcome }) => (outcome === 'withdrawn' ? [{ do: 'unshare' }] : []),
  sentence: ({ outcome, note }) => ({
    key: `referral-closed.${outcome}`,
    ...(note === undefined ? {} : { text: note }),
  }),
  mark: 'done',
})
