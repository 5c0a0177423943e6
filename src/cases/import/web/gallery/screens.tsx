/** Screens of the import with invented data, each of their states as a screen of its own. */
import { useState } from 'react'
import { NOW, TODAY } from '../../../web/gallery/day.ts'
import type { ColumnChoices } from '../parts/columns-table.tsx'
import type { Upload } from '../parts/upload-box.tsx'
import { type CheckProps, CheckScreen } from '../screens/check.tsx'
import { DoneScreen, EndedScreen } from '../screens/done.tsx'
import { MatchScreen } from '../screens/match.tsx'
import { RowsScreen } from '../screens/rows.tsx'
import { RunScreen } from '../screens/run.tsx'
import { StartScreen } from '../screens/start.tsx'
import { TrialScreen } from '../screens/trial.tsx'
import type { ImportItem, ImportState, Owners, ReadList, Touched, Trial, TriedList } from '../types.ts'
import { LIST, SURE_LIST } from './list.ts'
import { ALL_ANSWERED, child, NOTHING_READY, row, state, TRIED } from './tried.ts'

const nothing = () => undefined
const DAY = 86_400_000
/** As far from the real today as the picture's day says, so that an undo is open whenever it is looked at. */
const later = (days: number) => new Date(Date.now() + days * DAY).toISOString()

const SAVING = { waiting: 0, stuck: false, savedAt: NOW }
const PEOPLE = [
  { id: 'bayu', name: 'Bayu' },
  { id: 'melati', name: 'Melati' },
]

const MINE: readonly ImportItem[] = [
  { ...state({}), file: LIST.file },
  { ...state({ import: '2', state: 'running', done: 2_870, total: 4_633 }), file: 'Register Awan.xlsx' },
  {
    ...state({ import: '3', state: 'done', done: 24, total: 24, questions: 8, undoUntil: later(14) }),
    file: 'anak-2025.csv',
  },
  { ...state({ import: '4', state: 'undone' }), file: null },
]

const Start = ({ upload, imports }: { readonly upload: Upload; readonly imports: readonly ImportItem[] }) => (
  <StartScreen
    imports={imports}
    upload={upload}
    asOf=""
    onAsOf={nothing}
    onFile={nothing}
    onAgain={nothing}
    today={TODAY}
  />
)

const refused = (reason: string, again = false): Upload => ({ step: 'refused', file: LIST.file, reason, again })

export const ImportStart = () => <Start upload={{ step: 'idle' }} imports={MINE} />
export const ImportEmpty = () => <Start upload={{ step: 'idle' }} imports={[]} />
export const ImportSending = () => (
  <Start upload={{ step: 'sending', file: LIST.file, sent: 400_000, size: 812_000 }} imports={[]} />
)
export const ImportReading = () => <Start upload={{ step: 'reading', file: LIST.file }} imports={MINE} />
export const ImportRefused = () => <Start upload={refused('encrypted')} imports={MINE} />
export const ImportNobody = () => <Start upload={refused('no-children')} imports={[]} />
export const ImportFar = () => <Start upload={refused('unreachable', true)} imports={[]} />

function Match({ list, people = [] }: { readonly list: ReadList; readonly people?: typeof PEOPLE }) {
  const [columns, setColumns] = useState<ColumnChoices>({})
  const [owners, setOwners] = useState<Owners | null>({ rule: 'village', villages: [], others: 'bayu' })
  const [remember, setRemember] = useState(true)
  return (
    <MatchScreen
      list={list}
      remembered={list === SURE_LIST}
      begun={false}
      columns={columns}
      onColumn={(table, at, field) => setColumns({ [table]: { ...columns[table], [String(at)]: field } })}
      order="day-first"
      onOrder={nothing}
      asOf={list.asOf}
      onAsOf={nothing}
      sexCodes={{}}
      onSexCode={nothing}
      owners={{ owners, me: 'wira', people, error: null, onOwners: setOwners }}
      remember={remember}
      onRemember={setRemember}
      saving={SAVING}
      trouble={null}
      trying={false}
      onTry={nothing}
      onDiscard={nothing}
      today={TODAY}
    />
  )
}

export const ImportMatch = () => <Match list={LIST} people={PEOPLE} />
export const ImportMatchSure = () => <Match list={SURE_LIST} />

