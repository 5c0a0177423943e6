/**
 * Every screen by its address, one line each; fetched when it is opened. Add a screen: write `src/<slice>/web/screens/x.tsx`,
 * export it from there, add a line to `inShell` (with navigation) or `alone` (one task, own way back). If it has a place in
 * the navigation, it appears by itself as soon as its line stands here.
 */
import { createRootRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { galleryRoutes } from './gallery/routes.tsx'
import { Root } from './shell/root.tsx'
import { Shell } from './shell/shell.tsx'
import { NotFound, ScreenFailed } from './shell/trouble.tsx'

/** True in `npm run dev` and in builds with `--mode gallery`. Set in vite.config.ts. */
declare const __GALLERY__: boolean

export const root = createRootRoute({ component: Root, notFoundComponent: NotFound })
const shell = createRoute({ getParentRoute: () => root, id: 'shell', component: Shell, errorComponent: ScreenFailed })

const inShell = [
  createRoute({
    getParentRoute: () => shell,
    path: '/more',
    component: lazyRouteComponent(() => import('./screens/more.tsx'), 'MoreScreen'),
  }),
]

const alone = [...(__GALLERY__ ? galleryRoutes(() => root) : [])]

export const routeTree = root.addChildren([shell.addChildren(inShell), ...alone])
