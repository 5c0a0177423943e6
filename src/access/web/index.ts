/** The access slice on screens: the gate that everything stands behind, who is signed in, and its pages. */
import { lazyRouteComponent } from '@tanstack/react-router'

export { forgetDeviceId } from './device.ts'
export { Gate, type GateProps } from './gate.tsx'
export { type Me, type Signed, useMe, useSigned } from './me.tsx'
export { usePeople } from './people.ts'
export const LinkPage = lazyRouteComponent(() => import('./pages/link-page.tsx'), 'LinkPage')
export { AccountPage } from './pages/account-page.tsx'
export const PeoplePage = lazyRouteComponent(() => import('./pages/people-page.tsx'), 'PeoplePage')
/** Screens with invented data, for the gallery alone. */
export const accessScreens = () => import('./gallery/screens.tsx')
