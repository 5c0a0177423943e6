/** The router of the app, under /app. */
import { createRouter } from '@tanstack/react-router'
import { routeTree } from './routes.tsx'
import { NotFound, ScreenFailed } from './shell/trouble.tsx'

export const router = createRouter({
  routeTree,
  basepath: '/app',
  defaultPreload: 'intent',
  defaultErrorComponent: ScreenFailed,
  defaultNotFoundComponent: NotFound,
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
