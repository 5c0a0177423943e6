/** `npm run guide`: walks through the demo in a browser and draws the pictures of the user guide (docs/guide/pictures) anew. */
import { run } from './lib/run.ts'

const args = ['run', '--project', 'browser', 'test/e2e/guide.browser.test.ts']
const ran = await run('vitest', args, { show: true, env: { LINDUNG_GUIDE: '1' } })
process.exitCode = ran.code
