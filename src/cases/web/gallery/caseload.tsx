/** Screens of this slice with invented data, for the gallery. */
import { useState } from 'react'
import type { Tone } from '#platform/web/index.ts'
import type { ShapeName } from '#platform/web/index.ts'
import { CaseloadScreen } from '../screens/caseload.tsx'
import type { CaseRow, CaseloadShow, CaseloadSort } from '../screens/caseload.props.ts'
import { TODAY } from './day.ts'

const STAGES = ['Identifikasi', 'Asesmen', 'Rencana', 'Rehabilitasi', 'Reintegrasi', 'Pendampingan lanjut']

type Short = readonly [
  alias: string,
  code: string,
  age: CaseRow['age'],
  stage: number,
  shape: ShapeName,
  tone: Tone,
  title: string,
  small: string,
  seen: string,
  how: string,
]

const SHORT: readonly Short[] = [
  [
    'Merak',
    'AWN-9T2R',
    { min: 16, max: 16 },
    2,
    'late',
    'late',
    'Laporan sosial untuk Bapas',
    'Batas kemarin 15.00',
    '2026-11-23',
    'telepon',
  ],
  [
    'Kancil',
    'AWN-4K7M',
    { min: 13, max: 13 },
    3,
    'today',
    'today',
    'Kunjungan rumah',
    'Hari ini 10.00',
    '2026-11-19',
    'di sekolah',
  ],
  [
    'Bulbul',
    'AWN-2HX8',
    { min: 8, max: 9, about: true },
    5,
    'today',
    'today',
    'Telepon ibu asuh',
    'Hari ini',
    '2026-11-10',
    'telepon',
  ],
  [
    'Pipit',
    'AWN-6PD3',
    { min: 11, max: 11 },
    2,
    'today',
    'today',
    'Perbaiki rencana',
    'Dikembalikan Wira kemarin',
    '2026-11-18',
    'kunjungan',
  ],
  [
    'Rusa',
    'AWN-8CN5',
    { min: 14, max: 15 },
    1,
    'fork',
    'today',
    'Pilih tanggal lahir yang benar',
    'Dua tanggal berbeda',
    '2026-11-21',
    'kunjungan',
  ],
  [
    'Kenari',
    'AWN-3VB9',
    { min: 15, max: 15 },
    5,
    'soon',
    'plain',
    'Kunjungan pertama setelah pulang',
    'Sabtu 28 Nov',
    '2026-11-20',
    'telepon',
  ],
  [
    'Tupai',
    'AWN-5JW2',
    { min: 7, max: 7 },
    1,
    'waiting',
    'plain',
    'Menunggu pengesahan asesmen',
    'Wira, sejak kemarin',
    '2026-11-23',
    'kunjungan',
  ],
  [
    'Camar',
    'AWN-7RF4',
    { min: 12, max: 12 },
    4,
    'waiting',
    'plain',
    'Menunggu tempat di sekolah',
    'SMP 3 Awan, sejak 9 Nov',
    '2026-11-16',
    'kunjungan',
  ],
  [
    'Jalak',
    'AWN-1ZK6',
    { min: 17, max: 17 },
    5,
    'soon',
    'plain',
    'Tinjau sebelum usia 18',
    'Senin 7 Des',
    '2026-11-13',
    'telepon',
  ],
  [
    'Bangau',
    'AWN-4GT8',
    null,
    0,
    'soon',
    'plain',
    'Tunjuk lembaga utama',
    'Rabu 25 Nov, 24 jam sejak masuk',
    '2026-11-24',
    'penerimaan',
  ],
]

const ROWS: readonly CaseRow[] = SHORT.map(([alias, code, age, at, shape, tone, title, small, day, how]) => ({
  file: code,
  to: `/parts/file?${code}`,
  alias,
  code,
  age,
  stage: { name: STAGES[at] ?? '', at, total: STAGES.length },
  next: { shape, shapeLabel: title, tone, title, small },
  lastContact: { day, how },
}))

export function Caseload({ empty = false }: { readonly empty?: boolean }) {
  const [show, setShow] = useState<CaseloadShow>('open')
  const [sort, setSort] = useState<CaseloadSort>('next')
  const [search, setSearch] = useState('')
  return (
    <CaseloadScreen
      ofTeam={false}
      rows={empty ? [] : ROWS.filter((row) => row.alias.toLowerCase().includes(search.toLowerCase()))}
      total={empty ? 0 : 14}
      counts={{ open: empty ? 0 : 14, conflict: empty ? 0 : 1, waiting: empty ? 0 : 4, closed: empty ? 0 : 9 }}
      guideline={25}
      show={show}
      onShow={setShow}
      sort={sort}
      onSort={setSort}
      search={search}
      onSearch={setSearch}
      foundByName={false}
      onMore={() => undefined}
      newChildTo="/parts/new-child"
      importTo="/import"
      today={TODAY}
      loading={false}
    />
  )
}
