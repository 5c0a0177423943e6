/** `npm run prove [name] [-- --json]`: the proofs in full, `test/prove/*.prove.ts`; `npm test` runs them with `--small`. */
import { runMeasures } from '../../scripts/lib/marks.ts'

process.exitCode = await runMeasures('test/prove', 'prove', process.argv.slice(2))
