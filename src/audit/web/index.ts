/** The audit slice on screens. Pages are added as cases/web/pages.ts does. */
export type { AccessLogProps, LookFilter, LookRow, MayOpen } from './screens/access-log.props.ts'
export { AccessLogScreen } from './screens/access-log.tsx'
export type { HealthGroup, HealthTask } from './screens/health.props.ts'
export { HealthScreen } from './screens/health.tsx'
/** Screens with invented data, for the gallery alone. */
export const auditScreens = () => import('./gallery/screens.tsx')