function Check({ tried, over = {} }: { readonly tried: TriedList; readonly over?: Partial<CheckProps> }) {
  const [open, setOpen] = useState<string | null>(null)
  const group = tried.groups.find((one) => one.group === open)
  return (
    <CheckScreen
      file={LIST.file}
      run={state({})}
      tried={tried}
      answering={{
        stateOf: (of) => (of.startsWith('status') ? 'unread' : 'open'),
        rowAnswers: new Map(),
        open:
          group === undefined
            ? null
            : { group: group.group, answered: false, rows: group.rows.map((one) => one.row), total: group.count },
        onGroup: nothing,
        onRow: nothing,
        onOpen: setOpen,
        onMore: nothing,
      }}
      owners={{ owners: { rule: 'me' }, me: 'sari', people: [], error: null, onOwners: nothing }}
      villages={LIST.villages}
      saving={SAVING}
      excel={{ state: 'idle', onDownload: nothing, onUpload: nothing }}
      trouble={null}
      errors={[]}
      attempt={0}
      starting={false}
      onMake={nothing}
      today={TODAY}
      {...over}
    />
  )
}

export const ImportCheck = () => <Check tried={TRIED} />
export const ImportCheckAnswered = () => (
  <Check
    tried={ALL_ANSWERED}
    over={{
      excel: { state: { answers: 256 }, onDownload: nothing, onUpload: nothing },
      saving: { ...SAVING, waiting: 1, stuck: true },
    }}
  />
)
export const ImportCheckNothing = () => <Check tried={NOTHING_READY} />
export const ImportCheckOwners = () => (
  <Check
    tried={TRIED}
    over={{
      owners: {
        owners: null,
        me: 'wira',
        people: PEOPLE,
        error: 'Pilih siapa pendamping anak-anak ini.',
        onOwners: nothing,
      },
      errors: [{ fieldId: 'pendamping', message: 'Pilih siapa pendamping anak-anak ini.' }],
      attempt: 1,
    }}
  />
)

const ROWS = [
  row(
    6,
    child({
      name: 'Merak Cemara',
      birth: '2011-05-12',
      raw: '12/5/11',
      village: 'Sungai Madu',
      guardian: 'Ibu Kenanga',
    }),
  ),
  row(7, child({ name: 'Tupai Pandan', birth: '2012-03-04', raw: '4/3/2012', village: 'Bukit Rusa' })),
]

export const ImportRows = () => (
  <RowsScreen
    run={state({})}
    counts={TRIED.counts}
    kinds={TRIED.leftOut}
    several
    show="files"
    kind={null}
    onKind={nothing}
    rows={ROWS}
    total={4_633}
    from={50}
    onFrom={nothing}
  />
)

const Running = ({ run }: { readonly run: ImportState }) => (
  <RunScreen
    file={LIST.file}
    run={run}
    sheets={[
      { sheet: 'Register', done: 2_870, total: 4_492 },
      { sheet: 'Tambahan 2026', done: 0, total: 141 },
    ]}
    secondsLeft={15}
    at={NOW}
    trouble={null}
    onPause={nothing}
    onResume={nothing}
    onUndo={nothing}
    today={TODAY}
  />
)

const STOPPED = { at: '2026-11-24T03:30:00Z', from: 1_900 }

export const ImportRunning = () => (
  <Running run={state({ state: 'running', done: 2_870, total: 4_633, interrupted: STOPPED })} />
)
export const ImportPaused = () => <Running run={state({ state: 'paused', done: 2_870, total: 4_633 })} />

const DONE = state({ state: 'done', done: 4_633, total: 4_633, finishedAt: '2026-11-24T03:32:00Z' })

function Done({ touched = null, until = 14 }: { readonly touched?: Touched | null; readonly until?: number }) {
  const [run] = useState<ImportState>(() => ({ ...DONE, undoUntil: later(until) }))
  return (
    <DoneScreen
      file={LIST.file}
      run={run}
      tried={TRIED}
      touched={touched}
      working={false}
      trouble={null}
      onUndo={nothing}
      onKeep={nothing}
    />
  )
}

export const ImportDone = () => <Done />
export const ImportUndoOver = () => <Done until={-1} />
export const ImportTouched = () => (
  <Done
    touched={[
      { file: 'a', alias: 'Ombak Tenang', code: 'AWN-4K7M2P' },
      { file: 'b', alias: null, code: null },
    ]}
  />
)
export const ImportUndone = () => <EndedScreen run={state({ state: 'undone' })} undone={{ files: 4_631, left: 2 }} />
export const ImportEnded = () => <EndedScreen run={state({ state: 'ended' })} undone={null} />

const TRIAL: Trial = { list: LIST, tried: { ...TRIED, given: [] }, rows: ROWS }

const Try = ({ result }: { readonly result: Trial | null }) => (
  <TrialScreen
    upload={{ step: 'idle' }}
    result={result}
    onFile={nothing}
    onAgain={nothing}
    onForget={nothing}
    today={TODAY}
    languages={null}
  />
)

export const TryEmpty = () => <Try result={null} />
export const TryResult = () => <Try result={TRIAL} />
