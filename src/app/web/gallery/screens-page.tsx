/** One screen with invented data, by name: /parts/caseload and so on; /parts/screens lists them. */
import { useParams } from '@tanstack/react-router'
import { Suspense, lazy, type ComponentType, type ReactNode } from 'react'
import { accessScreens } from '#access/web/index.ts'
import { auditScreens } from '#audit/web/index.ts'
import { caseScreens } from '#cases/web/index.ts'
import { DemoStrip, Go, PageHead, Row, Rows, SessionContext } from '#platform/web/index.ts'
import { visibleItems } from '../navigation.ts'
import { Shell } from '../shell/shell.tsx'
import { SARI } from './fixtures.ts'
import { IMPORT_ALONE, IMPORT_IN_SHELL } from './import-screens.tsx'
import { SCREEN_NAMES, type ScreenName } from './screen-names.ts'

const PLACES = visibleItems(SARI.permissions, () => true)

const inShell = (screen: ReactNode): ReactNode => (
  <Shell places={PLACES}>
    <Suspense>{screen}</Suspense>
  </Shell>
)

/** A screen that its slice shows with invented data, fetched when it is opened. */
const from = <N extends string>(slice: () => Promise<Readonly<Record<N, ComponentType>>>, name: N) =>
  lazy(async () => ({ default: (await slice())[name] }))

const People = from(accessScreens, 'People')
const SignIn = from(accessScreens, 'SignIn')
const AccessLog = from(auditScreens, 'AccessLog')
const Health = from(auditScreens, 'Health')
const Caseload = from(caseScreens, 'Caseload')
const CaseloadEmpty = from(caseScreens, 'CaseloadEmpty')
const Conflict = from(caseScreens, 'Conflict')
const ConflictErrors = from(caseScreens, 'ConflictErrors')
const File = from(caseScreens, 'File')
const FileNotices = from(caseScreens, 'FileNotices')
const HandOver = from(caseScreens, 'HandOver')
const Inbox = from(caseScreens, 'Inbox')
const NewFile = from(caseScreens, 'NewFile')
const Outbox = from(caseScreens, 'Outbox')
const OutboxEmpty = from(caseScreens, 'OutboxEmpty')
const OutboxFile = from(caseScreens, 'OutboxFile')
const Refer = from(caseScreens, 'Refer')

const importInShell = Object.fromEntries(
  Object.entries(IMPORT_IN_SHELL).map(([name, screen]) => [name, () => inShell(screen())]),
) as Record<keyof typeof IMPORT_IN_SHELL, () => ReactNode>

const SCREENS: Readonly<Record<ScreenName, () => ReactNode>> = {
  caseload: () => inShell(<Caseload />),
  'caseload-empty': () => inShell(<CaseloadEmpty />),
  file: () => inShell(<File />),
  'file-notices': () => (
    <>
      <DemoStrip as="Sari" />
      {inShell(<FileNotices />)}
    </>
  ),
  'file-new': () => inShell(<NewFile />),
  conflict: () => <Conflict />,
  'conflict-errors': () => <ConflictErrors />,
  outbox: () => inShell(<Outbox />),
  'outbox-empty': () => inShell(<OutboxEmpty />),
  'outbox-file': () => inShell(<OutboxFile />),
  refer: () => <Refer />,
  inbox: () => inShell(<Inbox />),
  'hand-over': () => inShell(<HandOver />),
  'access-log': () => inShell(<AccessLog />),
  health: () => inShell(<Health />),
  people: () => inShell(<People />),
  'sign-in': () => <SignIn />,
  ...importInShell,
  ...IMPORT_ALONE,
}

export function ScreensPage() {
  const { screen } = useParams({ from: '/parts/$screen' })
  const name = SCREEN_NAMES.find((one) => one === screen)
  return (
    <SessionContext value={SARI}>
      <Suspense>{name === undefined ? <List /> : SCREENS[name]()}</Suspense>
    </SessionContext>
  )
}

const List = () => (
  <main className="wrap" id="isi" tabIndex={-1}>
    <PageHead title="Screens" />
    <Rows>
      {SCREEN_NAMES.map((name) => (
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
