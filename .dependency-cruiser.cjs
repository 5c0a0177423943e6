/**
 * The import rules of docs/architecture.md, as rules. Every rule has a canary in scripts/check-imports.ts:
 * a rule that no longer catches its canary fails the check.
 */

/** What each slice may import, beside itself. */
const MAY_IMPORT = {
  platform: [],
  audit: ['platform'],
  access: ['platform', 'audit'],
  directory: ['platform', 'audit', 'access'],
  cases: ['platform', 'audit', 'access', 'directory'],
  matching: ['platform', 'audit', 'access', 'directory', 'cases'],
  evidence: ['platform', 'audit', 'access', 'directory', 'cases'],
  prevention: ['platform', 'audit', 'access', 'directory'],
  commitments: ['platform', 'audit', 'access', 'directory', 'evidence'],
  exchange: ['platform', 'audit', 'access', 'directory'],
}

const TEST = String.raw`\.test\.tsx?$`
const PURE =
  String.raw`^src/platform/pure/|^src/[^/]+/model/|^src/[^/]+/[^/]+/model/|^src/[^/]+/(policy|contract|index)\.ts$` +
  String.raw`|^src/cases/file/|^src/cases/topics/[^/]+/[^/]+\.ts$|^src/cases/view/|^src/cases/(view|gates|deadlines)\.ts$`
const WEB = '^src/.+/web/'
const SERVER = '^src/.+/server/|^src/app/(cli|verifier)/'

const direction = Object.entries(MAY_IMPORT).map(([slice, allowed]) => ({
  name: `direction-${slice}`,
  comment: `${slice} may import only: ${[slice, ...allowed].join(', ')}`,
  severity: 'error',
  from: { path: `^src/${slice}/` },
  to: { path: '^src/', pathNot: `^src/(${[slice, ...allowed].join('|')})/` },
}))

module.exports = {
  forbidden: [
    ...direction,
    {
      name: 'exchange-reaches-no-child',
      comment:
        'exchange receives finished, disclosure-checked documents from app; not even indirectly does it reach files of children',
      severity: 'error',
      from: { path: '^src/exchange/' },
      to: { path: '^src/(cases|matching|evidence)/', reachable: true },
    },
    {
      name: 'nobody-imports-app',
      comment: 'app composes',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/app/', TEST] },
      to: { path: '^src/app/' },
    },
    {
      name: 'pure-without-node',
      comment: 'Clock, randomness, environment and disk are arguments of pure code',
      severity: 'error',
      from: { path: PURE, pathNot: TEST },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'pure-without-runtime',
      comment: 'Pure code imports neither server nor web',
      severity: 'error',
      from: { path: PURE, pathNot: TEST },
      to: { path: `${WEB}|${SERVER}` },
    },
    {
      name: 'web-without-server',
      comment: 'A screen never imports server code or Node (generate-*.ts makes web files and runs on Node)',
      severity: 'error',
      from: { path: WEB, pathNot: [TEST, '/generate-[^/]+[.]ts$'] },
      to: { path: `${SERVER}|^(node:|fs$|path$|crypto$)` },
    },
    {
      name: 'server-without-web',
      comment: 'Server code never imports screens',
      severity: 'error',
      from: { path: SERVER, pathNot: TEST },
      to: { path: WEB },
    },
    {
      name: 'through-the-door',
      comment:
        "Between slices only through index.ts (pure), server/index.ts, web/index.ts of a slice or of a part of it, or the catalogues in locales/; platform is everybody's toolbox and has no door",
      severity: 'error',
      from: { path: '^src/([^/]+)/', pathNot: TEST },
      to: {
        path: '^src/[^/]+/',
        pathNot: [
          '^src/$1/',
          '^src/platform/',
          String.raw`^src/[^/]+/(index|server/index|web/index)\.tsx?$`,
          String.raw`^src/[^/]+/[^/]+/(index|server/index|web/index)\.tsx?$`,
          '^src/[^/]+/locales/',
        ],
      },
    },
    {
      name: 'topics-apart',
      comment: 'Topics never import each other; view.ts, gates.ts and deadlines.ts cross them',
      severity: 'error',
      from: { path: '^src/cases/topics/([^/]+)/' },
      to: { path: '^src/cases/topics/[^/]+/', pathNot: '^src/cases/topics/$1/' },
    },
    {
      name: 'file-knows-no-topic',
      comment: 'The machinery of a file knows no topic',
      severity: 'error',
      from: { path: '^src/cases/file/', pathNot: TEST },
      to: { path: '^src/cases/topics/' },
    },
    {
      name: 'ciphers-in-platform-and-audit',
      comment: 'Keys and ciphers only in platform and audit',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/(platform|audit)/', TEST] },
      to: { path: '^(node:)?crypto$', dependencyTypes: ['core'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'verifier-stands-alone',
      comment: "A stranger reads verifier/ and trusts nothing else: it imports itself and Node's standard library",
      severity: 'error',
      from: { path: '^verifier/', pathNot: TEST },
      to: { pathNot: ['^verifier/(?!.*[.]test[.])', '^node:'], dependencyTypesNot: ['core'] },
    },
    {
      name: 'no-test-code-in-product',
      comment: 'The product imports neither tests nor scripts',
      severity: 'error',
      from: { path: '^src/', pathNot: TEST },
      to: { path: `^(test|bench|scripts)/|${TEST}` },
    },
    {
      name: 'no-development-packages-in-product',
      comment: '`npm ci --omit=dev` must still run',
      severity: 'error',
      from: { path: '^src/', pathNot: TEST },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only', 'npm', 'npm-optional'] },
    },
    {
      name: 'no-circle',
      comment: 'What imports in a circle cannot be read from one end',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'resolves',
      comment: 'An import that resolves to nothing',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^virtual:' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|data|keys|\\.tmp/(?!canary))' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json', '.d.ts'],
    },
  },
}
