export function CorrectPage() {
  return null
}
