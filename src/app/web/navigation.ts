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
  /** One of these permissions; null: for everyone who is signed in. */
  readonly may: readonly string[] | null
  /** Not shown to those who have this permission: they have the wider place. */
  readonly unless?: string
  /** Open to whoever finds it: what one wrote oneself stays in reach, whatever one may do now. */
  readonly own?: boolean
  /** Below the line in the side, under "More" on a phone. */
  readonly second?: boolean
}

type NavWord = keyof Words['app']['nav']

export const NAVIGATION: readonly NavItem[] = [
  { to: '/today', word: 'today', icon: 'today', may: ['caseload.read'] },
  { to: '/children', word: 'team', short: 'childrenShort', icon: 'files', may: ['team.read'] },
  {
    to: '/children',
    word: 'children',
    short: 'childrenShort',
    icon: 'files',
    may: ['caseload.read'],
    unless: 'team.read',
  },
  { to: '/referrals', word: 'referrals', short: 'referralsShort', icon: 'inbox', may: ['referral.read'] },
  { to: '/health', word: 'health', short: 'healthShort', icon: 'safe', may: ['health.read'] },
  { to: '/people', word: 'people', short: 'peopleShort', icon: 'people', may: ['people.read'] },
  {
    to: '/outbox',
    word: 'outbox',
    short: 'outboxShort',
    icon: 'outbox',
    may: ['file.write', 'referral.answer'],
    own: true,
  },
  { to: '/hand-over', word: 'handOver', short: 'handOverShort', icon: 'care', may: ['file.write'] },
  { to: '/import', word: 'import', short: 'importShort', icon: 'table', may: ['sheet.import'], second: true },
  { to: '/quarantine', word: 'quarantine', icon: 'archive', may: ['file.write'], own: true, second: true },
  { to: '/account', word: 'account', icon: 'person', may: null, second: true },
]

const mayOpen = ({ may }: NavItem, permissions: readonly string[]): boolean =>
  may === null || may.some((one) => permissions.includes(one))

const mayGo = (item: NavItem, permissions: readonly string[]): boolean =>
  mayOpen(item, permissions) && (item.unless === undefined || !permissions.includes(item.unless))

/** Whether this path is a place that belongs to other roles. The server refuses its content anyway; the screen says it in words. */
export function isOthersPlace(path: string, permissions: readonly string[]): boolean {
  const items = NAVIGATION.filter(({ to, own }) => to === path && own !== true)
  return items.length > 0 && !items.some((item) => mayOpen(item, permissions))
}

/** What one person sees. `exists` says whether a path has a screen. */
export const visibleItems = (permissions: readonly string[], exists: (to: string) => boolean): readonly NavItem[] =>
  NAVIGATION.filter((item) => mayGo(item, permissions) && exists(item.to))

/** The bar holds five: four places and "More". */
export const barItems = (items: readonly NavItem[]): readonly NavItem[] =>
  items.filter((item) => item.second !== true).slice(0, 4)
