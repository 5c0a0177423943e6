/** All of them, with the states of one screen as screens of their own. */
import { Caseload } from './caseload.tsx'
import { File } from './file.tsx'
import { Outbox } from './lists.tsx'
import { Conflict } from './tasks.tsx'

export { Caseload } from './caseload.tsx'
export { File, NewFile } from './file.tsx'
export { Inbox, Outbox, OutboxFile } from './lists.tsx'
export { Conflict, HandOver, Refer } from './tasks.tsx'

const LATE = {
  key: 'a',
  shape: 'query',
  text: 'Satu catatan Bayu datang terlambat dan disisihkan untuk Anda.',
  action: { label: 'Lihat', to: '#a' },
} as const

export const CaseloadEmpty = () => <Caseload empty />
export const FileNotices = () => <File notices={[LATE]} />
export const ConflictErrors = () => <Conflict errors />
export const OutboxEmpty = () => <Outbox empty />
