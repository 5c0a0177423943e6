/** How long the files are: a report, not a judge (oxlint refuses more than 400 lines of code). */
import { filesBelow, readText } from './lib/files.ts'

const isTest = (path: string): boolean => /\.test\.tsx?$/.test(path)
const sizes = filesBelow('src', /\.tsx?$/)
  .filter((path) => !isTest(path) && !/\.(gen|data|table)\.ts$|\/words\.ts$/.test(path))
  .map((path) => ({ path, lines: readText(path).split('\n').length - 1 }))
  .sort((a, b) => a.lines - b.lines)

const at = (share: number): number => sizes[Math.floor((sizes.length - 1) * share)]?.lines ?? 0
const long = sizes.filter(({ lines }) => lines > 150).reverse()
for (const { path, lines } of long.slice(0, 10)) console.log(`${String(lines).padStart(4)} ${path}`)
console.log(
  `${sizes.length} files: median ${at(0.5)} lines, p95 ${at(0.95)}, longest ${at(1)}; ${long.length} over 150`,
)
