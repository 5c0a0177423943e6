/**
 * The import rules (.dependency-cruiser.cjs) over the whole tree, and a canary for every rule: a small wrong tree
 * in which each rule must bite. Without it a cruiser that sees nothing would report that nothing is wrong.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { filesBelow } from './lib/files.ts'
import { root, run } from './lib/run.ts'

type Violation = { readonly from: string; readonly to: string; readonly rule: { readonly name: string } }
type Cruised = {
  readonly modules: readonly { readonly source: string }[]
  readonly summary: { readonly violations: readonly Violation[] }
}
type Config = { readonly forbidden: readonly { readonly name: string; readonly comment: string }[] }

const config = createRequire(import.meta.url)('../.dependency-cruiser.cjs') as Config

/** A wrong tree. Each file breaks the rules named on the right; together they break every rule. */
const CANARIES: Readonly<Record<string, string>> = {
  'src/platform/server/toolbox.ts': `import '#access/index.ts'`, // direction-platform
  'src/audit/server/log.ts': `import '#access/index.ts'`, // direction-audit
  'src/access/index.ts': `export const access = 1`,
  'src/access/server/session.ts': `import '#directory/index.ts'`, // direction-access
  'src/directory/index.ts': `export const directory = 1`,
  'src/directory/server/list.ts': `import '#cases/index.ts'`, // direction-directory
  'src/cases/index.ts': `export const cases = 1`,
  'src/cases/server/append.ts': `import '#matching/index.ts'; import '../web/screen.ts'`, // direction-cases, server-without-web
  'src/cases/web/screen.ts': `import '../server/key.ts'`, // web-without-server
  'src/cases/server/key.ts': `import 'node:crypto'`, // ciphers-in-platform-and-audit
  'src/cases/model/rule.ts': `import 'node:fs'; import '../server/key.ts'`, // pure-without-node, pure-without-runtime
  'src/cases/file/fold.ts': `import '../topics/referral/kinds.ts'`, // file-knows-no-topic
  'src/cases/topics/referral/kinds.ts': `import '../consent/kinds.ts'`, // topics-apart
  'src/cases/topics/consent/kinds.ts': `import 'no-such-package'`, // resolves
  'src/matching/index.ts': `export const matching = 1`,
  'src/matching/server/index.ts': `import '#evidence/index.ts'; import '#cases/model/rule.ts'`, // direction-matching, through-the-door
  'src/evidence/index.ts': `export const evidence = 1`,
  'src/evidence/server/index.ts': `import '#commitments/index.ts'`, // direction-evidence
  'src/commitments/index.ts': `export const commitments = 1`,
  'src/commitments/server/index.ts': `import '#exchange/index.ts'`, // direction-commitments
  'src/prevention/server/index.ts': `import '#cases/index.ts'`, // direction-prevention
  'src/exchange/index.ts': `export const exchange = 1`,
  'src/exchange/server/index.ts': `import '#directory/server/list.ts'; import '#cases/index.ts'`, // exchange-reaches-no-child, direction-exchange
  'src/access/server/helper.ts': `import '#app/server/main.ts'; import './helper.test.ts'; import 'vitest'`, // nobody-imports-app, no-test-code…, no-development…
  'src/access/server/helper.test.ts': `import './helper.ts'`, // no-circle
  'src/app/server/main.ts': `export const main = 1`,
  'verifier/verify.ts': `import '#audit/server/log.ts'; import 'vitest'`, // verifier-stands-alone
}

async function cruise(folders: readonly string[], cwd: string): Promise<Cruised> {
  const args = ['--config', `${root}.dependency-cruiser.cjs`, '--output-type', 'json', ...folders]
  const ran = await run('depcruise', args, { cwd })
  if (!ran.stdout.trimStart().startsWith('{')) throw new Error(`dependency-cruiser did not run:\n${ran.out}`)
  return JSON.parse(ran.stdout) as Cruised
}

async function sleepingRules(): Promise<string[]> {
  mkdirSync(`${root}.tmp`, { recursive: true })
  const tree = mkdtempSync(`${root}.tmp/canary-`)
  try {
    const manifest = { type: 'module', imports: { '#*': './src/*' }, devDependencies: { vitest: '*' } }
    const tsconfig = {
      compilerOptions: { module: 'esnext', moduleResolution: 'bundler', allowImportingTsExtensions: true },
    }
    const files = { ...CANARIES, 'package.json': JSON.stringify(manifest), 'tsconfig.json': JSON.stringify(tsconfig) }
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(`${tree}/${path}`), { recursive: true })
      writeFileSync(`${tree}/${path}`, text)
    }
    const caught = new Set((await cruise(['src', 'verifier'], tree)).summary.violations.map((v) => v.rule.name))
    return config.forbidden.map((rule) => rule.name).filter((name) => !caught.has(name))
  } finally {
    rmSync(tree, { recursive: true, force: true })
  }
}

const folders = ['src', 'verifier', 'bench', 'scripts', 'test'].filter(
  (folder) => filesBelow(folder, /\.tsx?$/).length > 0,
)
const [tree, sleeping] = await Promise.all([cruise(folders, root), sleepingRules()])

const wanted = folders.flatMap((folder) => filesBelow(folder, /\.tsx?$/))
const seen = new Set(tree.modules.map((module) => module.source))
const unseen = wanted.filter((path) => !seen.has(path))
const reasons = new Map(config.forbidden.map((rule) => [rule.name, rule.comment]))

for (const { from, to, rule } of tree.summary.violations)
  console.log(`${from} → ${to}\n  ${rule.name}: ${reasons.get(rule.name) ?? ''}`)
for (const name of sleeping) console.log(`the rule ${name} no longer catches its canary`)
for (const path of unseen) console.log(`${path} was not looked at`)

const wrong = tree.summary.violations.length + sleeping.length + unseen.length
console.log(`${wanted.length} modules, ${config.forbidden.length} rules, each with a canary; ${wrong} wrong`)
process.exitCode = wrong === 0 ? 0 : 1
