/** The audit slice on screens. Pages are added as cases/web/pages.ts does. */
/** Screens with invented data, for the gallery alone. */
export const auditScreens = () => import('./gallery/screens.tsx')
