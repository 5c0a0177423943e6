import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'

/** A promise of types is kept only if wrong code does not compile: each snippet stands in a file beside the real contract. */
const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const FILE = `${ROOT}src/access/snippet.ts`

const HEAD = `import { defineOperation } from './policy.ts'
export const one = defineOperation({ id: 'one', method: 'GET', path: '/one', summary: 'One', problems: [], `

function faultsOf(source: string): readonly string[] {
  const options: ts.CompilerOptions = {
    strict: true,
    exactOptionalPropertyTypes: true,
    noEmit: true,
    skipLibCheck: true,
    allowImportingTsExtensions: true,
    target: ts.ScriptTarget.ES2023,
    module: ts.ModuleKind.NodeNext,
    types: [],
  }
  const host = ts.createCompilerHost(options)
  const read = host.readFile.bind(host)
  const exists = host.fileExists.bind(host)
  host.fileExists = (name) => name === FILE || exists(name)
  host.readFile = (name) => (name === FILE ? source : read(name))
  const program = ts.createProgram([FILE], options, host)
  const file = program.getSourceFile(FILE)
  if (file === undefined) throw new Error('the snippet was not read')
  return program.getSemanticDiagnostics(file).map((one) => ts.flattenDiagnosticMessageText(one.messageText, '\n'))
}

describe('an operation', () => {
  test('compiles with a policy and an audit description', () => {
    expect(
      faultsOf(`${HEAD} policy: { who: 'signed-in', because: 'x' }, audit: { action: 'one.read', nature: 'look' } })`),
    ).toEqual([])
  })

  test('does not compile without a policy', () => {
    expect(faultsOf(`${HEAD} audit: { action: 'one.read', nature: 'look' } })`).join()).toContain("'policy' is missing")
  })

  test('does not compile without an audit description', () => {
    expect(faultsOf(`${HEAD} policy: { who: 'signed-in', because: 'x' } })`).join()).toContain("'audit' is missing")
  })

  test('does not compile with a permission that no role has, nor open to anyone without a reason', () => {
    const audit = `audit: { action: 'one.read', nature: 'look' } })`
    expect(faultsOf(`${HEAD} policy: { who: 'permitted', needs: 'everything' }, ${audit}`)).not.toEqual([])
    expect(faultsOf(`${HEAD} policy: { who: 'anyone' }, ${audit}`)).not.toEqual([])
  })
})
