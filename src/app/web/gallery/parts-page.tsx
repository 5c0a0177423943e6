/** Every part once, in the states that matter; laid over the look’s 00-parts picture. Gallery text is not translated. */
import { PageHead, SessionContext } from '#platform/web/index.ts'
import { LanguageSwitch, ThemeSwitch } from '../screens/more.tsx'
import { SARI } from './fixtures.ts'
import { Part } from './part.tsx'
import { Buttons, Dates, FieldsPart, Shapes } from './parts-forms.tsx'
import { Dues, Paths, Story, Sync } from './parts-story.tsx'
import { Empty, Import, Lists, Meters } from './parts-lists.tsx'
import css from './gallery.module.css'

export function PartsPage() {
  return (
    <SessionContext value={SARI}>
      <main className={css.page} id="isi" tabIndex={-1}>
        <PageHead title="Parts" sub="Every part once, in the states that matter. Names are those in look/README.md." />
        <Shapes />
        <Buttons />
        <FieldsPart />
        <Dates />
        <Paths />
        <Dues />
        <Story />
        <Sync />
        <Lists />
        <Import />
        <Meters />
        <Empty />
        <Part title="Language and colours" note="The person’s own choice.">
          <div className={css.three}>
            <LanguageSwitch />
            <ThemeSwitch />
          </div>
        </Part>
      </main>
    </SessionContext>
  )
}
