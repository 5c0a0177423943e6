/** Behind the gate: who is signed in, their work on this device, the strip of the demo. */
import { Outlet, useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'
import { Gate } from '#access/web/index.ts'
import { countKept, WorkProvider } from '#cases/web/index.ts'
import { DemoStrip } from '#platform/web/index.ts'
import { fetchPagesWhenIdle } from './fetch-pages.ts'
import { LanguageButton } from './language-button.tsx'

export function Inside() {
  return (
    <Gate countKept={countKept} languages={<LanguageButton />}>
      {(me) => (
        <WorkProvider key={me.person} person={me.person} device={me.device} instanceKey={me.instanceKey}>
          {me.demo ? <DemoStrip as={me.name} /> : null}
          <Outlet />
          <FetchPages />
        </WorkProvider>
      )}
    </Gate>
  )
}

function FetchPages() {
  const router = useRouter()
  useEffect(() => fetchPagesWhenIdle(router), [router])
  return null
}
