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
export const ReferPage = lazyRouteComponent(() => import('./pages/refer-page.tsx'), 'ReferPage')
export const ReferralsPage = lazyRouteComponent(() => import('./pages/referrals-page.tsx'), 'ReferralsPage')
export const SentReferralPage = lazyRouteComponent(() => import('./pages/referral-page.tsx'), 'SentReferralPage')
export const ReceivedReferralPage = lazyRouteComponent(
  () => import('./pages/referral-page.tsx'),
  'ReceivedReferralPage',
)
export const OfferPage = lazyRouteComponent(() => import('./pages/offer-page.tsx'), 'OfferPage')
export const HandOverPage = lazyRouteComponent(() => import('./pages/hand-over-page.tsx'), 'HandOverPage')
export const WorkerPage = lazyRouteComponent(() => import('./pages/worker-page.tsx'), 'WorkerPage')
export const ConflictPage = lazyRouteComponent(() => import('./pages/conflict-page.tsx'), 'ConflictPage')
export const QuarantinePage = lazyRouteComponent(() => import('./pages/quarantine-page.tsx'), 'QuarantinePage')
export const AccessPage = lazyRouteComponent(() => import('./pages/access-page.tsx'), 'AccessPage')
