/** The pages of this slice, each fetched when its address is opened (src/app/web/routes.tsx). */
import { lazyRouteComponent } from '@tanstack/react-router'

export const CaseloadPage = lazyRouteComponent(() => import('./pages/caseload-page.tsx'), 'CaseloadPage')
export const RegisterPage = lazyRouteComponent(() => import('./pages/register-page.tsx'), 'RegisterPage')
export const FilePage = lazyRouteComponent(() => import('./pages/file-page.tsx'), 'FilePage')
export const VisitPage = lazyRouteComponent(() => import('./pages/visit-page.tsx'), 'VisitPage')
export const NotePage = lazyRouteComponent(() => import('./pages/note-page.tsx'), 'NotePage')
export const FactsPage = lazyRouteComponent(() => import('./pages/facts-page.tsx'), 'FactsPage')
export const CorrectPage = lazyRouteComponent(() => import('./pages/correct-page.tsx'), 'CorrectPage')
export const RetractPage = lazyRouteComponent(() => import('./pages/retract-page.tsx'), 'RetractPage')
export const ClosePage = lazyRouteComponent(() => import('./pages/close-page.tsx'), 'ClosePage')
export const ReopenPage = lazyRouteComponent(() => import('./pages/close-page.tsx'), 'ReopenPage')
export const PrintPage = lazyRouteComponent(() => import('./pages/print-page.tsx'), 'PrintPage')
export const OutboxPage = lazyRouteComponent(() => import('./pages/outbox-page.tsx'), 'OutboxPage')
