/** The demo's door takes a visitor's own list, without signing in. */
import { TrialPage } from '#cases/web/index.ts'
import { DemoStrip } from '#platform/web/index.ts'
import { LanguageButton } from '../shell/language-button.tsx'

export const TryScreen = () => (
  <>
    <DemoStrip />
    <TrialPage languages={<LanguageButton />} />
  </>
)
