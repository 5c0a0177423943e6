/** The true name, asked for by a person: fetched each time, folded here, and never kept. */
import { useTranslation } from 'react-i18next'
import { api } from '#platform/web/api.ts'
import { showTrueName } from '../../contract.ts'
import { factLines } from '../../view.ts'
import { useWork, useWorkState } from '../local/context.tsx'
import { localStream, notFetched } from '../local/streams.ts'
import type { OpenFile } from './file-frame.tsx'
import { useSay } from './say.ts'

/** Resolves to the lines to show, the name first; null when there is nothing that may be asked for. */
export function useReveal({ file, identity, may }: OpenFile): (() => Promise<readonly string[]>) | null {
  const { t } = useTranslation('cases')
  const say = useSay()
  const work = useWork()
  const { items } = useWorkState()
  if (identity === null || !may.decide) return null
  return async () => {
    const asked = Date.now()
    const { stream } = await api(showTrueName, { params: { file } })
    const { state, entries } = localStream(stream, notFetched(items, asked))
    work.saw(stream.id, [stream.seq, stream.head], localStream(stream, []).state.counters)
    const lines = factLines(state, entries).map(({ name, label, shown, conflict }) => {
      const value = [shown, ...conflict].map((one) => say.parts(one.parts)).reduce((a, b) => t('file.either', { a, b }))
      return { name, value, label: say.message({ key: label }) }
    })
    const name = lines.find((line) => line.name === 'trueName')?.value ?? t('name.notWritten')
    return [name, ...lines.filter((line) => line.name !== 'trueName').map(({ label, value }) => `${label}: ${value}`)]
  }
}
