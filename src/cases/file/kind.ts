import type { z } from 'zod'
import type { Message, Param } from './message.ts'
import type { StreamKind, StreamState } from './state.ts'

export type { StreamKind } from './state.ts'

/** Reason of a grant on a stream (migrations/0001-access.sql). */
export type GrantReason = 'owner' | 'pending-owner' | 'supervisor' | 'referral' | 'importer'

/** Who writes, as a rule needs to know it. */
export type Writer = {
  readonly person: string
  readonly roles: readonly string[]
  /** Reasons of the writer's grants on this stream; empty when the entry opens it. */
  readonly reasons: readonly GrantReason[]
}

/** A stable code for why a step was refused; the sentence is in the catalogue under `refusal.<code>`. */
export type Refusal = string

/**
 * What an entry does to the state. Three shapes cover nearly all kinds; generic reducers do them.
 *   set   says facts
 *   add   adds an item that happened (a note, a visit)
 *   step  moves an item from a state to another; the only shape that can be refused
 *   amend acts on other entries: correct, settle, retract
 */
export type Effect =
  | { readonly do: 'set'; readonly facts: Readonly<Record<string, unknown>> }
  | { readonly do: 'add'; readonly item: string; readonly as?: string }
  | {
      readonly do: 'step'
      readonly item: string
      /** States it may come from; `null` for "not begun". */
      readonly from: readonly (string | null)[]
      readonly to: string
      readonly with?: Readonly<Record<string, string>>
      /** Facts it is decided on; when one is corrected later, the step is marked, never undone. */
      readonly rests?: readonly string[]
      readonly facts?: Readonly<Record<string, unknown>>
    }
  | {
      readonly do: 'amend'
      readonly how: 'corrected' | 'settled'
      readonly facts: Readonly<Record<string, unknown>>
    }
  | { readonly do: 'retract' }

/** Changes of grants that follow from an entry; the database checks them again (`cases.apply_grants`). */
export type GrantChange =
  | { readonly do: 'share'; readonly team: string; readonly until?: string }
  | { readonly do: 'unshare' }
  | { readonly do: 'offer'; readonly person: string }
  | { readonly do: 'withdraw-offer' }
  | { readonly do: 'accept' }

/** One entry of the story. Keys stand in the catalogue under `story.`. */
export type Sentence = {
  readonly key: string
  readonly params?: Readonly<Record<string, Param>>
  /** Further sentences below the title. */
  readonly lines?: readonly Message[]
  /** The person's own words, shown as they are. */
  readonly text?: string
  /** A quotation of the child. */
  readonly quote?: string
  /** Facts said by the entry, in the order to show. */
  readonly facts?: Readonly<Record<string, unknown>>
}

export type Kind<S extends z.ZodType = z.ZodType> = {
  readonly name: string
  /** Version. `kind@version` is immutable; older versions are brought up by `upcast`. */
  readonly kv: number
  readonly schema: S
  /** Streams it may be written to. */
  readonly streams: readonly StreamKind[]
  /** Set when it is the first entry of a stream of this kind. */
  readonly opens?: StreamKind
  /** Whether this writer may write it at all, whatever the state. */
  readonly may: (writer: Writer, data: z.output<S>) => boolean
  readonly effect: (data: z.output<S>, by: string) => Effect
  /** A rule beyond the three shapes; the code of the refusal or null. Sees the state before the entry. */
  readonly refuse?: (state: StreamState, data: z.output<S>, writer: Writer, refs: readonly string[]) => Refusal | null
  readonly grants?: (data: z.output<S>, state: StreamState) => readonly GrantChange[]
  readonly sentence: (data: z.output<S>) => Sentence
  /** Status shape that marks it in the story (look/README.md). */
  readonly mark: 'open' | 'done' | 'waiting' | 'fix' | 'decision' | 'today' | 'held' | 'fork' | 'away'
  /** Brings the data of an older version to this one; keyed by the older version. */
  readonly upcast?: Readonly<Record<number, (data: Record<string, unknown>) => Record<string, unknown>>>
  /** Refs are required: at least this many. */
  readonly refs?: number
}

/** Declares a kind of entry with its data typed. */
export function defineKind<S extends z.ZodType>(kind: Kind<S>): Kind {
  // A registry holds kinds of all data; each is only ever called with data that its own schema has checked.
  return Object.freeze(kind) as unknown as Kind
}
