/** `npm run bench [name] [-- --json]`: the measured promises, `bench/*.bench.ts`. */
import { runMeasures } from '../scripts/lib/marks.ts'

process.exitCode = await runMeasures('bench', 'bench', process.argv.slice(2))
