/** Starts the app in the browser. */
import '#platform/web/css/app.css'
import { QueryClient } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { initialLanguage, startI18n } from '#platform/web/index.ts'
import { catalogues } from './i18n.ts'
import { Providers } from './providers.tsx'
import { router } from './router.ts'

const queries = new QueryClient({
  // The server says what changed; a screen is not fetched again because a window came to the front.
  defaultOptions: { queries: { staleTime: 30_000, refetchOnWindowFocus: false, retry: 1 } },
})

async function start(): Promise<void> {
  const place = document.getElementById('root')
  if (place === null) throw new Error('index.html has no #root')
  const i18n = await startI18n(catalogues, initialLanguage(localStorage, navigator.languages))
  createRoot(place).render(
    <StrictMode>
      <Providers i18n={i18n} queries={queries} session={null} sync={{ state: 'sent', at: null }}>
        <RouterProvider router={router} />
      </Providers>
    </StrictMode>,
  )
}

void start()
