export function FilePage() { return null }
