/** Screens of the import in all their states, for the gallery. */
import { lazy, type ReactNode } from 'react'
import { importScreens } from '#cases/web/index.ts'
import type { ScreenName } from './screen-names.ts'

type Name = keyof Awaited<ReturnType<typeof importScreens>>

/** Fetched when it is opened. */
function screen(name: Name) {
  const Screen = lazy(async () => ({ default: (await importScreens())[name] }))
  return () => <Screen />
}

/** Those that stand in the shell. */
export const IMPORT_IN_SHELL = {
  import: screen('ImportStart'),
  'import-empty': screen('ImportEmpty'),
  'import-sending': screen('ImportSending'),
  'import-reading': screen('ImportReading'),
  'import-refused': screen('ImportRefused'),
  'import-nobody': screen('ImportNobody'),
  'import-far': screen('ImportFar'),
} as const satisfies Partial<Record<ScreenName, () => ReactNode>>

export const IMPORT_ALONE = {
  'import-match': screen('ImportMatch'),
  'import-match-sure': screen('ImportMatchSure'),
  'import-check': screen('ImportCheck'),
  'import-check-answered': screen('ImportCheckAnswered'),
  'import-check-nothing': screen('ImportCheckNothing'),
  'import-check-owners': screen('ImportCheckOwners'),
  'import-rows': screen('ImportRows'),
  'import-running': screen('ImportRunning'),
  'import-paused': screen('ImportPaused'),
  'import-done': screen('ImportDone'),
  'import-undo-over': screen('ImportUndoOver'),
  'import-touched': screen('ImportTouched'),
  'import-undone': screen('ImportUndone'),
  'import-ended': screen('ImportEnded'),
  try: screen('TryEmpty'),
  'try-result': screen('TryResult'),
} as const satisfies Partial<Record<ScreenName, () => ReactNode>>
