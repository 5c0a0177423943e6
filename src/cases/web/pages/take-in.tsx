/** Takes a file of unsent work into the outbox of this device (docs/adr/0010-unsent-work-comes-back-by-its-writer.md). */
import { useState } from 'react'
import { api } from '#platform/web/api.ts'
import { MOST_BYTES } from '../../outbox/model/unsent-file.ts'
import { useWork, useWorkState } from '../local/context.tsx'
import { asItem, type FoundFile, lookInto } from '../local/unsent.ts'
import { TakeIn, type TakeInProps } from '../screens/outbox-take-in.tsx'
import { useItemWords } from './outbox-words.ts'
import { useToday } from './place.ts'

export function TakeInFile() {
  const work = useWork()
  const { items } = useWorkState()
  const today = useToday()
  const { about, kept } = useItemWords(items)
  const [busy, setBusy] = useState(false)
  const [found, setFound] = useState<FoundFile | null>(null)
  const [failed, setFailed] = useState<TakeInProps['failed']>(null)
  const [taken, setTaken] = useState<number | null>(null)

  const trying = async (otherwise: 'away' | 'no-room', act: () => Promise<void>) => {
    setBusy(true)
    setFailed(null)
    setTaken(null)
    try {
      await act()
    } catch {
      setFailed(otherwise)
    } finally {
      setBusy(false)
    }
  }
  const look = (file: File) =>
    trying('away', async () => {
      const here = new Set(items.map(({ id }) => id))
      const inside = file.size > MOST_BYTES ? null : await lookInto(await file.text(), api, here)
      setFound(inside)
      setFailed(inside === null ? 'no-file' : null)
    })
  const take = (file: FoundFile) =>
    trying('no-room', async () => {
      await work.adopt(file.own)
      setTaken(file.own.length)
      setFound(null)
    })
  const shown = (file: FoundFile) =>
    file.own.map((one) => {
      const item = asItem(one, work.me.person)
      return { ...about(item), writtenAt: new Date(item.writtenAt), kept: kept(item), strange: !one.knownDevice }
    })
  return (
    <TakeIn
      busy={busy}
      failed={failed}
      taken={taken}
      found={found === null ? null : { ...found, items: shown(found) }}
      onFile={(file) => void look(file)}
      onTake={() => found !== null && void take(found)}
      onLeave={() => setFound(null)}
      today={today}
    />
  )
}
