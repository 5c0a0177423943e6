import { useRouter } from '@tanstack/react-router'
import { useSession } from '#platform/web/index.ts'
import { type NavItem, visibleItems } from './navigation.ts'

/** The places of whoever is signed in: what they may do, as far as it has a screen. */
export function usePlaces(): readonly NavItem[] {
  const session = useSession()
  const router = useRouter()
  const known: object = router.routesByPath
  return session === null ? [] : visibleItems(session.permissions, (to) => to in known)
}
