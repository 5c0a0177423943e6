import { composeEntry, NO_BASE } from '../../file/compose.ts'
import { kinds } from '../../kinds.ts'
import type { OutboxItem } from './outbox.ts'

export const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
export const SARI = uuid(1)
export const DEVICE = uuid(2)
export const FILE = uuid(1000)

let written = 0

/** An item of an outbox, as if Sari had just written it. */
export function item(kind: string, data: Record<string, unknown>, over: Partial<OutboxItem> = {}): OutboxItem {
  written += 1
  const stream = over.stream ?? FILE
  const entry = composeEntry(
    (length) => Uint8Array.from({ length }, (_, i) => (written * 31 + i) % 256),
    `2026-11-24T09:${String(written % 60).padStart(2, '0')}:00.000+07:00`,
    { by: SARI, device: DEVICE },
    { stream, n: written, base: NO_BASE },
    { kind, kv: kinds.find(kind)?.kv ?? 1, data, refs: over.refs ?? [] },
  )
  return {
    order: written,
    id: entry.id,
    person: SARI,
    stream,
    state: 'queued',
    refs: entry.refs,
    opens: kinds.find(kind)?.opens !== undefined,
    writtenAt: 1_000 * written,
    answeredAt: null,
    code: null,
    entry,
    text: JSON.stringify(entry),
    label: { alias: 'Kancil', code: 'AWN-4K7M' },
    ...over,
  }
}

export const REGISTERED = {
  alias: 'Kancil',
  code: 'AWN-4K7M',
  sex: 'female',
  birth: { precision: 'year', value: '2013' },
  came: 'own',
  occurred: { precision: 'day', value: '2026-11-20' },
}
export const VISIT = {
  occurred: { precision: 'day', value: '2026-11-24' },
  where: 'home',
  seen: 'child',
  text: 'Menggambar.',
}
