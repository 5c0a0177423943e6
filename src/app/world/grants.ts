import type { Membership } from '#access/index.ts'
import type { GrantChange, GrantReason } from '#cases/index.ts'

/** A grant as its row holds it; times in microseconds since 1970. */
export type Grant = {
  readonly stream: string
  readonly person: string | null
  readonly team: string | null
  readonly role: string | null
  readonly reason: GrantReason
  readonly by: string
  readonly since: number
  until: number | null
}

/** Who gives, and when. */
type Giver = { readonly person: string; readonly memberships: readonly Membership[]; readonly at: number }

/**
 * Grants as the database's own functions give and take them (`cases.make_stream`, `cases.apply_grants`), for files that the loader
 * writes into the past. `load.db.test.ts` compares the two.
 */
export type Grants = {
  readonly all: readonly Grant[]
  /** Reasons that hold for this person at this time, as `access.my_reasons` answers. */
  reasons(stream: string, of: Giver): readonly GrantReason[]
  /** What a new stream begins with. `others` are the file's streams before it. */
  open(stream: string, kind: string, file: string, by: Giver): void
  /** `siblings` are all streams of the file. */
  apply(stream: string, changes: readonly GrantChange[], by: Giver, siblings: readonly string[]): void
}

export function createGrants(): Grants {
  const all: Grant[] = []
  const byStream = new Map<string, Grant[]>()
  const of = (stream: string) => byStream.get(stream) ?? []
  const holds = (grant: Grant, at: number) => grant.since <= at && (grant.until === null || grant.until > at)

  function give(
    stream: string,
    to: Pick<Grant, 'person' | 'team' | 'role' | 'reason'>,
    by: Giver,
    until: number | null = null,
  ) {
    const alike = (one: Grant) =>
      one.reason === to.reason && one.person === to.person && one.team === to.team && one.role === to.role
    if (of(stream).some((one) => alike(one) && (one.until === null || one.until > by.at))) return
    const grant: Grant = { stream, ...to, by: by.person, since: by.at, until }
    all.push(grant)
    byStream.set(stream, [...of(stream), grant])
  }

  function take(stream: string, reason: GrantReason, at: number) {
    for (const one of of(stream)) if (one.reason === reason && (one.until === null || one.until > at)) one.until = at
  }

  function giveSupervision(stream: string, by: Giver) {
    for (const { team, role } of by.memberships) {
      if (role === 'caseworker' || role === 'supervisor')
        give(stream, { person: null, team, role: 'supervisor', reason: 'supervisor' }, by)
    }
  }

  function own(stream: string, by: Giver) {
    give(stream, { person: by.person, team: null, role: null, reason: 'owner' }, by)
    giveSupervision(stream, by)
  }

  function change(stream: string, one: GrantChange, by: Giver, siblings: readonly string[]) {
    switch (one.do) {
      case 'share': {
        const until = one.until === undefined ? null : Date.parse(one.until) * 1000
        return give(stream, { person: null, team: one.team, role: 'provider', reason: 'referral' }, by, until)
      }
      case 'unshare':
        return take(stream, 'referral', by.at)
      case 'offer':
        return give(stream, { person: one.person, team: null, role: null, reason: 'pending-owner' }, by)
      case 'withdraw-offer':
        return take(stream, 'pending-owner', by.at)
      case 'accept':
        for (const each of siblings) {
          take(each, 'owner', by.at)
          take(each, 'supervisor', by.at)
          own(each, by)
        }
        return take(stream, 'pending-owner', by.at)
      default:
        throw new Error(`a change of grants that nobody makes: ${String(one satisfies never)}`)
    }
  }

  return {
    all,
    reasons(stream, { person, memberships, at }) {
      const mine = of(stream).filter(
        (one) =>
          holds(one, at) &&
          (one.person === person || memberships.some(({ team, role }) => team === one.team && role === one.role)),
      )
      return [...new Set(mine.map(({ reason }) => reason))]
    },
    open(stream, kind, file, by) {
      if (kind === 'case') return own(stream, by)
      for (const { person, team, role, reason, until } of of(file)) {
        const helps = reason === 'owner' || reason === 'supervisor'
        if (helps && (until === null || until > by.at)) give(stream, { person, team, role, reason }, by, until)
      }
    },
    apply(stream, changes, by, siblings) {
      for (const one of changes) change(stream, one, by, siblings)
    },
  }
}
