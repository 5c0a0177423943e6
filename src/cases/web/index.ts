/** The cases slice on screens: what the application stands them in, and its pages. */
export { WorkProvider } from './local/context.tsx'
export { countKept } from './local/database.ts'
export * from './pages.ts'
/** Screens with invented data, for the gallery alone. */
export const caseScreens = () => import('./gallery/screens.tsx')
/** Parts of this slice, for the gallery alone. */
export const caseParts = () => import('./gallery/parts.tsx')
export const importScreens = () => import('../import/web/gallery/screens.tsx')
export { ForgetDevice } from './parts/forget-device.tsx'
export { SignOut } from './parts/sign-out.tsx'
