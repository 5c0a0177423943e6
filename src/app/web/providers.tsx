/** What every screen stands in: theme, direction, words, data. The session comes with the gate (shell/root.tsx). */
import { DirectionProvider, MantineProvider, localStorageColorSchemeManager, useDirection } from '@mantine/core'
import { QueryClientProvider, type QueryClient } from '@tanstack/react-query'
import type { i18n as I18n } from 'i18next'
import { useEffect, type ReactNode } from 'react'
import { I18nextProvider } from 'react-i18next'
import { theme } from '#platform/web/theme/theme.ts'
import { useLanguage } from '#platform/web/index.ts'

const colorSchemes = localStorageColorSchemeManager({ key: 'lindung.colours' })

export type ProvidersProps = {
  readonly i18n: I18n
  readonly queries: QueryClient
  readonly children: ReactNode
}

export function Providers({ i18n, queries, children }: ProvidersProps) {
  return (
    <I18nextProvider i18n={i18n}>
      <DirectionProvider detectDirection={false} initialDirection={i18n.dir()}>
        {/* Mantine would write two <style> elements; the Content-Security-Policy forbids them, and theme.gen.css replaces them. */}
        <MantineProvider
          theme={theme}
          defaultColorScheme="auto"
          colorSchemeManager={colorSchemes}
          withCssVariables={false}
          withGlobalClasses={false}
        >
          <DirectionOfLanguage />
          <QueryClientProvider client={queries}>{children}</QueryClientProvider>
        </MantineProvider>
      </DirectionProvider>
    </I18nextProvider>
  )
}

function DirectionOfLanguage(): null {
  const { direction } = useLanguage()
  const { setDirection } = useDirection()
  useEffect(() => setDirection(direction), [direction, setDirection])
  return null
}
