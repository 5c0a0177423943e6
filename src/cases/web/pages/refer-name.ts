/** The true name in a referral: asked for explicitly, recorded as asking always is, and never kept in the draft. */
import { useState } from 'react'
import { api } from '#platform/web/api.ts'
import { showTrueName } from '../../contract.ts'
import { factLines } from '../../view.ts'
import { localStream } from '../local/streams.ts'
import type { OpenFile } from './file-frame.tsx'

export type TrueNameChoice = {
  /** Null until it was asked for; it is never kept in the draft. */
  readonly name: string | null
  readonly state: 'not-asked' | 'asking' | 'shown' | 'failed' | 'not-written' | 'in-conflict'
  /** Null when there is nothing that may be asked for. */
  readonly ask: (() => void) | null
  readonly forget: () => void
}

export function useTrueName({ file, identity }: OpenFile): TrueNameChoice {
  const [name, setName] = useState<string | null>(null)
  const [state, setState] = useState<TrueNameChoice['state']>('not-asked')
  const ask = async () => {
    setState('asking')
    try {
      const { stream } = await api(showTrueName, { params: { file } })
      const local = localStream(stream, [])
      const line = factLines(local.state).find(({ name: of }) => of === 'trueName')
      // Two answers stand: none of them is sent before somebody has chosen.
      if (line !== undefined && line.conflict.length > 0) return setState('in-conflict')
      const value = line?.shown.value
      setName(typeof value === 'string' ? value : null)
      setState(typeof value === 'string' ? 'shown' : 'not-written')
    } catch {
      setState('failed')
    }
  }
  const forget = () => {
    setName(null)
    setState('not-asked')
  }
  return { name, state, ask: identity === null ? null : () => void ask(), forget }
}
