/** Starts the app in the browser. */
import '#platform/web/css/app.css'
import { QueryClient } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { Problem } from '#platform/pure/problem.ts'
import { initialLanguage, startI18n } from '#platform/web/index.ts'
import { catalogues } from './i18n.ts'
import { Providers } from './providers.tsx'
import { router } from './router.ts'

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      // The server says what changed; a screen is not fetched again because a window came to the front.
      refetchOnWindowFocus: false,
      // Whether there is a network is seen by asking: a browser's own opinion is often wrong.
      networkMode: 'always',
      retry: (times, error) => times < 1 && !(error instanceof Problem),
    },
  },
})

async function start(): Promise<void> {
  const place = document.getElementById('root')
  if (place === null) throw new Error('index.html has no #root')
  const asked = new URLSearchParams(location.search).get('lang')
  const i18n = await startI18n(catalogues, initialLanguage(localStorage, navigator.languages, asked))
  createRoot(place).render(
    <StrictMode>
      <Providers i18n={i18n} queries={queries}>
        <RouterProvider router={router} />
      </Providers>
    </StrictMode>,
  )
}

void start()
