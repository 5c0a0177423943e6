import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const SRC = new URL('../../../', import.meta.url)

const below = (ending: string): readonly string[] =>
  readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith(ending))

const read = (path: string): string => readFileSync(new URL(path, SRC), 'utf8')

const withModules = below('.tsx').flatMap((path) => {
  const imported = /import css from '\.\/([\w-]+\.module\.css)'/.exec(read(path))?.[1]
  return imported === undefined ? [] : [{ path, css: path.replace(/[^/]+$/, imported) }]
})

describe('CSS modules', () => {
  it('exist at all', () => expect(withModules.length).toBeGreaterThan(20))

  it.each(withModules)('$path names only classes that $css defines', ({ path, css }) => {
    const defined = new Set([...read(css).matchAll(/\.([a-zA-Z][\w-]*)/g)].map((m) => m[1]))
    const used = [...read(path).matchAll(/\bcss\.(\w+)/g)].map((m) => m[1])
    expect(used.filter((name) => !defined.has(name))).toEqual([])
  })

  it.each(below('.css').filter((path) => !path.endsWith('.gen.css')))('%s knows no left and right', (path) => {
    const physical =
      /(?<![\w-])(?:margin|padding|border)-(?:left|right)|(?<![\w-])(?:left|right)\s*:|(?:text-align|float)\s*:\s*(?:left|right)/g
    expect(read(path).match(physical) ?? []).toEqual([])
  })
})
