/** Behind the gate: who is signed in, their work on this device, the strip of the demo. */
import { Outlet } from '@tanstack/react-router'
import { Gate } from '#access/web/index.ts'
import { countKept, WorkProvider } from '#cases/web/index.ts'
import { DemoStrip } from '#platform/web/index.ts'
import { LanguageButton } from './language-button.tsx'

export function Inside() {
  return (
    <Gate countKept={countKept} languages={<LanguageButton />}>
      {(me) => (
        <WorkProvider key={me.person} person={me.person} device={me.device} instanceKey={me.instanceKey}>
          {me.demo ? <DemoStrip as={me.name} /> : null}
          <Outlet />
        </WorkProvider>
      )}
    </Gate>
  )
}
