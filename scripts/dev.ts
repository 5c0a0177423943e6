/**
 * `npm run dev`: the server restarts when its code changes, the screens reload in place. Open the address that Vite prints:
 * it hands the API to the server. What follows `--` goes to the server.
 */
import { spawn } from 'node:child_process'
import { createServer } from 'vite'
import { projectEnv, root } from './lib/run.ts'

const serverPort = 4716

process.env['LINDUNG_DEV_API'] = `http://127.0.0.1:${serverPort}` // read by vite.config.ts
const vite = await createServer({ configFile: `${root}vite.config.ts` })
await vite.listen()
vite.printUrls()

const node = ['--watch', '--watch-preserve-output', '--disable-warning=ExperimentalWarning']
const server = spawn(process.execPath, [...node, 'src/app/server/main.ts', ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
  env: projectEnv({ LINDUNG_PORT: String(serverPort) }),
})

const end = (): void => {
  server.kill('SIGTERM')
  void vite.close()
}
process.once('exit', () => server.kill('SIGTERM')) // Vite ends the process when its input ends
process.once('SIGINT', end)
process.once('SIGTERM', end)
server.once('exit', (code) => {
  void vite.close().then(() => process.exit(code ?? 0))
})
