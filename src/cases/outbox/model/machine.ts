/**
 * The outbox as a total table: every state, every event, what follows (design.md section 4). Online work goes through it too.
 *
 * | state | leaves by |
 * |---|---|
 * | queued | send · a refused item that it refers to (held) |
 * | sending | the answer · network, 5xx, lost reply (queued again) |
 * | refused | amended or withdrawn by its writer |
 * | held | what it refers to was dealt with |
 * | quarantined | decided by the present owner · the office no longer knows it (queued again: it was set back to an older copy) |
 * | accepted | its attachments have arrived · what the office cannot take of them is given up |
 * | left-out | put away by its writer, who has read why |
 * | complete, withdrawn | never |
 */
export const OUTBOX_STATES = [
  'queued',
  'sending',
  'accepted',
  'complete',
  'refused',
  'held',
  'quarantined',
  'withdrawn',
  'left-out',
] as const
export type OutboxState = (typeof OUTBOX_STATES)[number]

export const OUTBOX_EVENTS = [
  'send',
  'lost',
  'answer.accepted',
  'answer.refused',
  'answer.held',
  'answer.quarantined',
  'answer.other-content',
  'blocked',
  'unblocked',
  'files-arrived',
  'files-refused',
  'files-given-up',
  'withdraw',
  'decided.taken',
  'decided.left-out',
  'decided.unknown',
  'put-away',
] as const
export type OutboxEvent = (typeof OUTBOX_EVENTS)[number]

type Row = Readonly<Partial<Record<OutboxEvent, OutboxState>>>

/** What is not in the table leaves the state as it is: an answer that comes twice, or late, does no harm. */
const TABLE: Readonly<Record<OutboxState, Row>> = {
  queued: { send: 'sending', blocked: 'held', withdraw: 'withdrawn' },
  sending: {
    lost: 'queued',
    'answer.accepted': 'accepted',
    'answer.refused': 'refused',
    'answer.held': 'held',
    'answer.quarantined': 'quarantined',
    // Another entry stands under this id: the writer must look, nothing is thrown away.
    'answer.other-content': 'refused',
  },
  refused: { withdraw: 'withdrawn' },
  held: { unblocked: 'queued', withdraw: 'withdrawn' },
  // Its files go ahead of the decision, and change nothing in it.
  quarantined: { 'decided.taken': 'accepted', 'decided.left-out': 'left-out', 'decided.unknown': 'queued' },
  // Refused files change nothing by themselves: the writer sees why, and decides.
  accepted: { 'files-arrived': 'complete', 'files-refused': 'accepted', 'files-given-up': 'complete' },
  complete: {},
  withdrawn: {},
  'left-out': { 'put-away': 'withdrawn' },
}

/** The state after an event. */
export function afterEvent(state: OutboxState, event: OutboxEvent): OutboxState {
  return TABLE[state][event] ?? state
}

/** States in which an item still asks something of somebody, or of the network: such an item is never deleted. */
export const UNFINISHED: ReadonlySet<OutboxState> = new Set([
  'queued',
  'sending',
  'refused',
  'held',
  'quarantined',
  'accepted',
  'left-out',
])

/** States in which the office does not have the entry. */
export const NOT_AT_OFFICE: ReadonlySet<OutboxState> = new Set(['queued', 'sending', 'refused', 'held'])

/** What the machine needs to know of an item. */
export type Ordered = {
  readonly id: string
  readonly stream: string
  readonly state: OutboxState
  readonly refs: readonly string[]
  /** The first entry of its stream: what comes after it waits for it. */
  readonly opens: boolean
}

/** Items that cannot go because something they build on was refused. */
export function blockedBy(items: readonly Ordered[]): ReadonlySet<string> {
  const stuck = new Set(items.filter(({ state }) => state === 'refused' || state === 'held').map(({ id }) => id))
  const closed = new Set(
    items.filter(({ state, opens }) => opens && (state === 'refused' || state === 'held')).map(({ stream }) => stream),
  )
  return new Set(
    items
      .filter(({ state }) => state === 'queued')
      .filter(({ refs, stream }) => refs.some((ref) => stuck.has(ref)) || closed.has(stream))
      .map(({ id }) => id),
  )
}
