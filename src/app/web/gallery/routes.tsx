/** The page of parts and of screens with invented data: only in `npm run dev` and in builds with `--mode gallery`. */
import { createRoute, lazyRouteComponent, type AnyRoute } from '@tanstack/react-router'

export const galleryRoutes = <R extends AnyRoute>(parent: () => R) => [
  createRoute({
    getParentRoute: parent,
    path: '/parts',
    component: lazyRouteComponent(() => import('./parts-page.tsx'), 'PartsPage'),
  }),
  createRoute({
    getParentRoute: parent,
    path: '/parts/$screen',
    component: lazyRouteComponent(() => import('./screens-page.tsx'), 'ScreensPage'),
  }),
]
