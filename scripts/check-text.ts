/**
 * Rules about where a line may stand that neither types nor import rules can see:
 * SQL only in `store*.ts` and in the platform's database code; CSS only by logical properties, so that Urdu and Arabic need no second sheet.
 */
import { filesBelow, readText } from './lib/files.ts'

type Line = { readonly path: string; readonly line: number; readonly text: string }
type Rule = {
  readonly name: string
  readonly why: string
  readonly files: RegExp
  readonly not: RegExp
  readonly wrong: RegExp
}

const SQL_WORDS =
  'select\\s*$|select\\s+(\\*|[\\w.]+\\(|\\d|.*\\sfrom\\s)|insert\\s+into\\s|update\\s+[\\w."]+\\s+set\\s|delete\\s+from\\s|create\\s+(table|role|database|schema|index|or\\s+replace)\\s|alter\\s+(table|role|database)\\s|drop\\s+(table|role|database|schema)\\s|truncate\\s+\\w|with\\s+\\w+\\s+as\\s+\\(|set\\s+local\\s'

export const RULES: readonly Rule[] = [
  {
    name: 'sql-in-stores',
    why: 'SQL stands only in store files, migrations and platform/server/{db,postgres}',
    files: /^src\/.*\.tsx?$/,
    not: /\.test\.tsx?$|\/store[^/]*\.ts$|\/store\/|^src\/platform\/server\/(db|postgres)\//,
    wrong: new RegExp(`\\bsql(<[^>]*>)?\`|['"\`]\\s*(${SQL_WORDS})`, 'i'),
  },
  {
    name: 'logical-css',
    why: 'say inline-start/end and block-start/end: a screen must also read from right to left',
    files: /^src\/.*\.css$/,
    not: /\.gen\.css$/,
    wrong:
      /(^|[\s;{])((margin|padding|border|scroll-margin|scroll-padding)-(left|right)(-\w+)*|(left|right)|border-(top|bottom)-(left|right)-radius)\s*:|(text-align|float|clear)\s*:\s*(left|right)\b/,
  },
  {
    name: 'logical-style',
    why: 'say marginInlineStart, insetInlineEnd …: a screen must also read from right to left',
    files: /^src\/.*\.tsx$/,
    not: /\.test\.tsx$/,
    wrong: /\b((margin|padding|border)(Left|Right)\w*|(?:ml|mr|pl|pr)=)/,
  },
]

/** The lines of a file that break a rule. Comment lines are no statements. */
export function faultsOf(rule: Rule, path: string, text: string): Line[] {
  if (!rule.files.test(path) || rule.not.test(path)) return []
  return text.split('\n').flatMap((line, i) => {
    const comment = /^\s*(\/\/|\*|\/\*)/.test(line)
    return !comment && rule.wrong.test(line) ? [{ path, line: i + 1, text: line.trim() }] : []
  })
}

if (import.meta.main) {
  const files = filesBelow('src', /\.(tsx?|css)$/)
  let wrong = 0
  for (const path of files) {
    const text = readText(path)
    for (const rule of RULES)
      for (const fault of faultsOf(rule, path, text)) {
        wrong += 1
        console.log(`${fault.path}:${fault.line} ${fault.text.slice(0, 100)}\n  ${rule.name}: ${rule.why}`)
      }
  }
  console.log(`${files.length} files, ${RULES.length} rules; ${wrong} wrong`)
  process.exitCode = wrong === 0 ? 0 : 1
}
