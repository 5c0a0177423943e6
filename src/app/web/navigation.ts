/**
 * The places of the side and of the bottom bar, in order. A person sees those their permissions name, and only those whose
 * screen exists: an item without a route in routes.tsx is left out by itself.
 */
import type { Words } from './catalogues/id.ts'
import type { IconName } from '#platform/web/index.ts'

export type NavItem = {
  readonly to: string
  readonly word: NavWord
  /** For the narrow bar. */
  readonly short?: NavWord
  readonly icon: IconName
  /** Null: for everyone who is signed in. */
  readonly may: string | null
  /** Below the line in the side, under "More" on a phone. */
  readonly second?: boolean
}

type NavWord = keyof Words['app']['nav']

export const NAVIGATION: readonly NavItem[] = [
  { to: '/today', word: 'today', icon: 'today', may: 'case.list' },
  { to: '/children', word: 'children', short: 'childrenShort', icon: 'files', may: 'case.list' },
  { to: '/team', word: 'team', icon: 'people', may: 'case.team' },
  { to: '/referrals', word: 'referrals', short: 'referralsShort', icon: 'inbox', may: 'referral.inbox' },
  { to: '/health', word: 'health', short: 'healthShort', icon: 'safe', may: 'instance.health' },
  { to: '/access', word: 'access', short: 'accessShort', icon: 'trail', may: 'audit.read' },
  { to: '/people', word: 'people', short: 'peopleShort', icon: 'people', may: 'people.read' },
  { to: '/outbox', word: 'outbox', short: 'outboxShort', icon: 'outbox', may: 'case.append' },
  { to: '/hand-over', word: 'handOver', icon: 'care', may: 'case.accept' },
  { to: '/import', word: 'import', short: 'importShort', icon: 'table', may: 'case.import', second: true },
  { to: '/quarantine', word: 'quarantine', icon: 'archive', may: 'case.quarantine', second: true },
  { to: '/account', word: 'account', icon: 'person', may: null, second: true },
]

/** What one person sees. `exists` says whether a path has a screen. */
export const visibleItems = (permissions: readonly string[], exists: (to: string) => boolean): readonly NavItem[] =>
  NAVIGATION.filter((item) => (item.may === null || permissions.includes(item.may)) && exists(item.to))

/** The bar holds five: four places and "More". */
export const barItems = (items: readonly NavItem[]): readonly NavItem[] =>
  items.filter((item) => item.second !== true).slice(0, 4)
