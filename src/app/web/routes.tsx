/**
 * Every screen by its address, one line each; fetched when it is opened. Add a screen: write `src/<slice>/web/pages/x-page.tsx` (data
 * for a screen of `screens/`), name it in the slice's `web/pages.ts`, add a line to `inShell` (with navigation) or `alone` (one task,
 * own way back). If it has a place in the navigation, it appears by itself as soon as its line stands here.
 */
import { createRootRoute, createRoute, lazyRouteComponent, type RouteComponent } from '@tanstack/react-router'
import { LinkPage, PeoplePage } from '#access/web/index.ts'
import * as cases from '#cases/web/index.ts'
import { galleryRoutes } from './gallery/routes.tsx'
import { FirstScreen } from './screens/first.tsx'
import { Inside } from './shell/inside.tsx'
import { Root } from './shell/root.tsx'
import { Shell } from './shell/shell.tsx'
import { NotFound, ScreenFailed } from './shell/trouble.tsx'

/** True in `npm run dev` and in builds with `--mode gallery`. Set in vite.config.ts. */
declare const __GALLERY__: boolean

export const root = createRootRoute({ component: Root, notFoundComponent: NotFound, errorComponent: ScreenFailed })
/** Everything but the one-time link stands behind the gate. */
const inside = createRoute({ getParentRoute: () => root, id: 'inside', component: Inside })
const shell = createRoute({ getParentRoute: () => inside, id: 'shell', component: Shell, errorComponent: ScreenFailed })

const place = <const P extends string>(path: P, component: RouteComponent) =>
  createRoute({ getParentRoute: () => shell, path, component })
const task = <const P extends string>(path: P, component: RouteComponent) =>
  createRoute({ getParentRoute: () => inside, path, component })

const inShell = [
  place('/', FirstScreen),
  place('/children', cases.CaseloadPage),
  place('/children/$file', cases.FilePage),
  place('/children/$file/referrals/$stream', cases.SentReferralPage),
  place('/children/$file/access', cases.AccessPage),
  place('/outbox', cases.OutboxPage),
  place('/referrals', cases.ReferralsPage),
  place('/referrals/$stream', cases.ReceivedReferralPage),
  place('/hand-over', cases.HandOverPage),
  place('/hand-over/$person', cases.WorkerPage),
  place('/quarantine', cases.QuarantinePage),
  place('/import', cases.ImportStartPage),
  place('/people', PeoplePage),
  place(
    '/account',
    lazyRouteComponent(() => import('./screens/account.tsx'), 'AccountScreen'),
  ),
  place(
    '/health',
    lazyRouteComponent(() => import('./screens/health.tsx'), 'HealthPage'),
  ),
  place(
    '/more',
    lazyRouteComponent(() => import('./screens/more.tsx'), 'MoreScreen'),
  ),
]

const alone = [
  task('/children/new', cases.RegisterPage),
  task('/children/$file/visit', cases.VisitPage),
  task('/children/$file/note', cases.NotePage),
  task('/children/$file/document', cases.DocumentPage),
  task('/children/$file/referrals/$stream/document', cases.SentReferralDocumentPage),
  task('/referrals/$stream/document', cases.ReceivedReferralDocumentPage),
  task('/children/$file/facts', cases.FactsPage),
  task('/children/$file/identity', cases.IdentityPage),
  task('/children/$file/identity/settle/$fact', cases.IdentityConflictPage),
  task('/children/$file/correct/$entry', cases.CorrectPage),
  task('/children/$file/retract/$entry', cases.RetractPage),
  task('/children/$file/close', cases.ClosePage),
  task('/children/$file/reopen', cases.ReopenPage),
  task('/children/$file/print', cases.PrintPage),
  task('/children/$file/refer', cases.ReferPage),
  task('/children/$file/hand-over', cases.OfferPage),
  task('/children/$file/settle/$fact', cases.ConflictPage),
  task('/import/$id', cases.ImportRunPage),
  task('/import/$id/match', cases.ImportMatchPage),
  task('/import/$id/check', cases.ImportCheckPage),
  task('/import/$id/rows/$show', cases.ImportRowsPage),
]

const open = [
  createRoute({ getParentRoute: () => root, path: '/link', component: LinkPage }),
  createRoute({
    getParentRoute: () => root,
    path: '/try',
    component: lazyRouteComponent(() => import('./screens/try.tsx'), 'TryScreen'),
  }),
  ...(__GALLERY__ ? galleryRoutes(() => root) : []),
]

export const routeTree = root.addChildren([inside.addChildren([shell.addChildren(inShell), ...alone]), ...open])
