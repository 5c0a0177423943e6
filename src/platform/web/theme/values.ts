/**
 * Lindung's look, told to Mantine: sizes and colours. The truth stands in css/tokens.css; Mantine's variables point at it,
 * so that light and dark are decided in one place. This file needs no bundler: the generator of theme.gen.css reads it.
 */
import type { CSSVariablesResolver, MantineColorsTuple, MantineThemeOverride } from '@mantine/core'

const accent: MantineColorsTuple = [
  '#e1edeb',
  '#c3dcd9',
  '#a4d3ce',
  '#86c9c3',
  '#5fa9a6',
  '#3d8a8b',
  '#1f6f74',
  '#0b5860',
  '#094b52',
  '#073e45',
]

export const themeValues: MantineThemeOverride = {
  primaryColor: 'accent',
  primaryShade: { light: 7, dark: 3 },
  autoContrast: true,
  colors: { accent },
  white: '#ffffff',
  black: '#14212b',
  fontFamily: 'var(--font)',
  defaultRadius: 'sm',
  radius: { xs: '3px', sm: '3px', md: '6px', lg: '6px', xl: '6px' },
  spacing: { xs: '0.5rem', sm: '1rem', md: '1.5rem', lg: '2rem', xl: '3rem' },
  fontSizes: { xs: 'var(--t1)', sm: 'var(--t2)', md: 'var(--t3)', lg: 'var(--t4)', xl: 'var(--t5)' },
  lineHeights: { xs: 'var(--l1)', sm: 'var(--l2)', md: 'var(--l2)', lg: 'var(--l4)', xl: 'var(--l5)' },
  breakpoints: { xs: '36em', sm: '48em', md: '62em', lg: '75em', xl: '88em' },
  shadows: { xs: 'none', sm: 'none', md: '0 2px 12px rgb(20 33 43 / 18%)', lg: 'none', xl: 'none' },
  respectReducedMotion: true,
  cursorType: 'pointer',
}

const inBothThemes = {
  '--mantine-color-body': 'var(--paper)',
  '--mantine-color-text': 'var(--ink)',
  '--mantine-color-bright': 'var(--ink)',
  '--mantine-color-dimmed': 'var(--ink-3)',
  '--mantine-color-placeholder': 'var(--ink-3)',
  '--mantine-color-default': 'var(--paper-raised)',
  '--mantine-color-default-hover': 'var(--accent-soft)',
  '--mantine-color-default-color': 'var(--ink)',
  '--mantine-color-default-border': 'var(--edge)',
  '--mantine-color-anchor': 'var(--accent)',
  '--mantine-color-error': 'var(--now)',
  '--mantine-color-success': 'var(--accent)',
  '--mantine-color-accent-filled': 'var(--accent)',
  '--mantine-color-accent-filled-hover': 'var(--accent-strong)',
  '--mantine-color-accent-light': 'var(--accent-soft)',
  '--mantine-color-accent-light-hover': 'var(--accent-soft)',
  '--mantine-color-accent-light-color': 'var(--accent-strong)',
  '--mantine-color-accent-outline': 'var(--accent)',
  '--mantine-primary-color-contrast': 'var(--on-accent)',
}

export const cssVariables: CSSVariablesResolver = () => ({ variables: {}, light: inBothThemes, dark: inBothThemes })
