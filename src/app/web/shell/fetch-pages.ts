import type { AnyRoute, AnyRouter } from '@tanstack/react-router'

/**
 * Fetches the code of every page once the first stands still: whoever then loses the network can go on to any of them.
 * Returns how to stop.
 */
export function fetchPagesWhenIdle(router: Pick<AnyRouter, 'routesById'>): () => void {
  let stopped = false
  const fetchAll = async () => {
    for (const route of Object.values<AnyRoute>(router.routesById)) {
      if (stopped) return
      // A lazy page knows how to fetch itself; one that fails now is fetched again when it is opened.
      const page = route.options.component as { preload?: () => Promise<void> } | undefined
      await page?.preload?.().catch(() => undefined)
    }
  }
  const timer = setTimeout(() => void fetchAll(), 500)
  return () => {
    stopped = true
    clearTimeout(timer)
  }
}
