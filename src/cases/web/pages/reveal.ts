/** Who the child is, asked for by a person: fetched each time, folded here, and never kept. */
import { useTranslation } from 'react-i18next'
import { api } from '#platform/web/api.ts'
import { showTrueName } from '../../contract.ts'
import { type FactLine, factLines } from '../../view.ts'
import { useWork, useWorkState } from '../local/context.tsx'
import { localStream, notFetched } from '../local/streams.ts'
import type { TrueNameLine } from '../parts/true-name.tsx'
import type { OpenFile } from './file-frame.tsx'
import { to } from './place.ts'
import { useSay } from './say.ts'

/** Fetches the identity stream; each time leaves a leaf of its own. Rejects when the office cannot be reached. */
export function useLook({ file }: Pick<OpenFile, 'file'>): () => Promise<readonly FactLine[]> {
  const work = useWork()
  const { items } = useWorkState()
  return async () => {
    const asked = Date.now()
    const { stream } = await api(showTrueName, { params: { file } })
    const { state, entries } = localStream(stream, notFetched(items, asked))
    work.saw(stream.id, [stream.seq, stream.head], localStream(stream, []).state.counters)
    return factLines(state, entries)
  }
}

/** Resolves to the lines to show, the name first; null when there is nothing that may be asked for. */
export function useReveal(open: OpenFile): (() => Promise<readonly TrueNameLine[]>) | null {
  const { t } = useTranslation('cases')
  const say = useSay()
  const look = useLook(open)
  if (open.identity === null || !open.may.decide) return null
  return async () => {
    const lines = (await look()).map(({ name, label, shown, conflict }) => {
      const value = [shown, ...conflict].map((one) => say.parts(one.parts)).reduce((a, b) => t('file.either', { a, b }))
      const text = name === 'trueName' ? value : `${say.message({ key: label })}: ${value}`
      return {
        name,
        text,
        ...(conflict.length === 0 ? {} : { settleTo: to.page(open.file, `identity/settle/${name}`) }),
      }
    })
    const named = lines.find(({ name }) => name === 'trueName') ?? { name: 'trueName', text: t('name.notWritten') }
    return [named, ...lines.filter(({ name }) => name !== 'trueName')]
  }
}
