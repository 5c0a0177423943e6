import { unsentFileText } from '../../outbox/model/unsent-file.ts'
import type { UnsentEntry } from '../local/forget.ts'

/** Hands over a file of entries, each sealed to the instance (docs/formats.md): whoever carries it cannot read it. */
export function saveUnsent(entries: readonly UnsentEntry[]): void {
  const text = unsentFileText(entries)
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
  const link = document.createElement('a')
  link.href = address
  link.download = 'lindung-belum-terkirim.json'
  link.click()
  URL.revokeObjectURL(address)
}
