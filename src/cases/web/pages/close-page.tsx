export function ClosePage() {
  return null
}
export function ReopenPage() {
  return null
}
