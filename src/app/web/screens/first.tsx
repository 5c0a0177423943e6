/** The first address leads to the first place of the person. */
import { Navigate, useRouter } from '@tanstack/react-router'
import { useSession } from '#platform/web/index.ts'
import { visibleItems } from '../navigation.ts'

export function FirstScreen() {
  const session = useSession()
  const router = useRouter()
  const known: object = router.routesByPath
  const [first] = visibleItems(session?.permissions ?? [], (to) => to in known)
  return <Navigate to={first?.to ?? '/more'} replace />
}
