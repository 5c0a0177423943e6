/** The invented people of the look's pictures. */
import type { Session } from '#platform/web/index.ts'

export const SARI: Session = {
  person: { name: 'Sari', roleWord: 'pekerja kasus', orgName: 'UPTD PPA Kabupaten Awan', teamName: 'Awan' },
  language: 'id',
  demo: true,
  permissions: ['caseload.read', 'file.register', 'file.write', 'sheet.import'],
  timeZone: 'Asia/Jakarta',
}

/** Tuesday 24 November 2026, 09.40 in Jakarta. */
export const NOW = new Date('2026-11-24T02:40:00Z')
export const TODAY = '2026-11-24'
