import { z } from 'zod'
import { defineKind } from '../../file/kind.ts'
import { idSchema, longText, dateSchema } from '../../file/schemas.ts'
import { standing } from '../../file/state.ts'
import { isResponsible } from '../../file/writers.ts'

/** Who is responsible. The old owner stays responsible until the new one has accepted. */
const ITEM = 'assignment'
const FREE = [null, 'accepted', 'declined', 'withdrawn']

export const handedOver = defineKind({
  name: 'handed-over',
  kv: 1,
  streams: ['case'],
  schema: z.object({ to: idSchema, reason: longText, occurred: dateSchema.optional() }).strict(),
  may: (writer, { to }) => writer.person !== to && isResponsible(writer),
  effect: ({ to }) => ({ do: 'step', item: ITEM, from: FREE, to: 'offered', with: { to } }),
  refuse: (state) => (standing(state, 'handling')?.to === 'open' ? null : 'file-closed'),
  grants: ({ to }) => [{ do: 'offer', person: to }],
  sentence: ({ to, reason }) => ({ key: 'handed-over', params: { person: { person: to } }, text: reason }),
  mark: 'waiting',
})

/** A hand-over is answered by the person it was offered to, and by nobody else. */
const offeredTo = (person: string) => (state: Parameters<typeof standing>[0]) =>
  standing(state, ITEM)?.with['to'] === person ? null : 'not-offered-to-you'

export const handOverAccepted = defineKind({
  name: 'hand-over-accepted',
  kv: 1,
  streams: ['case'],
  schema: z.object({ note: longText.optional() }).strict(),
  may: (writer) => writer.reasons.includes('pending-owner'),
  effect: (_, by) => ({ do: 'step', item: ITEM, from: ['offered'], to: 'accepted', with: { owner: by } }),
  refuse: (state, _, writer) => offeredTo(writer.person)(state),
  grants: () => [{ do: 'accept' }],
  sentence: ({ note }) => ({ key: 'hand-over-accepted', ...(note === undefined ? {} : { text: note }) }),
  mark: 'done',
})

export const handOverDeclined = defineKind({
  name: 'hand-over-declined',
  kv: 1,
  streams: ['case'],
  schema: z.object({ reason: longText }).strict(),
  may: (writer) => writer.reasons.includes('pending-owner'),
  effect: () => ({ do: 'step', item: ITEM, from: ['offered'], to: 'declined' }),
  refuse: (state, _, writer) => offeredTo(writer.person)(state),
  grants: () => [{ do: 'withdraw-offer' }],
  sentence: ({ reason }) => ({ key: 'hand-over-declined', text: reason }),
  mark: 'decision',
})

export const handOverWithdrawn = defineKind({
  name: 'hand-over-withdrawn',
  kv: 1,
  streams: ['case'],
  schema: z.object({ reason: longText.optional() }).strict(),
  may: isResponsible,
  effect: () => ({ do: 'step', item: ITEM, from: ['offered'], to: 'withdrawn' }),
  grants: () => [{ do: 'withdraw-offer' }],
  sentence: ({ reason }) => ({ key: 'hand-over-withdrawn', ...(reason === undefined ? {} : { text: reason }) }),
  mark: 'decision',
})
