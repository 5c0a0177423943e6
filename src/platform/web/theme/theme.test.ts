import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { themeCss } from './generate-theme-css.ts'

it('theme.gen.css is what values.ts says', () => {
  expect(readFileSync(new URL('./theme.gen.css', import.meta.url), 'utf8')).toBe(themeCss())
})
