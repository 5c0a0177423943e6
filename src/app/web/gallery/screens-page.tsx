/** One screen with invented data, by name: /parts/caseload and so on. */
import { useParams } from '@tanstack/react-router'

export function ScreensPage() {
  const { screen } = useParams({ strict: false })
  return <p>{screen}</p>
}
