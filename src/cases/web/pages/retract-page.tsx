export function RetractPage() {
  return null
}
