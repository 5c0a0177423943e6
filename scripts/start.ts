/** `npm start`: builds the screens if they changed, then becomes the server. What follows `--` goes to the server. */
import { buildWeb } from './build-web.ts'

const built = await buildWeb((line) => console.log(line))
if (built === 'failed') {
  console.log('The screens could not be built; the lines above say why.')
  process.exit(1)
}
const { main } = await import('#app/server/main.ts')
await main(process.argv.slice(2))
