import type { Hono } from 'hono'
import type { Route } from '#access/server/index.ts'
import type { Copies, Sequencer } from '#audit/server/index.ts'
import type { BlobStore } from '#platform/server/blobs/index.ts'
import type { RandomBytes } from '#platform/pure/bytes/index.ts'
import type { Inside } from '../compose.ts'
import type { Instance } from '../instance.ts'
import type { Seen } from '../pages/door.ts'
import { addDemoForms, demoRoutes } from './routes.ts'
import { demoWorldIn } from './world.ts'

/** What the demo adds to a server. Nothing of it exists in a real instance. */
export type Demo = {
  readonly routes: (inside: Inside) => readonly Route[]
  readonly addForms: (site: Hono, inside: Inside) => void
  readonly seen: () => Promise<Seen>
}

/** Puts the invented world in when nobody is there yet. Setting it back stops the sequencer meanwhile, and begins the copied log anew. */
export async function openDemo(
  instance: Instance,
  deps: { readonly random: RandomBytes; readonly now: () => Date; readonly blobs: BlobStore },
  {
    sequencer,
    copies,
    secureCookie,
  }: { readonly sequencer: Sequencer; readonly copies: Copies; readonly secureCookie: boolean },
): Promise<Demo> {
  const world = demoWorldIn({ adminUrl: instance.adminUrl, keys: instance.keys, ...deps })
  await world.ensure()
  let resetting: Promise<void> | null = null
  const reset = async (inside: Inside) => {
    await sequencer.stop()
    try {
      await world.reset()
      inside.caseload.forget()
      await copies.layAside(deps.now())
    } finally {
      sequencer.start()
    }
  }
  return {
    routes: ({ door }) => demoRoutes({ door, random: deps.random, sessionHours: 12 }),
    addForms: (site, inside) =>
      addDemoForms(site, {
        random: deps.random,
        secureCookie,
        // Two who ask at once get one reset.
        reset: () => (resetting ??= reset(inside).finally(() => (resetting = null))),
      }),
    seen: world.seen,
  }
}
