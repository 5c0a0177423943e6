/** The pages of this slice, each fetched when its address is opened (src/app/web/routes.tsx). */
import { lazyRouteComponent } from '@tanstack/react-router'

/** A form leads to the file: the code of both is here before a letter is typed, so that it goes on without network. */
const thenFile =
  <T>(page: () => Promise<T>) =>
  async () => {
    const [form] = await Promise.all([page(), import('./pages/file-page.tsx')])
    return form
  }

export const CaseloadPage = lazyRouteComponent(() => import('./pages/caseload-page.tsx'), 'CaseloadPage')
export const RegisterPage = lazyRouteComponent(
  thenFile(() => import('./pages/register-page.tsx')),
  'RegisterPage',
)
export const FilePage = lazyRouteComponent(() => {
  // What is written most is at hand as soon as a file is open.
  for (const form of [() => import('./pages/visit-page.tsx'), () => import('./pages/note-page.tsx')])
    form().catch(() => undefined)
  return import('./pages/file-page.tsx')
}, 'FilePage')
export const VisitPage = lazyRouteComponent(
  thenFile(() => import('./pages/visit-page.tsx')),
  'VisitPage',
)
export const NotePage = lazyRouteComponent(
  thenFile(() => import('./pages/note-page.tsx')),
  'NotePage',
)
export const DocumentPage = lazyRouteComponent(
  thenFile(() => import('./pages/document-page.tsx')),
  'DocumentPage',
)
export const SentReferralDocumentPage = lazyRouteComponent(
  () => import('./pages/document-page.tsx'),
  'SentReferralDocumentPage',
)
export const ReceivedReferralDocumentPage = lazyRouteComponent(
  () => import('./pages/document-page.tsx'),
  'ReceivedReferralDocumentPage',
)
export const FactsPage = lazyRouteComponent(
  thenFile(() => import('./pages/facts-page.tsx')),
  'FactsPage',
)
export const IdentityPage = lazyRouteComponent(
  thenFile(() => import('./pages/identity-page.tsx')),
  'IdentityPage',
)
export const IdentityConflictPage = lazyRouteComponent(
  thenFile(() => import('./pages/identity-conflict-page.tsx')),
  'IdentityConflictPage',
)
export const CorrectPage = lazyRouteComponent(
  thenFile(() => import('./pages/correct-page.tsx')),
  'CorrectPage',
)
export const RetractPage = lazyRouteComponent(
  thenFile(() => import('./pages/retract-page.tsx')),
  'RetractPage',
)
export const ClosePage = lazyRouteComponent(
  thenFile(() => import('./pages/close-page.tsx')),
  'ClosePage',
)
export const ReopenPage = lazyRouteComponent(
  thenFile(() => import('./pages/close-page.tsx')),
  'ReopenPage',
)
export const PrintPage = lazyRouteComponent(() => import('./pages/print-page.tsx'), 'PrintPage')
export const OutboxPage = lazyRouteComponent(() => import('./pages/outbox-page.tsx'), 'OutboxPage')
export const ReferPage = lazyRouteComponent(
  thenFile(() => import('./pages/refer-page.tsx')),
  'ReferPage',
)
export const ReferralsPage = lazyRouteComponent(() => import('./pages/referrals-page.tsx'), 'ReferralsPage')
export const SentReferralPage = lazyRouteComponent(() => import('./pages/referral-page.tsx'), 'SentReferralPage')
export const ReceivedReferralPage = lazyRouteComponent(
  () => import('./pages/referral-page.tsx'),
  'ReceivedReferralPage',
)
export const OfferPage = lazyRouteComponent(
  thenFile(() => import('./pages/offer-page.tsx')),
  'OfferPage',
)
export const HandOverPage = lazyRouteComponent(() => import('./pages/hand-over-page.tsx'), 'HandOverPage')
export const WorkerPage = lazyRouteComponent(() => import('./pages/worker-page.tsx'), 'WorkerPage')
export const ConflictPage = lazyRouteComponent(
  thenFile(() => import('./pages/conflict-page.tsx')),
  'ConflictPage',
)
export const QuarantinePage = lazyRouteComponent(() => import('./pages/quarantine-page.tsx'), 'QuarantinePage')
export const AccessPage = lazyRouteComponent(() => import('./pages/access-page.tsx'), 'AccessPage')
export const ImportStartPage = lazyRouteComponent(() => import('../import/web/pages/start-page.tsx'), 'ImportStartPage')
export const ImportMatchPage = lazyRouteComponent(() => import('../import/web/pages/match-page.tsx'), 'ImportMatchPage')
export const ImportCheckPage = lazyRouteComponent(() => import('../import/web/pages/check-page.tsx'), 'ImportCheckPage')
export const ImportRowsPage = lazyRouteComponent(() => import('../import/web/pages/rows-page.tsx'), 'ImportRowsPage')
export const ImportRunPage = lazyRouteComponent(() => import('../import/web/pages/run-page.tsx'), 'ImportRunPage')
export const TrialPage = lazyRouteComponent(() => import('../import/web/pages/trial-page.tsx'), 'TrialPage')
