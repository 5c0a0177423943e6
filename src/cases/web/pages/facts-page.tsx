export function FactsPage() {
  return null
}
