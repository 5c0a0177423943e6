/** One screen with invented data, by name: /parts/caseload and so on; /parts/screens lists them. */
import { useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { DemoStrip, Go, PageHead, Row, Rows, SessionContext } from '#platform/web/index.ts'
import { visibleItems } from '../navigation.ts'
import { Shell } from '../shell/shell.tsx'
import { SARI } from './fixtures.ts'
import { Caseload } from './screens/caseload.tsx'
import { File, NewFile } from './screens/file.tsx'
import { Inbox, Outbox } from './screens/lists.tsx'
import { AccessLog, Health, People, SignIn } from './screens/others.tsx'
import { Conflict, HandOver, Refer } from './screens/tasks.tsx'

const PLACES = visibleItems(SARI.permissions, () => true)

const inShell = (screen: ReactNode): ReactNode => <Shell places={PLACES}>{screen}</Shell>

const NOTICES = [
  {
    key: 'a',
    shape: 'query' as const,
    text: 'Satu catatan Bayu datang terlambat dan disisihkan untuk Anda.',
    action: { label: 'Lihat', to: '#a' },
  },
]

const SCREENS: Readonly<Record<string, () => ReactNode>> = {
  caseload: () => inShell(<Caseload />),
  'caseload-empty': () => inShell(<Caseload empty />),
  file: () => inShell(<File />),
  'file-notices': () => (
    <>
      <DemoStrip as="Sari" />
      {inShell(<File notices={NOTICES} />)}
    </>
  ),
  'file-new': () => inShell(<NewFile />),
  conflict: () => <Conflict />,
  'conflict-errors': () => <Conflict errors />,
  outbox: () => inShell(<Outbox />),
  'outbox-empty': () => inShell(<Outbox empty />),
  refer: () => <Refer />,
  inbox: () => inShell(<Inbox />),
  'hand-over': () => <HandOver />,
  'access-log': () => inShell(<AccessLog />),
  health: () => inShell(<Health />),
  people: () => inShell(<People />),
  'sign-in': () => <SignIn />,
}

export function ScreensPage() {
  const { screen } = useParams({ from: '/parts/$screen' })
  const show = SCREENS[screen]
  return <SessionContext value={SARI}>{show === undefined ? <List /> : show()}</SessionContext>
}

const List = () => (
  <main className="wrap" id="isi" tabIndex={-1}>
    <PageHead title="Screens" />
    <Rows>
      {Object.keys(SCREENS).map((name) => (
        <Row
          key={name}
          title={
            <Go className="tall" to={`/parts/${name}`}>
              {name}
            </Go>
          }
        />
      ))}
    </Rows>
  </main>
)
