import { beginEpoch, type NewEpoch } from '#cases/server/index.ts'
import type pg from 'pg'
import type { Instance } from '../server/instance.ts'

/** How a new epoch begins here: where the operator gives the keys, under the newest one given. */
export const epochOptions = ({ keysFrom }: Pick<Instance, 'keysFrom'>): { readonly rotate: boolean } => ({
  rotate: keysFrom === 'files',
})

/** A new epoch after something was erased. Null when another one is under way. */
export function newEpoch(client: pg.Client, instance: Pick<Instance, 'keys' | 'keysFrom'>): Promise<NewEpoch | null> {
  return beginEpoch(client, instance.keys, epochOptions(instance))
}

/** What a new epoch means to the operator, after something was erased. */
export function epochLine(epoch: NewEpoch | null, { keysFrom }: Pick<Instance, 'keysFrom'>): string {
  if (epoch === null) return 'Another new epoch is under way, which makes it true in older backups too.'
  if (epoch.notDurable.length > 0)
    return `${epoch.rewrapped} keys were wrapped under epoch ${epoch.epoch}. Take the epoch keys ${epoch.notDurable.join(', ')} away from where you keep them; only then is it true in older backups.`
  if (keysFrom === 'given')
    return `You give the epoch keys yourself, and there is one, ${epoch.epoch}: it still opens older backups. Add the next one, start Lindung again, and take this one away; only then is it true in older backups.`
  return `Epoch ${epoch.epoch} has begun, ${epoch.rewrapped} keys were wrapped anew.`
}
