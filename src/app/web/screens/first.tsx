/** The first address leads to the first place of the person. */
import { Navigate } from '@tanstack/react-router'
import { usePlaces } from '../places.ts'

export function FirstScreen() {
  const [first] = usePlaces()
  return <Navigate to={first?.to ?? '/more'} replace />
}
